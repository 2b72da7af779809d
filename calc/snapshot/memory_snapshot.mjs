// The memory snapshot of a running Python: the parts of its memory that are not empty. What Python has
// freed is overwritten with zeros first, and the links of the garbage collector are written shorter.

import { GC_HEAD, GC_FLAGS } from "../browser/worker/ring.js";

/** Zero bytes that end a run; every further run costs an entry in the layout. */
const MIN_GAP = 4096;

/** Bytes of the largest free piece of the heap that is looked for. */
const MAX_FREE_PIECE = 1 << 20;

/** Bytes that are looked at together when runs are searched. */
const STEP = 16;

/**
 * @param {import("../browser/worker/python.js").Python} python
 * @param {number} known the address of an object that the garbage collector knows
 * @param {[number, number][]} zeroed from, to, in ascending order: the addresses to leave out
 * @param {string} signatureEnd the text between the signature and the description in a docstring
 */
export function memorySnapshot(python, known, zeroed, signatureEnd) {
  clearFree(python);
  clearDocstrings(Buffer.from(python.memory.buffer, 0, python.exports.emscripten_stack_get_end() >>> 0), signatureEnd);
  const ring = shortenLinks(new Uint32Array(python.memory.buffer), known - GC_HEAD);
  const memory = new Uint8Array(python.memory.buffer);
  const starts = [0, ...zeroed.map(([, to]) => to)];
  const ends = [...zeroed.map(([from]) => from), memory.length];
  const found = starts.flatMap((from, i) => runs(memory, from, ends[i] ?? from));
  const content = Buffer.concat(found.map(([from, to]) => memory.subarray(from, to)));
  return { content, runs: found, size: memory.length, ring };
}

/**
 * Write zeros into the free pieces of the heap, which are found by allocating them, and into the stack,
 * which is empty between two calls.
 *
 * @param {import("../browser/worker/python.js").Python} python
 */
function clearFree({ exports, memory }) {
  const end = exports.sbrk(0) >>> 0;
  const allocated = [];
  for (let size = MAX_FREE_PIECE; size >= 8; size /= 2) {
    for (;;) {
      const piece = exports.malloc(size) >>> 0;
      if (!piece || piece + size > end) {
        exports.free(piece);
        break;
      }
      new Uint8Array(memory.buffer).fill(0, piece, piece + size);
      allocated.push(piece);
    }
  }
  // The last first: neighbours are merged, and the heap is as it was.
  for (const piece of allocated.reverse()) exports.free(piece);
  new Uint8Array(memory.buffer).fill(0, exports.emscripten_stack_get_end() >>> 0, exports.emscripten_stack_get_current() >>> 0);
}

/**
 * Write the links between all objects that the garbage collector knows as ring.js reads them: a ring in
 * the order of addresses, with distances in place of addresses. Distances repeat, addresses do not.
 *
 * @param {Uint32Array} words memory
 * @param {number} first the address of any link
 * @returns {number} the lowest address
 */
function shortenLinks(words, first) {
  /** @type {number[]} */
  const links = [];
  let at = first;
  do {
    links.push(at);
    at = words[at / 4] ?? 0;
  } while (at !== first);
  links.sort((a, b) => a - b);
  links.forEach((link, i) => {
    words[link / 4] = (links[i + 1] ?? links[0] ?? 0) - link;
    words[link / 4 + 1] = (words[link / 4 + 1] ?? 0) & GC_FLAGS;
  });
  return links[0] ?? 0;
}

/**
 * Clear the docstrings of functions written in C, which only `help` would read: a seventh of the data.
 *
 * @param {Buffer} data the interpreter's data section in memory
 * @param {string} signatureEnd
 */
function clearDocstrings(data, signatureEnd) {
  for (let at = data.indexOf(signatureEnd); at >= 0; at = data.indexOf(signatureEnd, at)) {
    data.fill(0, data.lastIndexOf(0, at) + 1, data.indexOf(0, at));
  }
}

/**
 * The parts of memory between two addresses that are not empty: from, to.
 *
 * @param {Uint8Array} memory
 * @param {number} start
 * @param {number} end
 * @returns {[number, number][]}
 */
function runs(memory, start, end) {
  /** @type {[number, number][]} */
  const found = [];
  for (let at = start; at < end; at += STEP) {
    const next = Math.min(at + STEP, end);
    if (!memory.subarray(at, next).some(Boolean)) continue;
    const last = found.at(-1);
    if (last && at - last[1] < MIN_GAP) last[1] = next;
    else found.push([at, next]);
  }
  return found;
}
