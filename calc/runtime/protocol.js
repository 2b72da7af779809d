// What the page and the worker say to each other: JSON in plain strings, one message each. Only the
// parts that Python starts from are sent as they are.

/**
 * To the worker: where the script is that joins the machine to JavaScript, or a question; what is in
 * a question is between the page and Python.
 *
 * @typedef {{ glue: string } | { id: number, question: unknown }} Asked
 */

/**
 * To the worker, once. The machine is compiled; the archives are checked.
 *
 * @typedef {Omit<import("./engine.js").Parts, "create">} Parts
 */

/**
 * From the worker; `failed` is the last that it says and means that another one is needed.
 *
 * @typedef {{ type: "ready" }
 *   | { type: "answer", id: number, html: string }
 *   | { type: "failed", message: string }} Told
 */

/** @param {Asked | Told} message */
export const written = (message) => JSON.stringify(message);

/** @param {string} message @returns {Asked} */
export const asked = (message) => JSON.parse(message);

/** @param {string} message @returns {Told} */
export const told = (message) => JSON.parse(message);
