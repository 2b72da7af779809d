// A start of Python from nothing, which readers are spared: it reads the library and the package from
// archives and imports what it is told to. When nothing is left to import, its memory is the image.

import { start } from "../../runtime/engine.js";
import { raised } from "../../runtime/python.js";

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
 * @param {Pick<import("../../runtime/engine.js").Parts, "create" | "machine" | "calls">} parts
 * @param {{ library: Uint8Array, calculators: Uint8Array }} archives
 * @param {(line: string) => void} print
 */
export async function cold(parts, { library, calculators }, print) {
  /** @param {any} emscripten */
  const prepare = ({ FS, ENV }) => {
    FS.mkdir("/lib");
    FS.writeFile("/lib/python313.zip", library, { canOwn: true });
    FS.writeFile("/lib/calculators.zip", calculators, { canOwn: true });
    Object.assign(ENV, PLAIN);
  };
  constant();
  const exports = instantiated();
  const { machine } = await start(parts, { preRun: [prepare] }, print);
  return { machine, exports: await exports };
}

/**
 * Neither chance nor time nor place gets into memory, nor what this Node can do: each start is the same to the
 * last bit. Where a browser knows a faster way to call functions, engine.js says so to Python; iPhones
 * know none, so Python is told that this is one.
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
 * All that the next machine exports; the engine passes on what readers need of it.
 *
 * @returns {Promise<any>}
 */
function instantiated() {
  const { instantiate } = WebAssembly;
  return new Promise((resolve) => {
    WebAssembly.instantiate = /** @type {any} */ (
      async (/** @type {[any, any]} */ ...given) => {
        const instance = /** @type {any} */ (await instantiate(...given));
        WebAssembly.instantiate = instantiate;
        resolve(instance.exports);
        return instance;
      }
    );
  });
}

/**
 * The address of a function of a module, which is imported.
 *
 * @param {any} machine
 * @param {any} exports
 * @param {string} module
 * @param {string} name
 * @returns {number}
 */
export function find(machine, exports, module, name) {
  const [path, key] = [module, name].map((text) => machine.stringToNewUTF8(text));
  const imported = exports.PyImport_ImportModule(path);
  const found = imported && exports.PyObject_GetAttrString(imported, key);
  if (!found) throw raised(machine);
  return found;
}
