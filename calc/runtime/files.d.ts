// The shape of files.js, which calc.fence.bundle writes.

/** A runtime file: its name carries its content, so it may be cached for ever. */
export type File = {
  name: string;
  /** SHA-256 of the bytes, as in an `integrity` attribute. */
  integrity: string;
  /** Bytes when unpacked. */
  size: number;
};

export const files: {
  /** pyodide.asm.js: what joins the machine to JavaScript. */
  glue: File;
  /** CPython: of pyodide.asm.wasm what is known to run. */
  machine: File;
  /** What memory holds when Python is ready to answer. */
  image: File;
};

/** Where the image belongs. */
export const layout: {
  /** From, to, in bytes of memory: the parts of the image, one after the other. */
  runs: readonly (readonly number[])[];
  /** Bytes of memory. */
  size: number;
  /** The address of the function that answers. */
  answer: number;
};

/** All of pyodide.asm.wasm, for an answer that needs more of it. */
export const whole: File;

/** The functions of the machine that are called by name; the others are for linked libraries. */
export const calls: readonly string[];

/** Names the code of the calculators; a page built from other code carries another one. */
export const fingerprint: string;
