// What a calculator's page is made of: blocks with ids, as built, as a preset has them, as Python
// answers.

import { follow } from "./follow.js";
import { patch } from "./patch.js";

/** What answers are made of; each has an id. */
const BLOCKS = "[data-field], [data-problem], [data-told], [data-brief], [data-asked], [data-results]";

/**
 * The blocks as built, for the way back: a reader may have written something, which is not in the markup.
 *
 * @param {HTMLElement} calculator
 * @returns {DocumentFragment}
 */
export function copied(calculator) {
  const form = document.createElement("form");
  form.append(...[...calculator.querySelectorAll(BLOCKS)].map((block) => block.cloneNode(true)));
  form.reset();
  const fragment = document.createDocumentFragment();
  fragment.append(...form.children);
  return fragment;
}

/**
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function read(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/**
 * What the page holds ready for these inputs.
 *
 * @param {HTMLElement} calculator
 * @param {import("./address.js").Inputs} inputs
 * @returns {DocumentFragment | undefined}
 */
export function ready(calculator, inputs) {
  const wanted = Object.entries(inputs).map(([name, text]) => `${name}=${text}`).join("&");
  const templates = [...calculator.querySelectorAll("template")];
  const held = templates.find((template) => template.dataset.inputs === wanted)?.content.firstChild;
  return held instanceof Comment ? read(held.data) : undefined;
}

/**
 * Put blocks in the places of those with their ids.
 *
 * @param {HTMLElement} calculator
 * @param {Iterable<Element>} blocks
 * @param {Element | null} held what a reader is at, and keeps
 */
export function put(calculator, blocks, held = null) {
  for (const block of blocks) {
    const place = calculator.querySelector(`#${CSS.escape(block.id)}`);
    if (place) patch(place, block, calculator.contains(held) ? held : null);
  }
  follow(calculator);
}

/**
 * @param {HTMLElement} calculator
 * @returns {HTMLElement | null}
 */
export function results(calculator) {
  return calculator.querySelector("[data-results]");
}

/**
 * The results in one sentence.
 *
 * @param {HTMLElement} calculator
 * @returns {string}
 */
export function brief(calculator) {
  return /** @type {HTMLElement} */ (calculator.querySelector("[data-brief]")).dataset.brief ?? "";
}
