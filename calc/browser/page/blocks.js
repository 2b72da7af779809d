// Blocks: the parts of a calculator that change, each an element with an id. They come with the page, with
// a preset, or in Python's answer.

import { BLOCKS } from "../contract.js";
import { follow } from "./follow.js";
import { text } from "./form.js";
import { patch } from "./patch.js";

const SELECTOR = BLOCKS.map((name) => `[data-${name}]`).join(", ");

/** Where a block begins in markup. A reader's text cannot match, since it is escaped. */
const BEGINNING = new RegExp(`(?=<\\w+ id="[^"]*" data-(?:${BLOCKS.join("|")})\\b)`);

/**
 * The blocks of Python's last answer that are still in the page, by markup: the place of each, and the
 * texts of its controls at that time.
 *
 * @type {WeakMap<HTMLElement, Map<string, { place: Element, held: string }>>}
 */
const current = new WeakMap();

/**
 * A copy of the blocks as built, for Reset: without what a reader may have typed already.
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
 * Put Python's answer into the page. Blocks that did not change, which are most, are not even parsed.
 *
 * @param {HTMLElement} calculator
 * @param {string[]} answer
 * @param {Element | null} held the control in use, whose text is kept
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
      // The control in use may still have another text than the answer.
      if (place && !place.contains(held)) now.set(markup, { place, held: holds(place) });
    }
  }
  follow(calculator);
  unfoldErrors(calculator);
  current.set(calculator, now);
}

/**
 * Whether an answer has results; an answer to invalid inputs has none.
 *
 * @param {string[]} answer
 */
export function valid(answer) {
  return answer.some((markup) => /^<\w+ id="[^"]*" data-results\b/.test(markup));
}

/**
 * A block was changed by something other than an answer: compare with the last answer no more.
 *
 * @param {HTMLElement} calculator
 */
export function forget(calculator) {
  current.delete(calculator);
}

/**
 * An error among the folded fields is seen.
 *
 * @param {HTMLElement} calculator
 */
function unfoldErrors(calculator) {
  const wrong = calculator.querySelector('[data-assumptions]:not([open]) [aria-invalid="true"]');
  wrong?.closest("details")?.setAttribute("open", "");
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
 * The blocks that the page itself has for these inputs: the build answered each preset.
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
 * Put blocks in the place of those with the same ids.
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
 * @returns {Element | null} the block in the page
 */
function replace(calculator, block, held) {
  const place = calculator.querySelector(`#${CSS.escape(block.id)}`);
  if (place) patch(place, block, held);
  return place;
}

/**
 * Mark the results as those of inputs before the present ones, or unmark them.
 *
 * @param {HTMLElement} calculator
 * @param {boolean} stale
 */
export function markStale(calculator, stale) {
  for (const block of calculator.querySelectorAll("[data-results], [data-figures]")) {
    block.toggleAttribute("data-stale", stale);
  }
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
