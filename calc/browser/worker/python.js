// Calls into Python by CPython's C interface: documented, and the same from one version to the next.

/**
 * CPython: the interpreter's exports, and its memory.
 *
 * @typedef {{ exports: any, memory: WebAssembly.Memory }} Python
 */

/** A raised exception; the message is its repr. */
export class Raised extends Error {}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Call a Python function with a text.
 *
 * @param {Python} python
 * @param {number} callable
 * @param {string} text
 * @returns {string} throws Raised
 */
export function call(python, callable, text) {
  const { exports } = python;
  const utf8 = cString(python, text);
  const argument = exports.PyUnicode_FromString(utf8);
  exports.free(utf8);
  const result = argument && exports.PyObject_CallOneArg(callable, argument);
  const answer = result ? string(python, result) : undefined;
  for (const object of [result, argument]) if (object) exports.Py_DecRef(object);
  if (answer === undefined) throw raised(python);
  return answer;
}

/**
 * The address of a new C string in UTF-8, which must be freed.
 *
 * @param {Python} python
 * @param {string} text
 * @returns {number}
 */
export function cString({ exports, memory }, text) {
  const bytes = encoder.encode(`${text}\0`);
  const address = exports.malloc(bytes.length) >>> 0;
  if (!address) throw new RangeError(`there is no memory for ${bytes.length} bytes`);
  new Uint8Array(memory.buffer).set(bytes, address);
  return address;
}

/**
 * A Python string as a JavaScript string; undefined if it is not a string, or has no UTF-8.
 *
 * @param {Python} python
 * @param {number} object
 * @returns {string | undefined}
 */
function string({ exports, memory }, object) {
  const start = object && exports.PyUnicode_AsUTF8(object) >>> 0;
  if (!start) return undefined;
  const bytes = new Uint8Array(memory.buffer);
  return decoder.decode(bytes.subarray(start, bytes.indexOf(0, start)));
}

/**
 * The exception that Python raised, with its repr; the traceback is printed.
 *
 * @param {Python} python
 */
export function raised(python) {
  const { exports } = python;
  const exception = exports.PyErr_GetRaisedException();
  const shown = exports.PyObject_Repr(exception);
  const words = string(python, shown) ?? "an error that it cannot show";
  exports.PyErr_Clear();
  if (shown) exports.Py_DecRef(shown);
  exports.PyErr_SetRaisedException(exception);
  exports.PyErr_Print();
  return new Raised(words);
}
