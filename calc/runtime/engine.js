// CPython without a bridge: Pyodide's machine, started by its Emscripten interface and called by
// CPython's C interface. Nothing of Pyodide's own Python (asyncio, its package loader, …) is loaded:
// one function from text to text needs none of it, and a start takes a third of the time.

/**
 * What a start needs. The archives may still be under way.
 *
 * @typedef {object} Parts
 * @property {(settings: object) => Promise<any>} create what pyodide.asm.js defines
 * @property {WebAssembly.Module} machine
 * @property {Uint8Array} library
 * @property {Uint8Array} calculators
 */

/** As little start as Python can do, and the same each time. */
const PLAIN = {
  PYTHONHASHSEED: "0",
  PYTHONINSPECT: "1",
  PYTHONNOUSERSITE: "1",
  NO_COLOR: "1",
};

/** Python is in a state that only another start can mend; the cause is all that it said. */
export class Broken extends Error {
  /**
   * @param {string} sentence
   * @param {string[]} said
   */
  constructor(sentence, said) {
    const cause = said.join("\n");
    super(`${sentence}: ${said.at(-1) ?? "it gave no reason"}.`, { cause });
  }
}

/**
 * Start Python and import the calculators.
 *
 * @param {Parts} parts
 * @param {string} [module]
 * @param {string} [name] a function of it, from text to text
 * @returns {Promise<(question: string) => string>} that function
 */
export async function boot(parts, module = "calc.answer", name = "answer") {
  /** @type {string[]} */
  const said = [];
  const python = await new Promise((resolve, reject) => {
    parts.create(settings(parts, said, reject)).then(resolve, reject);
  });
  if (!python._Py_IsInitialized()) throw new Broken("Python did not start", said);

  const answer = attribute(python, module, name);
  if (!answer) throw new Broken(`Python could not import ${module}`, said);

  return (question) => {
    said.length = 0;
    /** @type {string | undefined} */
    let html;
    try {
      html = call(python, answer, question);
    } catch (error) {
      said.push(String(error)); // the machine itself has stopped: no stack, no memory
    }
    if (html === undefined) throw new Broken("Python could not answer", said);
    return html;
  };
}

/**
 * Emscripten's settings. The library goes where this CPython looks for it before anything else.
 *
 * @param {Parts} parts
 * @param {string[]} said what Python prints goes here
 * @param {(error: Error) => void} reject
 */
function settings({ machine, library, calculators }, said, reject) {
  const config = { jsglobals: globalThis };
  const runtimeEnv = { IN_BROWSER: true, IN_BROWSER_WEB_WORKER: true };
  return {
    API: { config, runtimeEnv },
    config,
    arguments: [],
    noImageDecoding: true,
    noAudioDecoding: true,
    print: (/** @type {string} */ line) => said.push(line),
    printErr: (/** @type {string} */ line) => said.push(line),
    preRun: [
      (/** @type {any} */ { FS, ENV }) => {
        FS.mkdir("/lib");
        FS.writeFile("/lib/python313.zip", library, { canOwn: true });
        FS.writeFile("/lib/calculators.zip", calculators, { canOwn: true });
        Object.assign(ENV, { HOME: "/", PYTHONPATH: "/lib/calculators.zip", ...PLAIN });
      },
    ],
    instantiateWasm(/** @type {any} */ imports, /** @type {Function} */ done) {
      imports.sentinel = sentinel();
      WebAssembly.instantiate(machine, imports).then((it) => done(it, machine)).catch(reject);
      return {};
    },
  };
}

/** The marker that the machine returns for an error: any value that nothing else equals. */
function sentinel() {
  const marker = Symbol("error");
  return {
    create_sentinel: () => marker,
    is_sentinel: (/** @type {unknown} */ value) => value === marker,
  };
}

/**
 * A Python object by its module and name; 0 when it cannot be had.
 *
 * @param {any} python
 * @param {string} module
 * @param {string} name
 * @returns {number}
 */
function attribute(python, module, name) {
  const [path, key] = [python.stringToNewUTF8(module), python.stringToNewUTF8(name)];
  const imported = python._PyImport_ImportModule(path);
  const found = imported && python._PyObject_GetAttrString(imported, key);
  if (!found) python._PyErr_Print();
  python._free(path);
  python._free(key);
  return found;
}

/**
 * function(text), a text again; undefined when Python raised, with the traceback printed.
 *
 * @param {any} python
 * @param {number} callable
 * @param {string} text
 * @returns {string | undefined}
 */
function call(python, callable, text) {
  const [utf8, strict] = [python.stringToNewUTF8(text), python.stringToNewUTF8("utf-8")];
  const argument = python._PyUnicode_FromString(utf8);
  const result = argument && python._PyObject_CallOneArg(callable, argument);
  const bytes = result && python._PyUnicode_AsEncodedString(result, strict, 0);
  const html = bytes ? python.UTF8ToString(python._PyBytes_AsString(bytes)) : undefined;
  if (!bytes) python._PyErr_Print();
  for (const object of [bytes, result, argument]) if (object) python._Py_DecRef(object);
  python._free(utf8);
  python._free(strict);
  return html;
}
