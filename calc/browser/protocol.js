// What the page and the worker say to each other: JSON in plain strings, one message each. Only what
// Python starts from is sent as it is.

/**
 * To the worker, first: what to fetch; or what another worker fetched before.
 *
 * @typedef {{ fetch: "trimmed" | "full", snapshot?: Uint8Array }} Fetch
 */

/**
 * To the worker: what is in a question is between the page and Python.
 *
 * @typedef {{ id: number, question: unknown }} Asked
 */

/**
 * From the worker when it has answered, for the next one: all that Python starts from, compiled and
 * checked.
 *
 * @typedef {object} Parts
 * @property {WebAssembly.Module} interpreter
 * @property {Uint8Array} snapshot what memory holds when Python is ready
 * @property {import("./files.js").Layout} layout where that belongs
 * @property {string} [script] with the full interpreter: the address of pyodide.asm.js
 * @property {readonly string[]} [exports] with that: the interpreter's functions that it calls
 */

/**
 * From the worker: how many bytes have arrived, and so on. After `failed` and `missing`, which say why, a
 * new worker is needed: after `missing` one with the full interpreter.
 *
 * @typedef {{ type: "starting", loaded: number, total: number }
 *   | { type: "ready" }
 *   | { type: "answer", id: number, html: string }
 *   | { type: "failed" | "missing", message: string }} FromWorker
 */

export {};
