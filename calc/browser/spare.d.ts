// The shape of spare.js, which calc.snapshot writes: what is fetched for an answer that takes more.

import type { File } from "./files.js";

export const whole: {
  /** All of pyodide.asm.wasm. */
  machine: File;
  /** pyodide.asm.js: what joins that to JavaScript. */
  script: File;
  /** Those of its functions that are called by name; the others are for linked libraries. */
  calls: readonly string[];
};
