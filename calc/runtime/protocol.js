// What the page and the worker say to each other: JSON in plain strings, one message each. Only what
// Python starts from is sent as it is: the parts, and behind them the image, as bytes.

/**
 * To the worker: what is in a question is between the page and Python.
 *
 * @typedef {{ id: number, question: unknown }} Asked
 */

/**
 * To the worker: all that Python starts from but its memory, compiled and checked.
 *
 * @typedef {object} Parts
 * @property {WebAssembly.Module} machine
 * @property {import("./files.js").Layout} layout
 * @property {string} [script] with the whole machine: the address of pyodide.asm.js
 * @property {readonly string[]} [calls] with that: the machine's functions that it calls
 */

/**
 * From the worker. After `failed` and `lacking`, which say why, another one is needed: after `lacking`
 * one with the whole machine.
 *
 * @typedef {{ type: "begun" }
 *   | { type: "ready" }
 *   | { type: "answer", id: number, html: string }
 *   | { type: "failed" | "lacking", message: string }} Told
 */

export {};
