// The memory snapshot of a running Python: the parts of its memory that are not empty. What Python has
// freed is overwritten with zeros first, and the links of the garbage collector are written shorter.

import { GC_HEAD, GC_FLAGS } from "../browser/worker/ring.js";

/** Zero bytes that end a run; every further run costs an entry in the layout. */
const MIN_GAP = 4096;

/** Bytes of the largest free piece of the heap that is looked for. */
const MAX_FREE_PIECE = 1 << 20;

/**
 * The heap is a row of chunks; the second word of each is its size with flags.
 * Source: dlmalloc 2.8.6, in Emscripten's system/lib/dlmalloc.c.
 */
const [CHUNK_FLAGS, IN_USE, MIN_CHUNK] = [7, 2, 16];

/** Bytes between the stack and the heap: the name of the program and the like. */
const MAX_BEFORE_HEAP = 4096;

/** Bytes of a chunk that an object in it does not use are fewer: a larger rest would be a chunk. */
const MAX_REST = 24;

/** Bytes of a text before its characters. Source: CPython's Include/cpython/unicodeobject.h. */
const [ASCII_HEADER, TEXT_HEADER] = [20, 28];

/** @typedef {[type: number, basic: number, item: number, before: number]} Block */

/** Bytes that are looked at together when runs are searched. */
const STEP = 16;

/**
 * @param {import("../browser/worker/python.js").Python} python
 * @param {{ known: number, blocks: Block[], text: number }} objects the address of one that the garbage
 *   collector knows, the lengths of those of some types, and the address of the type of texts
 * @param {[number, number][]} zeroed from, to, in ascending order: the addresses to leave out
 * @param {string} signatureEnd the text between the signature and the description in a docstring
 */
export function memorySnapshot(python, { known, blocks, text }, zeroed, signatureEnd) {
  clearFree(python);
  clearRests(python, new Map(blocks.map((block) => [block[0], block])), text);
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
 * Write zeros over what objects have around their own bytes: the rest of the block of the heap that each
 * is in, and the unused bits of a text. Earlier objects left something else in each, so it compresses badly.
 *
 * @param {import("../browser/worker/python.js").Python} python
 * @param {Map<number, Block>} blocks
 * @param {number} text
 */
function clearRests({ exports, memory }, blocks, text) {
  const words = new Uint32Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  const word = (/** @type {number} */ address) => words[address >>> 2] ?? 0;
  const end = exports.sbrk(0) >>> 0;
  for (const chunk of chunks(words, exports.emscripten_stack_get_current() >>> 0, end)) {
    if (!(word(chunk + 4) & IN_USE)) continue;
    const [first, last] = [chunk + 8, chunk + 4 + (word(chunk + 4) & ~CHUNK_FLAGS)];
    const own = word(first + 4) === text ? textEnd(first) : blockEnd(first);
    if (first < own && own < last && last - own < MAX_REST) bytes.fill(0, own, last);
  }

  /** @param {number} first */
  function blockEnd(first) {
    for (const before of [0, GC_HEAD]) {
      const [, basic, item, has] = blocks.get(word(first + before + 4)) ?? [0, 0, 0, -1];
      if (has === before) return first + before + basic + item * (item && word(first + before + 8));
    }
    return 0;
  }

  /** @param {number} first */
  function textEnd(first) {
    const state = word(first + 16);
    const [kind, isCompact, isAscii] = [(state >> 2) & 7, (state >> 5) & 1, (state >> 6) & 1];
    if (!isCompact || ![1, 2, 4].includes(kind)) return 0;
    const own = first + (isAscii ? ASCII_HEADER : TEXT_HEADER) + kind * (word(first + 8) + 1);
    if (own < end && !bytes.subarray(own - kind, own).some(Boolean)) bytes.fill(0, first + 17, first + 20);
    return own;
  }
}

/**
 * The addresses of the chunks of the heap, which begins a little above the empty stack. Other rows reach
 * its end, too, where other bytes look like a size, but they jump over chunks: the longest is the heap.
 *
 * @param {Uint32Array} words memory
 * @param {number} stack the address of the empty stack
 * @param {number} end that of the end of the heap
 * @returns {number[]}
 */
export function chunks(words, stack, end) {
  /** @type {number[]} */
  let longest = [];
  for (let start = stack; start < stack + MAX_BEFORE_HEAP; start += 8) {
    const found = row(words, start, end);
    if (found.length > longest.length) longest = found;
  }
  if (longest.length) return longest;
  throw new Error("the heap is not a row of chunks: look into dlmalloc.c of this release of Emscripten");
}

/**
 * The addresses from one chunk to the end of the heap; none if they do not lead there.
 *
 * @param {Uint32Array} words memory
 * @param {number} start
 * @param {number} end
 */
function row(words, start, end) {
  const found = [];
  for (let at = start, size = MIN_CHUNK; size >= MIN_CHUNK && at <= end; at += size) {
    if (at === end) return found;
    found.push(at);
    size = (words[at / 4 + 1] ?? 0) & ~CHUNK_FLAGS;
  }
  return [];
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
