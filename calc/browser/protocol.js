// What the page and the worker say to each other: JSON in plain strings, one message each. Only what
// Python starts from is sent as it is.

/**
 * To the worker, first: what to fetch; or what another worker fetched before.
 *
 * @typedef {{ fetch: "cut" | "whole", image?: Uint8Array }} Fetch
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
 * @property {WebAssembly.Module} machine
 * @property {Uint8Array} image what memory holds when Python is ready
 * @property {import("./files.js").Layout} layout where that belongs
 * @property {string} [script] with the whole machine: the address of pyodide.asm.js
 * @property {readonly string[]} [calls] with that: the machine's functions that it calls
 */

/**
 * From the worker: how many bytes have arrived, and so on. After `failed` and `lacking`, which say why, another one is needed: after `lacking`
 * one with the whole machine.
 *
 * @typedef {{ type: "starting", loaded: number, total: number }
 *   | { type: "ready" }
 *   | { type: "answer", id: number, html: string }
 *   | { type: "failed" | "lacking", message: string }} Told
 */

export {};
