// CPython without a bridge: Pyodide's machine, called by CPython's C interface. Python is not started:
// that was done when the site was built, and what memory held then is put in its place. So a start
// imports nothing and runs nothing.

import { joints } from "./joints.js";
import { call } from "./python.js";

/** @typedef {Omit<import("./protocol.js").Parts, "image">} Machinery */

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
    super(`${sentence}: ${reason}.`, { cause: printed.join("") });
    /** Whether it trapped, as it does where a function is called that the machine lacks. */
    this.lacking = error instanceof WebAssembly.RuntimeError;
  }
}

/**
 * The machine with Python's memory in it.
 *
 * @param {import("./supply.js").Coming} parts
 * @returns {Promise<(question: string) => string>} the function that the image was made for, from
 *   text to text
 */
export async function boot({ image, ...parts }) {
  const { layout } = parts;
  /** @type {string[]} */
  const printed = [];
  const print = (/** @type {string} */ text) => printed.push(text);
  const joined = (parts.script ? whole(parts, print) : cut(parts, print)).catch((error) => {
    throw new Broken("Python did not start", error instanceof RangeError ? NO_MEMORY : error, printed);
  });
  const [python, content] = await Promise.all([joined, image]);
  remember(new Uint8Array(python.memory.buffer), content, layout.runs);
  return (question) => {
    printed.length = 0;
    try {
      return call(python, layout.answer, question);
    } catch (error) {
      throw new Broken("Python could not answer", error, printed);
    }
  };
}

/**
 * @param {Machinery} parts
 * @param {(text: string) => void} print
 * @returns {Promise<import("./python.js").Python>}
 */
async function cut({ machine, layout }, print) {
  const { imports, memory } = joints(layout, print);
  return { exports: (await WebAssembly.instantiate(machine, imports)).exports, memory };
}

/**
 * @param {Machinery} parts
 * @param {(text: string) => void} print
 * @returns {Promise<import("./python.js").Python>}
 */
async function whole({ machine, layout, calls = [] }, print) {
  const { start } = await import("./whole.js");
  return start({ machine, calls }, { noInitialRun: true, INITIAL_MEMORY: layout.size }, print);
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
