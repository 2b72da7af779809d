// What the page and the worker say to each other: JSON in plain strings, one message each.

/**
 * To the worker: a question; what is in it is between the page and Python.
 *
 * @typedef {{ id: number, question: unknown }} Asked
 */

/**
 * From the worker. `starting` tells how many of the bytes are there; `failed` is the last message
 * of a worker and means that another one is needed.
 *
 * @typedef {{ type: "starting", loaded: number, total: number }
 *   | { type: "ready" }
 *   | { type: "answer", id: number, html: string }
 *   | { type: "failed", message: string }} Told
 */

/** @param {Asked | Told} message */
export const written = (message) => JSON.stringify(message);

/** @param {MessageEvent} event @returns {Asked} */
export const asked = (event) => JSON.parse(event.data);

/** @param {MessageEvent} event @returns {Told} */
export const told = (event) => JSON.parse(event.data);
