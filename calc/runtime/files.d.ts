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
  /** pyodide.asm.wasm: CPython. */
  machine: File;
  /** The standard library, as far as the calculators reach. */
  library: File;
  /** The package `calc`. */
  calculators: File;
};

/** The functions of the machine that are called by name; the others are for linked libraries. */
export const calls: readonly string[];

/** Names the code of the calculators; a page built from other code carries another one. */
export const fingerprint: string;
