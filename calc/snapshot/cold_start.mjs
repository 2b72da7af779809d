// A cold start of Python, which readers are spared: it reads the standard library and the calculators
// from archives. Its memory becomes the snapshot once everything is imported.

import { raised, cString } from "../browser/worker/python.js";
import { start } from "../browser/worker/full_interpreter.js";

/** Environment variables for the shortest start, the same each time. */
const ENVIRONMENT = {
  HOME: "/",
  PYTHONHASHSEED: "0",
  PYTHONINSPECT: "1",
  PYTHONNOUSERSITE: "1",
  PYTHONPATH: "/lib/calculators.zip",
};

/**
 * Start Python; the standard library is in the first place where CPython looks for it.
 *
 * @param {Parameters<typeof start>[0]} parts
 * @param {{ stdlib: Uint8Array, calculators: Uint8Array }} archives
 * @param {string} stdlibPath
 * @param {(text: string) => void} print
 */
export function coldStart(parts, { stdlib, calculators }, stdlibPath, print) {
  /** @param {any} emscripten */
  const prepare = ({ FS, ENV }) => {
    FS.mkdir("/lib");
    FS.writeFile(stdlibPath, stdlib, { canOwn: true });
    FS.writeFile("/lib/calculators.zip", calculators, { canOwn: true });
    Object.assign(ENV, ENVIRONMENT);
  };
  makeReproducible();
  return start(parts, { preRun: [prepare] }, print);
}

/**
 * Make every start the same to the last bit: fix the time, the time zone and random numbers. Where a
 * browser has a newer way to call functions, Pyodide adds a function to the interpreter. iPhones do not
 * have it, so this process says that it is one.
 */
function makeReproducible() {
  Object.defineProperty(globalThis, "navigator", { value: { userAgent: "iPhone" } });
  process.env.TZ = "UTC";
  Date.now = () => Date.UTC(2025, 3, 6);
  performance.now = () => 0;
  crypto.getRandomValues = (bytes) => {
    const view = /** @type {ArrayBufferView} */ (bytes);
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(4);
    return bytes;
  };
}

/**
 * The address of a function of a module, which is imported for it.
 *
 * @param {import("../browser/worker/python.js").Python} python
 * @param {string} module
 * @param {string} name
 * @returns {number}
 */
export function find(python, module, name) {
  const [path, key] = [module, name].map((text) => cString(python, text));
  const imported = python.exports.PyImport_ImportModule(path);
  const found = imported && python.exports.PyObject_GetAttrString(imported, key);
  if (!found) throw raised(python);
  return found;
}
