// Calls into Python by CPython's C interface: documented, and the same from one version to the next.

/** A raised exception, in Python's words. */
export class Raised extends Error {}

/**
 * What a function makes of a text.
 *
 * @param {any} machine CPython
 * @param {number} callable
 * @param {string} text
 * @returns {string} throws Raised
 */
export function call(machine, callable, text) {
  const utf8 = machine.stringToNewUTF8(text);
  const argument = machine._PyUnicode_FromString(utf8);
  machine._free(utf8);
  const result = argument && machine._PyObject_CallOneArg(callable, argument);
  const answer = result ? string(machine, result) : undefined;
  for (const object of [result, argument]) if (object) machine._Py_DecRef(object);
  if (answer === undefined) throw raised(machine);
  return answer;
}

/**
 * A Python string as one of JavaScript's; undefined when it is none, or not to be written in UTF-8.
 *
 * @param {any} machine
 * @param {number} object
 * @returns {string | undefined}
 */
function string(machine, object) {
  const utf8 = object && machine._PyUnicode_AsUTF8(object);
  return utf8 ? machine.UTF8ToString(utf8) : undefined;
}

/**
 * What Python raised, as it writes it; the traceback is printed.
 *
 * @param {any} machine
 */
export function raised(machine) {
  const exception = machine._PyErr_GetRaisedException();
  const shown = machine._PyObject_Repr(exception);
  const words = string(machine, shown) ?? "an error that it cannot show";
  machine._PyErr_Clear();
  if (shown) machine._Py_DecRef(shown);
  machine._PyErr_SetRaisedException(exception);
  machine._PyErr_Print();
  return new Raised(words);
}
