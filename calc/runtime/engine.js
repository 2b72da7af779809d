// CPython without a bridge: Pyodide's machine, started by its Emscripten interface and called by
// CPython's C interface. It does not start Python either: that was done when the site was built, and
// what memory held then is put in its place. So a start imports nothing and runs nothing.

import { call } from "./python.js";

/**
 * What a start needs; `create` is what pyodide.asm.js defines.
 *
 * @typedef {Omit<import("./protocol.js").Parts, "glue" | "whole" | "image">
 *   & { create: (settings: object) => Promise<any>, image: Uint8Array | Promise<Uint8Array> }} Parts
 */

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
 * The machine with Python's memory in it.
 *
 * @param {Parts} parts
 * @returns {Promise<(question: string) => string>} the function that the image was made for, from
 *   text to text
 */
export async function boot({ image, layout, ...parts }) {
  /** @type {string[]} */
  const printed = [];
  const print = (/** @type {string} */ line) => printed.push(line);
  const settings = { noInitialRun: true, INITIAL_MEMORY: layout.size };
  const started = start(parts, settings, print).catch((error) => {
    throw new Broken("Python did not start", error instanceof RangeError ? NO_MEMORY : error, printed);
  });
  const [{ machine, imports }, content] = await Promise.all([started, image]);
  remember(machine.HEAPU8, content, layout.runs);
  // How it calls functions of other signatures than it expects depends on the browser.
  imports._PyEM_InitTrampoline_js();
  return (question) => {
    printed.length = 0;
    try {
      return call(machine, layout.answer, question);
    } catch (error) {
      throw new Broken("Python could not answer", error, printed);
    }
  };
}

/**
 * @param {Uint8Array} memory
 * @param {Uint8Array} image
 * @param {readonly (readonly number[])[]} runs where its bytes belong, one after the other: from, to
 */
function remember(memory, image, runs) {
  let at = 0;
  for (const [from, to] of runs) memory.set(image.subarray(at, (at += to - from)), from);
}

/**
 * The machine, and what it imports from Pyodide's script.
 *
 * @param {Pick<Parts, "create" | "machine" | "calls">} parts
 * @param {object} settings Emscripten's, beside those that are always the same
 * @param {(line: string) => void} print
 * @returns {Promise<{ machine: any, imports: any }>}
 */
export function start({ create, machine, calls }, settings, print) {
  const config = { jsglobals: globalThis };
  const runtimeEnv = { IN_BROWSER: true, IN_BROWSER_WEB_WORKER: true };
  /** @type {any} */
  let imported;
  return new Promise((resolve, reject) => {
    create({
      API: { config, runtimeEnv },
      config,
      arguments: [],
      preRun: [],
      noImageDecoding: true,
      noAudioDecoding: true,
      print,
      printErr: print,
      onExit: () => reject(new Error("its library is not to be read")),
      ...settings,
      instantiateWasm(/** @type {any} */ imports, /** @type {Function} */ done) {
        imports.sentinel = sentinel();
        imported = imports.env;
        WebAssembly.instantiate(machine, imports)
          .then(({ exports }) => done({ exports: picked(exports, calls) }, machine))
          .catch(reject);
        return {};
      },
    }).then((machine) => resolve({ machine, imports: imported }), reject);
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
