// Asks Python what the page knows already, for the practice: a browser makes each function of a machine
// ready when it is first called, and better when it has been called often. So without practice the
// first answers take many times as long as the later ones. What a browser has made good it keeps for
// the next visit, once it is much.

import { ask } from "./client.js";

/** How many answers it takes until none is slow; and, of a reader who plays, until a browser keeps what
 * it has made. */
const ENOUGH = 40;
const ALL = 400;

/** Milliseconds that all of it takes at most: of a slow processor it wants no more. */
const MOST = 1500;

/** Milliseconds without a question after which practice that is not urgent goes on. */
const QUIET = 300;

let rehearsed = false;
/** When a reader has asked last. */
let asked = 0;
/** @type {() => void} */
let play = () => {};
/** @type {Promise<void>} */
const played = new Promise((resolve) => (play = resolve));

/** A reader asks. */
export function interrupt() {
  asked = performance.now();
  play();
}

/**
 * Ask for what the presets of a calculator make of it, one after the other, once a visit. What a
 * reader asks meanwhile waits for one of these answers at most.
 *
 * @param {HTMLElement} calculator
 * @param {{ inputs: object }} question what it asks Python as it stands
 */
export async function rehearse(calculator, question) {
  if (rehearsed) return;
  rehearsed = true;
  const presets = [...calculator.querySelectorAll("template")].map((template) => template.dataset.inputs ?? "");
  for (let i = 0, spent = 0; presets.length && i < ALL && spent < MOST; i++) {
    if (i >= ENOUGH) await played.then(quiet);
    const begun = performance.now();
    const inputs = Object.fromEntries(new URLSearchParams(presets[i % presets.length]));
    await ask({ ...question, inputs });
    spent += performance.now() - begun;
  }
}

/** Until the reader has asked all for now, and may still be looking. */
async function quiet() {
  while (document.hidden || performance.now() - asked < QUIET) {
    await new Promise((resolve) => setTimeout(resolve, QUIET));
  }
}
