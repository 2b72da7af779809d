// Python's memory as a file: where there is something in it, without what was thrown away before.

/** Bytes of nothing after which a run of memory ends: a run more is a line more to read. */
const GAP = 4096;

/** The largest piece of free memory that is looked for. */
const LARGEST = 1 << 20;

/**
 * @param {import("../browser/python.js").Python} python
 * @param {[number, number][]} blank from, to, in order: what the file leaves out
 */
export function image(python, blank) {
  sweep(python);
  forget(Buffer.from(python.memory.buffer, 0, python.exports.emscripten_stack_get_end() >>> 0));
  const memory = new Uint8Array(python.memory.buffer);
  const starts = [0, ...blank.map(([, to]) => to)];
  const ends = [...blank.map(([from]) => from), memory.length];
  const found = starts.flatMap((from, i) => runs(memory, from, ends[i] ?? from));
  const content = Buffer.concat(found.map(([from, to]) => memory.subarray(from, to)));
  return { content, runs: found, size: memory.length };
}

/**
 * Write zeros where nothing is: into the free pieces of the heap, found by asking for them, and into
 * the stack, which is empty.
 *
 * @param {import("../browser/python.js").Python} python
 */
function sweep({ exports, memory }) {
  const end = exports.sbrk(0) >>> 0;
  const held = [];
  for (let size = LARGEST; size >= 8; size /= 2) {
    for (;;) {
      const piece = exports.malloc(size) >>> 0;
      if (!piece || piece + size > end) {
        exports.free(piece);
        break;
      }
      new Uint8Array(memory.buffer).fill(0, piece, piece + size);
      held.push(piece);
    }
  }
  // The last first: neighbours become one, and the heap is as it was.
  for (const piece of held.reverse()) exports.free(piece);
  new Uint8Array(memory.buffer).fill(0, exports.emscripten_stack_get_end() >>> 0, exports.emscripten_stack_get_current() >>> 0);
}

/**
 * What functions written in C say of themselves, which only `help` would read: a seventh of the data.
 *
 * @param {Buffer} data the machine's own
 */
function forget(data) {
  for (let at = data.indexOf(SIGNED); at >= 0; at = data.indexOf(SIGNED, at)) {
    data.fill(0, data.lastIndexOf(0, at) + 1, data.indexOf(0, at));
  }
}

/** What stands in such a text behind the function's signature. */
const SIGNED = "\n--\n\n";

/**
 * Where there is something between two addresses: from, to.
 *
 * @param {Uint8Array} memory
 * @param {number} start
 * @param {number} end
 * @returns {[number, number][]}
 */
function runs(memory, start, end) {
  /** @type {[number, number][]} */
  const found = [];
  for (let at = start; at < end; at += 16) {
    const next = Math.min(at + 16, end);
    if (!memory.subarray(at, next).some(Boolean)) continue;
    const last = found.at(-1);
    if (last && at - last[1] < GAP) last[1] = next;
    else found.push([at, next]);
  }
  return found;
}
