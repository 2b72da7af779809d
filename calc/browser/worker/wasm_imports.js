// The WebAssembly import object: growable memory and a print function. CPython, an Emscripten program,
// imports hundreds of functions. But its memory holds Python ready to answer, and answering needs no
// files, no clock and no random numbers. Every other import traps when it is called.

/** Bytes of a page of WebAssembly's memory. */
const PAGE = 65536;

/** The pages that 32 bits can address; the interpreter was linked with this maximum. */
const MAX_PAGES = 65536;

/** The error “no such file”, as Emscripten returns it. */
const NO_FILE = -44;

/**
 * What to instantiate the interpreter with.
 *
 * @param {import("../files.js").Layout} layout
 * @param {(text: string) => void} print
 */
export function wasmImports({ size, table, globals }, print) {
  const memory = new WebAssembly.Memory({ initial: size / PAGE, maximum: MAX_PAGES });
  const functions = new WebAssembly.Table({ initial: table, element: "anyfunc" });
  const own = {
    memory,
    __indirect_function_table: functions,
    __memory_base: constant(globals.__memory_base),
    __table_base: constant(globals.__table_base),
    __stack_pointer: variable(globals.__stack_pointer),
    __c_longjmp: tag(),
    __cpp_exception: tag(),
    /** CPython's functions are called with three arguments, however many they take. */
    _PyEM_TrampolineCall_JS: (/** @type {number} */ f, /** @type {number[]} */ ...given) =>
      functions.get(f)(...given),
    emscripten_resize_heap: (/** @type {number} */ wanted) => grown(memory, wanted >>> 0),
    __syscall_openat: () => NO_FILE,
    __syscall_stat64: () => NO_FILE,
  };
  const output = { fd_write: printing(memory, print) };
  const imports = {
    env: others(own, missing),
    wasi_snapshot_preview1: others(output, missing),
    sentinel: others({}, missing),
    // The addresses of functions that no answer calls.
    "GOT.func": others({}, () => variable(0)),
    "GOT.mem": others({}, () => variable(0)),
  };
  return { imports, memory };
}

const constant = (/** @type {number} */ value) => new WebAssembly.Global({ value: "i32" }, value);
const variable = (/** @type {number} */ value) =>
  new WebAssembly.Global({ value: "i32", mutable: true }, value);
const tag = () => new WebAssembly.Tag({ parameters: ["i32"] });

/**
 * An import module with a value for every name.
 *
 * @param {Record<string, any>} own
 * @param {(name: string) => any} other
 * @returns {any}
 */
const others = (own, other) =>
  new Proxy(own, { get: (_, name) => own[String(name)] ?? other(String(name)) });

/** @param {string} name */
const missing = (name) => () => {
  throw new WebAssembly.RuntimeError(`${name} is not there`);
};

/**
 * Grow memory to a size; whether that was possible.
 *
 * @param {WebAssembly.Memory} memory
 * @param {number} wanted bytes
 */
function grown(memory, wanted) {
  try {
    memory.grow(Math.ceil((wanted - memory.buffer.byteLength) / PAGE));
    return true;
  } catch {
    return false; // Python raises MemoryError
  }
}

/**
 * WASI's fd_write, which is given pieces of memory as pairs of address and length.
 *
 * @param {WebAssembly.Memory} memory
 * @param {(text: string) => void} print
 */
function printing(memory, print) {
  const decoder = new TextDecoder();
  return (/** @type {number} */ _, /** @type {number} */ pairs, /** @type {number} */ count, /** @type {number} */ to) => {
    const view = new DataView(memory.buffer);
    let written = 0;
    for (let i = 0; i < count; i++) {
      const [at, length] = [0, 4].map((part) => view.getUint32((pairs >>> 0) + 8 * i + part, true));
      print(decoder.decode(new Uint8Array(memory.buffer, at, length), { stream: true }));
      written += length ?? 0;
    }
    view.setUint32(to >>> 0, written, true);
    return 0;
  };
}
