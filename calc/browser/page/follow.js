// Sentences of the page that repeat a calculator's results; calc/markdown/live.py writes them.

import { unknown } from "../words.js";

/**
 * Update the sentences to the results that the calculator shows, also those that are not parsed yet.
 *
 * @param {HTMLElement} calculator
 */
export function follow(calculator) {
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => follow(calculator), { once: true });
  for (const place of places(calculator)) {
    const field = CSS.escape((place.dataset.live ?? "").slice(calculator.id.length + 1));
    /** @type {HTMLElement | null} */
    const shown = calculator.querySelector(`[data-result="${field}"], [data-unknown="${field}"]`);
    const known = shown instanceof HTMLDataElement;
    const text = known ? shown.textContent : unknown;
    place.value = known ? shown.value : "";
    place.dataset.reason = shown?.dataset.reason ?? "";
    if (place.textContent !== text) place.textContent = text;
  }
  sentences(calculator).forEach(explain);
}

/**
 * The text of the sentences, for screen readers.
 *
 * @param {HTMLElement} calculator
 * @returns {string} "" where the page has none
 */
export function sentencesText(calculator) {
  return sentences(calculator).map((sentence) => sentence.innerText).join(" ");
}

/**
 * Show behind a sentence why values are unknown; hide a sentence without known values.
 *
 * @param {HTMLElement} sentence
 */
function explain(sentence) {
  const [sentenceText, why] = /** @type {HTMLCollectionOf<HTMLElement>} */ (sentence.children);
  if (!sentenceText || !why) return; // it is being parsed
  const values = /** @type {HTMLElement[]} */ ([...sentenceText.querySelectorAll("[data-live]")]);
  const reasons = values.map((value) => value.dataset.reason).filter(Boolean);
  sentenceText.hidden = reasons.length === values.length;
  why.textContent = [...new Set(reasons)].join(" ");
}

/**
 * @param {HTMLElement} calculator
 * @returns {HTMLElement[]}
 */
function sentences(calculator) {
  const around = [...places(calculator)].map((place) => place.closest("[data-sentences]"));
  return /** @type {HTMLElement[]} */ ([...new Set(around)].filter(Boolean));
}

/**
 * @param {HTMLElement} calculator
 * @returns {NodeListOf<HTMLDataElement>}
 */
function places(calculator) {
  return document.querySelectorAll(`[data-live^="${CSS.escape(calculator.id)}."]`);
}
