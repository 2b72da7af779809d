// The shape of files.js, which calc.snapshot writes.

/** A runtime file: its name has a hash of its content, so it may be cached for ever. */
export type File = {
  name: string;
  /** SHA-256 of the bytes, as in an `integrity` attribute. */
  integrity: string;
  /** Bytes when unpacked. */
  size: number;
};

export const files: {
  /** CPython: pyodide.asm.wasm with the functions that answers are known to call. */
  interpreter: File;
  /** The memory of Python that is ready to answer. */
  snapshot: File;
  /** Modules and functions that some answers need. */
  later?: File;
};

/** Where the snapshot belongs, and the state of the interpreter when it was made. */
export type Layout = {
  /** From, to, in bytes of memory: the parts of the snapshot, one after the other. */
  runs: readonly (readonly number[])[];
  /** Bytes of memory. */
  size: number;
  /** The lowest link of the objects that the garbage collector knows: see ring.js. */
  ring: number;
  /** The address of the function that answers. */
  answer: number;
  /** How many functions can be called by address. */
  table: number;
  /** The values of globals that the interpreter imports, by name. */
  globals: { __memory_base: number; __table_base: number; __stack_pointer: number };
};

export const layout: Layout;

/** A hash of the calculators' code; a page built from other code has another one. */
export const fingerprint: string;
