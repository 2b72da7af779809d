// The shape of fallback.js, which calc.snapshot writes: what is fetched when the trimmed interpreter lacks a
// function that an answer calls.

import type { File } from "./files.js";

export const full: {
  /** All of pyodide.asm.wasm. */
  interpreter: File;
  /** pyodide.asm.js, which gives it its imports. */
  script: File;
  /** Those of its functions that are called by name; the others are for linked libraries. */
  exports: readonly string[];
};
