// What the page and the worker say to each other: JSON in plain strings, one message each. Only the
// parts that Python starts from are sent as they are.

/**
 * To the worker: what to fetch, or a question; what is in a question is between the page and Python.
 *
 * @typedef {Pick<typeof import("./files.js"), "files" | "whole" | "layout" | "calls">} Wanted
 * @typedef {{ id: number, question: unknown }} Asked
 */

/**
 * From the worker when it has started, and to the next one instead of what to fetch: all that Python
 * starts from, compiled and checked.
 *
 * @typedef {object} Parts
 * @property {string} glue the address of pyodide.asm.js
 * @property {WebAssembly.Module} machine
 * @property {import("./files.js").File} [whole] the machine with all functions, if this one lacks some
 * @property {Uint8Array} image what memory holds when Python is ready
 * @property {typeof import("./files.js").layout} layout where that belongs
 * @property {readonly string[]} calls the functions of the machine that anything here calls
 */

/**
 * From the worker: how many bytes have arrived, and so on; `failed` is the last that it says and
 * means that another one is needed.
 *
 * @typedef {{ type: "starting", loaded: number, total: number }
 *   | { type: "ready" }
 *   | { type: "answer", id: number, html: string }
 *   | { type: "failed", message: string }} Told
 */

export {};
