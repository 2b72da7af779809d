// The element's state, its status line, and what screen readers announce.

import { brief } from "./blocks.js";
import { sentencesText } from "./follow.js";

/** Milliseconds without a change after which results are read aloud. */
const PAUSE_BEFORE_RESULTS = 1000;

/** Milliseconds before “Computing …” is shown: shown for a shorter time it only flickers. */
const DELAY_OF_BUSY = 150;

export class Status {
  /** @type {HTMLElement} */
  #calculator;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resultsTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #busyTimer;

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
    clearTimeout(this.#busyTimer);
    if (words === "busy") this.#busyTimer = setTimeout(() => this.tell(words), DELAY_OF_BUSY);
    else this.tell(words, message);
    const bar = /** @type {HTMLProgressElement} */ (calculator.querySelector("progress"));
    bar.hidden = state !== "starting";
    if (total) bar.max = total;
    if (!bar.hidden) bar.value = loaded;
    /** @type {HTMLElement} */ (calculator.querySelector("[data-retry]")).hidden = state !== "failed";
  }

  /**
   * @param {string} words name of a sentence that the page has
   * @param {string} [message] a sentence before it; then both are announced
   */
  tell(words, message = "") {
    const line = /** @type {HTMLElement} */ (this.#calculator.querySelector("[data-status]"));
    const text = `${message} ${line.dataset[words] ?? ""}`.trim();
    if (line.textContent !== text) line.textContent = text;
    if (message) this.announce(text);
  }

  /**
   * Have screen readers read a sentence.
   *
   * @param {string} sentence
   */
  announce(sentence) {
    this.#cancelResults();
    const place = /** @type {HTMLElement} */ (this.#calculator.querySelector("[data-announce]"));
    if (place.textContent !== sentence) place.textContent = sentence;
  }

  /** Announce the results once no change follows, in the page's own sentences if it has any. */
  announceResults() {
    this.#cancelResults();
    const calculator = this.#calculator;
    const announce = () => this.announce(sentencesText(calculator) || brief(calculator));
    this.#resultsTimer = setTimeout(announce, PAUSE_BEFORE_RESULTS);
  }

  #cancelResults() {
    clearTimeout(this.#resultsTimer);
  }

  /** Drop everything that is pending. */
  end() {
    this.#cancelResults();
    clearTimeout(this.#busyTimer);
  }
}
