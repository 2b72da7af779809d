// All of Pyodide's machine, joined to JavaScript by Pyodide's own script: for the rare answer that
// takes a function which readers are spared, and to start Python when the site is built.

/**
 * The machine, when it has been made ready by what pyodide.asm.js defines.
 *
 * @param {{ machine: WebAssembly.Module, calls: readonly string[] }} parts `calls` as in spare.js
 * @param {object} settings Emscripten's, beside those that are always the same
 * @param {(text: string) => void} print
 * @returns {Promise<import("./python.js").Python & { env: any }>} with what else it imports
 */
export function start({ machine, calls }, settings, print) {
  const config = { jsglobals: globalThis };
  const runtimeEnv = { IN_BROWSER: true, IN_BROWSER_WEB_WORKER: true };
  const printLine = (/** @type {string} */ line) => print(`${line}\n`);
  const create = Reflect.get(globalThis, "_createPyodideModule");
  return new Promise((resolve, reject) => {
    /** @type {import("./python.js").Python & { env: any }} */
    let python;
    create({
      API: { config, runtimeEnv },
      config,
      arguments: [],
      preRun: [],
      noImageDecoding: true,
      noAudioDecoding: true,
      print: printLine,
      printErr: printLine,
      onExit: () => reject(new Error("its library is not to be read")),
      ...settings,
      instantiateWasm(/** @type {any} */ imports, /** @type {Function} */ done) {
        imports.sentinel = sentinel();
        WebAssembly.instantiate(machine, imports)
          .then(({ exports }) => {
            python = { exports, memory: imports.env.memory, env: imports.env };
            done({ exports: picked(exports, calls) }, machine);
          })
          .catch(reject);
        return {};
      },
    }).then(() => resolve(python), reject);
  });
}

/**
 * Of the machine's thousands of functions those that are called. The others are for libraries that
 * would be linked to it, and to make each ready for that takes a tenth of a start.
 *
 * @param {WebAssembly.Exports} exports
 * @param {readonly string[]} names
 */
const picked = (exports, names) => Object.fromEntries(names.map((name) => [name, exports[name]]));

/** The marker that the machine returns for an error: any value that nothing else equals. */
function sentinel() {
  const marker = Symbol("error");
  return {
    create_sentinel: () => marker,
    is_sentinel: (/** @type {unknown} */ value) => value === marker,
  };
}
