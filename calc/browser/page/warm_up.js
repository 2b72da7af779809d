// Warm-up: asks Python what the page knows already. A browser compiles each WebAssembly function when it is
// first called, and better when it has been called often, so the first answers would take many times as
// long as later ones. What it has compiled well it keeps for the next visit, once that is much.

import { ask } from "./client.js";

/** Answers until none is slow. */
const FIRST_ANSWERS = 40;

/** Answers, for a reader who asks something himself, until a browser keeps what it has compiled. */
const MAX_ANSWERS = 400;

/** Milliseconds that all of it may take: a slow processor is not kept busy longer. */
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

/** A reader asks: the warm-up waits. */
export function readerAsks() {
  lastAsked = performance.now();
  resolveAsked();
}

/**
 * Ask for the results of a calculator's presets, one after the other, once a visit. A reader's question
 * waits for one of these answers at most.
 *
 * @param {HTMLElement} calculator
 * @param {{ inputs: object }} question what it asks Python as it is
 */
export async function warmUp(calculator, question) {
  if (started) return;
  started = true;
  const presets = [...calculator.querySelectorAll("template")].map((template) => template.dataset.inputs ?? "");
  for (let i = 0, spent = 0; presets.length && i < MAX_ANSWERS && spent < MAX_TIME; i++) {
    if (i >= FIRST_ANSWERS) await hasAsked.then(quiet);
    const begun = performance.now();
    const inputs = Object.fromEntries(new URLSearchParams(presets[i % presets.length]));
    await ask({ ...question, inputs });
    spent += performance.now() - begun;
  }
}

/** Until the reader has asked nothing for a while and looks at the page. */
async function quiet() {
  while (document.hidden || performance.now() - lastAsked < QUIET_TIME) {
    await new Promise((resolve) => setTimeout(resolve, QUIET_TIME));
  }
}
