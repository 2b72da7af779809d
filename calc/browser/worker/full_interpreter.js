// The full interpreter, with its imports from Pyodide's own script: for the rare answer that calls a function
// which the trimmed interpreter lacks, and to start Python when the site is built.

/**
 * The interpreter, instantiated by the function that pyodide.asm.js defines.
 *
 * @param {{ interpreter: WebAssembly.Module, exports: readonly string[] }} parts `exports` as in fallback.js
 * @param {object} settings Emscripten's, beside those that are always the same
 * @param {(text: string) => void} print
 * @returns {Promise<import("./python.js").Python & { env: any }>} with what else it imports
 */
export function start({ interpreter, exports: names }, settings, print) {
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
        WebAssembly.instantiate(interpreter, imports)
          .then(({ exports }) => {
            python = { exports, memory: imports.env.memory, env: imports.env };
            done({ exports: picked(exports, names) }, interpreter);
          })
          .catch(reject);
        return {};
      },
    }).then(() => resolve(python), reject);
  });
}

/**
 * The exports that are called, of thousands. The others are for linked libraries; Pyodide's script would
 * prepare each of them, which takes a tenth of a start.
 *
 * @param {WebAssembly.Exports} exports
 * @param {readonly string[]} names
 */
const picked = (exports, names) => Object.fromEntries(names.map((name) => [name, exports[name]]));

/** The marker that the interpreter returns for an error: any value that nothing else equals. */
function sentinel() {
  const marker = Symbol("error");
  return {
    create_sentinel: () => marker,
    is_sentinel: (/** @type {unknown} */ value) => value === marker,
  };
}
