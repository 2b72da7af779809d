// How a calculator is doing: its state, the line that says it, and what is said to who does not see.

import { brief } from "./blocks.js";
import { told } from "./follow.js";

/** Milliseconds of quiet after which results are said. */
const QUIET = 1000;

/** Milliseconds within which an answer comes unannounced: words that are gone at once only flicker. */
const SOON = 150;

export class Status {
  /** @type {HTMLElement} */
  #calculator;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #quiet;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;

  /** @param {HTMLElement} calculator */
  constructor(calculator) {
    this.#calculator = calculator;
  }

  /**
   * @param {string} state
   * @param {string} words name of the sentence for it that the page has, "" for none
   * @param {string} [message] what failed, as a sentence
   * @param {{ loaded?: number, total?: number }} [bytes]
   */
  become(state, words, message = "", { loaded = 0, total = 0 } = {}) {
    const calculator = this.#calculator;
    calculator.setAttribute("state", state);
    calculator.setAttribute("aria-busy", String(state === "starting" || state === "busy"));
    clearTimeout(this.#soon);
    if (words === "busy") this.#soon = setTimeout(() => this.tell(words), SOON);
    else this.tell(words, message);
    const bar = /** @type {HTMLProgressElement} */ (calculator.querySelector("progress"));
    bar.hidden = state !== "starting";
    if (total) bar.max = total;
    if (!bar.hidden) bar.value = loaded;
    /** @type {HTMLElement} */ (calculator.querySelector("[data-retry]")).hidden = state !== "failed";
  }

  /**
   * @param {string} words name of a sentence that the page has
   * @param {string} [message] another one, to stand before it; it is said, too
   */
  tell(words, message = "") {
    const line = /** @type {HTMLElement} */ (this.#calculator.querySelector("[data-status]"));
    const text = `${message} ${line.dataset[words] ?? ""}`.trim();
    if (line.textContent !== text) line.textContent = text;
    if (message) this.say(text);
  }

  /**
   * Tell who listens instead of looking.
   *
   * @param {string} sentence
   */
  say(sentence) {
    this.hush();
    const place = /** @type {HTMLElement} */ (this.#calculator.querySelector("[data-said]"));
    if (place.textContent !== sentence) place.textContent = sentence;
  }

  /** Say the results once it is quiet, in the page's own sentences where it has some. */
  sayResults() {
    this.hush();
    const calculator = this.#calculator;
    const say = () => this.say(told(calculator) || brief(calculator));
    this.#quiet = setTimeout(say, QUIET);
  }

  hush() {
    clearTimeout(this.#quiet);
  }

  /** Say and tell nothing any more. */
  end() {
    this.hush();
    clearTimeout(this.#soon);
  }
}
