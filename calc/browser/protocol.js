// The messages between page and worker: JSON in plain strings. Only the files of Python are sent as
// objects.

/**
 * To the worker, first: what to fetch; or `Parts`, which another worker has fetched.
 *
 * @typedef {{ fetch: "trimmed" | "full", snapshot?: Uint8Array }} Fetch
 */

/**
 * To the worker: a question. Only the page and Python read what is in it.
 *
 * @typedef {{ id: number, question: unknown }} Asked
 */

/**
 * From the worker after its first answer, and to the next worker: the files from which Python starts,
 * compiled and checked.
 *
 * @typedef {object} Parts
 * @property {WebAssembly.Module} interpreter
 * @property {Uint8Array} snapshot the memory of Python that is ready
 * @property {import("./files.js").Layout} layout where that belongs
 * @property {string} [script] with the full interpreter: the address of pyodide.asm.js
 * @property {readonly string[]} [exports] with that: the interpreter's functions that it calls
 */

/**
 * From the worker: progress, and answers. After `failed` and `missing`, which say why, a
 * new worker is needed: after `missing` one with the full interpreter.
 *
 * @typedef {{ type: "starting", loaded: number, total: number }
 *   | { type: "ready" }
 *   | { type: "answer", id: number, html: string }
 *   | { type: "failed" | "missing", message: string }} FromWorker
 */

export {};
