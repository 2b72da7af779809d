// A start of Python from nothing, which readers are spared: it reads the library and the package from
// archives and imports what it is told to. When nothing is left to import, its memory is the image.

import { raised, written } from "../browser/python.js";
import { start } from "../browser/whole.js";

/** As little start as Python can do, and the same each time. */
const PLAIN = {
  HOME: "/",
  PYTHONHASHSEED: "0",
  PYTHONINSPECT: "1",
  PYTHONNOUSERSITE: "1",
  PYTHONPATH: "/lib/calculators.zip",
};

/**
 * Python, started; the library lies where CPython looks before anywhere else.
 *
 * @param {Parameters<typeof start>[0]} parts
 * @param {{ library: Uint8Array, calculators: Uint8Array }} archives
 * @param {(text: string) => void} print
 */
export function cold(parts, { library, calculators }, print) {
  /** @param {any} emscripten */
  const prepare = ({ FS, ENV }) => {
    FS.mkdir("/lib");
    FS.writeFile("/lib/python313.zip", library, { canOwn: true });
    FS.writeFile("/lib/calculators.zip", calculators, { canOwn: true });
    Object.assign(ENV, PLAIN);
  };
  constant();
  return start(parts, { preRun: [prepare] }, print);
}

/**
 * Neither chance nor time nor place gets into memory, nor what this Node can do: each start is the
 * same to the last bit. Where a browser knows another way to call functions, Pyodide adds one to the machine; iPhones
 * know none, so it is told that this is one.
 */
function constant() {
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
 * The address of a function of a module, which is imported.
 *
 * @param {import("../browser/python.js").Python} python
 * @param {string} module
 * @param {string} name
 * @returns {number}
 */
export function find(python, module, name) {
  const [path, key] = [module, name].map((text) => written(python, text));
  const imported = python.exports.PyImport_ImportModule(path);
  const found = imported && python.exports.PyObject_GetAttrString(imported, key);
  if (!found) throw raised(python);
  return found;
}
