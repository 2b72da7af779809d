// Warm-up: asks Python for results that the page has already. A browser compiles each WebAssembly function when it is
// first called, and better when it has been called often, so the first answers would take many times as
// long as later ones. When enough is compiled well, the browser stores it for the next visit.

import { ask } from "./client.js";

/** Questions until answers are fast. */
const FIRST_QUESTIONS = 40;

/** Questions until browsers store compiled code; asked only if the reader asks something, too. */
const MAX_QUESTIONS = 400;

/** Milliseconds that all answers together may take, for the sake of slow processors. */
const MAX_TIME = 1500;

/** Milliseconds without a question after which the warm-up goes on. */
const QUIET_TIME = 300;

let started = false;
/** When a reader last asked. */
let lastAsked = 0;
/** @type {() => void} */
let resolveAsked = () => {};
/** @type {Promise<void>} */
const hasAsked = new Promise((resolve) => (resolveAsked = resolve));

/** The reader asks something: the warm-up pauses. */
export function readerAsks() {
  lastAsked = performance.now();
  resolveAsked();
}

/**
 * Ask for the results of a calculator's presets, one after the other, once a visit. A reader's question
 * waits for one of these answers at most.
 *
 * @param {HTMLElement} calculator
 * @param {{ inputs: object }} question the calculator's present question
 */
export async function warmUp(calculator, question) {
  if (started) return;
  started = true;
  const presets = [...calculator.querySelectorAll("template")].map((template) => template.dataset.inputs ?? "");
  for (let i = 0, spent = 0; presets.length && i < MAX_QUESTIONS && spent < MAX_TIME; i++) {
    if (i >= FIRST_QUESTIONS) await hasAsked.then(quiet);
    const begun = performance.now();
    const inputs = Object.fromEntries(new URLSearchParams(presets[i % presets.length]));
    await ask({ ...question, inputs });
    spent += performance.now() - begun;
  }
}

/** Wait until the page is visible and the reader has asked nothing for a while. */
async function quiet() {
  while (document.hidden || performance.now() - lastAsked < QUIET_TIME) {
    await new Promise((resolve) => setTimeout(resolve, QUIET_TIME));
  }
}
