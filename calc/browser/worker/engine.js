// CPython, called through its C API without Pyodide's bridge. The build of the site started Python and took
// a snapshot of its memory, which is restored here. So a start imports nothing and runs nothing.

import { LATER } from "../contract.js";
import { wasmImports } from "./wasm_imports.js";
import { call } from "./python.js";
import { closeRing } from "./ring.js";

/** @typedef {Omit<import("../protocol.js").Parts, "snapshot">} Interpreter */

/** Python needs another start; the cause is everything that it printed. */
export class Broken extends Error {
  /**
   * @param {"start" | "answer"} step in which it failed
   * @param {unknown} error
   * @param {string[]} printed
   */
  constructor(step, error, printed) {
    super(error instanceof Error ? error.message : String(error), { cause: printed.join("") });
    this.step = step;
    this.outOfMemory = step === "start" && error instanceof RangeError;
    /** Whether WebAssembly trapped, as it does at a function that the trimmed interpreter lacks. */
    this.missing = error instanceof WebAssembly.RuntimeError;
  }
}

/**
 * The interpreter with Python's memory restored.
 *
 * @param {import("./fetch_python.js").PythonFiles} parts
 * @returns {Promise<(question: string) => string>} the function that the snapshot was made for, from
 *   text to text
 */
export async function boot({ snapshot, ...parts }) {
  const { layout } = parts;
  /** @type {string[]} */
  const printed = [];
  const print = (/** @type {string} */ text) => printed.push(text);
  const starting = (parts.script ? full(parts, print) : trimmed(parts, print)).catch((error) => {
    throw new Broken("start", error, printed);
  });
  const [python, content] = await Promise.all([starting, snapshot]);
  restore(new Uint8Array(python.memory.buffer), content, layout.runs);
  closeRing(new Uint32Array(python.memory.buffer), layout.ring);
  return (question) => {
    printed.length = 0;
    try {
      return call(python, layout.answer, question);
    } catch (error) {
      throw new Broken("answer", error, printed);
    }
  };
}

/**
 * The text that hands the modules of a file to Python.
 *
 * @param {Uint8Array} file
 */
export const modules = (file) => LATER.file + Array.from(file, (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * @param {Interpreter} parts
 * @param {(text: string) => void} print
 * @returns {Promise<import("./python.js").Python>}
 */
async function trimmed({ interpreter, layout }, print) {
  const { imports, memory } = wasmImports(layout, print);
  return { exports: (await WebAssembly.instantiate(interpreter, imports)).exports, memory };
}

/**
 * @param {Interpreter} parts
 * @param {(text: string) => void} print
 * @returns {Promise<import("./python.js").Python>}
 */
async function full({ interpreter, layout, exports = [] }, print) {
  const { start } = await import("./full_interpreter.js");
  return start({ interpreter, exports }, { noInitialRun: true, INITIAL_MEMORY: layout.size }, print);
}

/**
 * @param {Uint8Array} memory
 * @param {Uint8Array} snapshot
 * @param {readonly (readonly number[])[]} runs the addresses of its bytes, in order: from, to
 */
function restore(memory, snapshot, runs) {
  let at = 0;
  for (const [from, to] of runs) memory.set(snapshot.subarray(at, (at += to - from)), from);
}
