// Asks Python what the page knows already, for the practice: a browser makes each function of a machine
// ready when it is first called, and better when it has been called often. So without practice the
// first answers take many times as long as the later ones.

import { ask } from "./client.js";

/** How many answers it takes. */
const ANSWERS = 40;

let rehearsed = false;

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
  for (let i = 0; presets.length && i < ANSWERS; i++) {
    const inputs = Object.fromEntries(new URLSearchParams(presets[i % presets.length]));
    await ask({ ...question, inputs });
  }
}
