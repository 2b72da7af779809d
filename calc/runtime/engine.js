// CPython without a bridge: Pyodide's machine, started by its Emscripten interface and called by
// CPython's C interface. Nothing of Pyodide's own Python (asyncio, its package loader, …) is loaded:
// one function from text to text needs none of it, and a start takes a third of the time.

import { find } from "./python.js";

/**
 * What a start needs; `create` is what pyodide.asm.js defines.
 *
 * @typedef {Omit<import("./protocol.js").Parts, "glue" | "whole">
 *   & { create: (settings: object) => Promise<any> }} Parts
 */

/** As little start as Python can do, and the same each time. */
const PLAIN = {
  HOME: "/",
  PYTHONHASHSEED: "0",
  PYTHONINSPECT: "1",
  PYTHONNOUSERSITE: "1",
  PYTHONPATH: "/lib/calculators.zip",
};

const NO_MEMORY = "this browser has no memory for it; close other pages and try again";

/** Python is in a state that only another start can mend; the cause is all that it printed. */
export class Broken extends Error {
  /**
   * @param {string} sentence
   * @param {unknown} error
   * @param {string[]} printed
   */
  constructor(sentence, error, printed) {
    const reason = error instanceof Error ? error.message : String(error);
    super(`${sentence}: ${reason}.`, { cause: printed.join("\n") });
    /** Whether a function was called that the machine lacks. */
    this.lacking = error instanceof WebAssembly.RuntimeError && /unreachable/i.test(reason);
  }
}

/**
 * Start Python and import the calculators.
 *
 * @param {Parts} parts
 * @param {string} [module]
 * @param {string} [name] a function of it, from text to text
 * @returns {Promise<(question: string) => string>} that function
 */
export async function boot(parts, module = "calc.answer", name = "answer") {
  /** @type {string[]} */
  const printed = [];
  try {
    const started = await start(parts, (line) => printed.push(line));
    const answer = find(started, module, name);
    return (question) => {
      printed.length = 0;
      try {
        return answer(question);
      } catch (error) {
        throw new Broken("Python could not answer", error, printed);
      }
    };
  } catch (error) {
    throw new Broken("Python did not start", error instanceof RangeError ? NO_MEMORY : error, printed);
  }
}

/**
 * The machine, with Python started in it. The library lies where CPython looks before anywhere else.
 *
 * @param {Parts} parts
 * @param {(line: string) => void} print
 * @returns {Promise<any>}
 */
function start({ create, machine, library, calculators, calls }, print) {
  const config = { jsglobals: globalThis };
  const runtimeEnv = { IN_BROWSER: true, IN_BROWSER_WEB_WORKER: true };

  /** @param {any} emscripten */
  const prepare = ({ FS, ENV }) => {
    FS.mkdir("/lib");
    FS.writeFile("/lib/python313.zip", library, { canOwn: true });
    FS.writeFile("/lib/calculators.zip", calculators, { canOwn: true });
    Object.assign(ENV, PLAIN);
  };

  return new Promise((resolve, reject) => {
    create({
      API: { config, runtimeEnv },
      config,
      arguments: [],
      noImageDecoding: true,
      noAudioDecoding: true,
      print,
      printErr: print,
      preRun: [prepare],
      onExit: () => reject(new Error("its library is not to be read")),
      instantiateWasm(/** @type {any} */ imports, /** @type {Function} */ done) {
        imports.sentinel = sentinel();
        WebAssembly.instantiate(machine, imports)
          .then(({ exports }) => done({ exports: picked(exports, calls) }, machine))
          .catch(reject);
        return {};
      },
    }).then(resolve, reject);
  });
}

/**
 * Of the machine's thousands of functions those that are called. The others are for libraries that
 * would be linked to it, and to make each ready for that takes a tenth of a start.
 *
 * @param {WebAssembly.Exports} exports
 * @param {readonly string[]} names
 */
const picked = (exports, names) => Object.fromEntries(names.map((name) => [name, exports[name]]));

/** The marker that the machine returns for an error: any value that nothing else equals. */
function sentinel() {
  const marker = Symbol("error");
  return {
    create_sentinel: () => marker,
    is_sentinel: (/** @type {unknown} */ value) => value === marker,
  };
}
