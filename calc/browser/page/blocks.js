// What a calculator's page is made of: blocks with ids, as built, as a preset has them, as Python
// answers.

import { BLOCKS } from "../contract.js";
import { follow } from "./follow.js";
import { text } from "./form.js";
import { patch } from "./patch.js";

const SELECTOR = BLOCKS.map((name) => `[data-${name}]`).join(", ");

/** Where a block begins in markup; what readers write is escaped there. */
const BEGINNING = new RegExp(`(?=<\\w+ id="[^"]*" data-(?:${BLOCKS.join("|")})\\b)`);

/**
 * The blocks of Python's last answer that are still in the page: where each is, and what its controls
 * held when it was put there.
 *
 * @type {WeakMap<HTMLElement, Map<string, { place: Element, held: string }>>}
 */
const current = new WeakMap();

/**
 * The blocks as built, for the way back: a reader may have written something, which is not in the markup.
 *
 * @param {HTMLElement} calculator
 * @returns {DocumentFragment}
 */
export function copied(calculator) {
  const form = document.createElement("form");
  form.append(...[...calculator.querySelectorAll(SELECTOR)].map((block) => block.cloneNode(true)));
  form.reset();
  const fragment = document.createDocumentFragment();
  fragment.append(...form.children);
  return fragment;
}

/**
 * The markup of each block of an answer.
 *
 * @param {string} html
 * @returns {string[]}
 */
export const parts = (html) => html.split(BEGINNING);

/**
 * Put Python's answer in its place. Blocks that stand there as it has them, which is most of them, are
 * not even read.
 *
 * @param {HTMLElement} calculator
 * @param {string[]} answer
 * @param {Element | null} held what a reader is at, and keeps
 */
export function answered(calculator, answer, held) {
  const [before, now] = [current.get(calculator), new Map()];
  for (const markup of answer) {
    const found = before?.get(markup);
    if (found && found.held === holds(found.place)) {
      now.set(markup, found);
      continue;
    }
    for (const block of read(markup).children) {
      const place = replace(calculator, block, held);
      // What is in the reader's hand is not yet as Python has it.
      if (place && !place.contains(held)) now.set(markup, { place, held: holds(place) });
    }
  }
  follow(calculator);
  current.set(calculator, now);
}

/**
 * Whether an answer has results: one to what cannot be read or computed has none.
 *
 * @param {string[]} answer
 */
export function valid(answer) {
  return answer.some((markup) => /^<\w+ id="[^"]*" data-results\b/.test(markup));
}

/**
 * Something else than Python's answer has been put into a block.
 *
 * @param {HTMLElement} calculator
 */
export function forget(calculator) {
  current.delete(calculator);
}

/** @param {Element} place */
function holds(place) {
  const controls = /** @type {NodeListOf<import("./form.js").Control>} */ (
    place.querySelectorAll("input, select, textarea")
  );
  return [...controls].map(text).join("\0");
}

/**
 * @param {string} html
 * @returns {DocumentFragment}
 */
function read(html) {
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
 * Put blocks that the page has in the places of those with their ids.
 *
 * @param {HTMLElement} calculator
 * @param {Iterable<Element>} blocks
 */
export function put(calculator, blocks) {
  forget(calculator);
  for (const block of blocks) replace(calculator, block, null);
  follow(calculator);
}

/**
 * @param {HTMLElement} calculator
 * @param {Element} block
 * @param {Element | null} held
 * @returns {Element | null} where it stands now
 */
function replace(calculator, block, held) {
  const place = calculator.querySelector(`#${CSS.escape(block.id)}`);
  if (place) patch(place, block, held);
  return place;
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
