// Sends a form's inputs to Python, and puts the blocks of the answer into the page.

import { keys } from "./asked.js";
import { ask, onState } from "./client.js";
import { answered, copied, markStale, parts, put, ready, valid } from "./blocks.js";
import { changed, controls, restart } from "./form.js";
import { Session } from "./session.js";
import { readerAsks, warmUp } from "./warm_up.js";

/** @typedef {import("./address.js").Inputs} Inputs */

/** Milliseconds without typing after which the errors of an unfinished text are shown. */
const TYPING_PAUSE = 700;

export class Conversation {
  /** Sliders moved since the last answer, by parameter. @type {Record<string, string>} */
  moved = {};
  /** The pinned scenarios. @type {Inputs[]} */
  pins = [];
  session = new Session();
  /** What else the reader asks. @type {import("./asked.js").Asked} */
  asked = {};
  /** The inputs from before a solution was put into the form. @type {Inputs | undefined} */
  #unsolved;
  /** @type {HTMLElement} */
  #calculator;
  /** @type {import("./status.js").Status} */
  #status;
  /** @type {import("./address.js").Address} */
  #address;
  /** The blocks as built, for the way back. @type {DocumentFragment} */
  #built;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typingPause;
  #listening = false;

  /**
   * @param {HTMLElement} calculator
   * @param {import("./status.js").Status} status
   * @param {import("./address.js").Address} address
   */
  constructor(calculator, status, address) {
    this.#calculator = calculator;
    this.#status = status;
    this.#address = address;
    this.#built = copied(calculator);
  }

  end() {
    clearTimeout(this.#typingPause);
  }

  /** Start Python, and warm it up. */
  start() {
    this.#listen();
    this.#markScenario();
    // After a failure, of any calculator's question, the reader says when to try again.
    if (this.#calculator.getAttribute("state") === "failed") return;
    // The first answer takes longest, so one is asked for before a reader asks. The reader's own
    // question replaces it as long as Python has not begun.
    const first = this.session.state === "asking" ? Promise.resolve() : this.#answer();
    first.then(() => warmUp(this.#calculator, this.question())).catch(() => {});
  }

  /** Put the fields back as the page was built. */
  resetFields() {
    put(this.#calculator, this.#built.querySelectorAll("[data-field]"));
    // An answer never empties a text area.
    for (const one of controls(this.#calculator)) if (one.type === "textarea") restart(one);
  }

  /** The question to Python: the form's inputs and the pinned scenarios. */
  question() {
    const page = JSON.parse(this.#calculator.getAttribute("page") ?? "{}");
    return {
      calculator: this.#calculator.getAttribute("name"),
      id: this.#calculator.id,
      inputs: this.#inputs(),
      moved: { ...this.moved },
      pinned: this.pins,
      ...page,
      ...keys(this.asked),
    };
  }

  /** Those of a link, those from before the solution, or those of the form. */
  #inputs() {
    return this.session.link ?? this.#unsolved ?? changed(this.#calculator);
  }

  /**
   * Look for the input that gives a result.
   *
   * @param {string | undefined} solve as in links; undefined: the reader changes the form, so the solution is
   *   one no longer
   * @param {Inputs} [inputs] those of a link
   */
  solve(solve, inputs) {
    this.#unsolved = solve === undefined ? undefined : (inputs ?? this.#inputs());
    this.asked = { ...this.asked, solve };
  }

  /**
   * Show the results for the form as it is.
   *
   * @param {{ leaving: boolean }} how leaving: the reader has left the field, so errors are shown at
   *   once and its text is made canonical
   */
  async ask({ leaving }) {
    clearTimeout(this.#typingPause);
    const turn = this.session.next();
    if (this.#isInPage()) return;
    readerAsks();
    this.session.ask();
    if (this.session.link) markStale(this.#calculator, true);
    this.#show("busy");
    try {
      this.#listen();
      const html = await this.#answer();
      if (html === undefined || !this.session.answer(turn)) return;
      this.#show("ready");
      this.#put(parts(html), leaving);
    } catch (thrown) {
      const failure = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (!this.session.fail(turn, failure)) return;
      markStale(this.#calculator, true);
      this.#show("failed", failure.message);
      // A reload of the page restores the inputs.
      this.#address.write(this.#inputs(), this.pins, this.asked);
    }
  }

  /** Python's answer to the form as it is; a newer question replaces this one. */
  #answer() {
    const code = this.#calculator.getAttribute("code") ?? undefined;
    return ask(this.question(), { asker: this.#calculator, code });
  }

  /**
   * @param {string[]} answer
   * @param {boolean} leaving
   */
  #put(answer, leaving) {
    const sound = valid(answer);
    if (!sound && !leaving) {
      this.#typingPause = setTimeout(() => this.#put(answer, true), TYPING_PAUSE);
      return;
    }
    answered(this.#calculator, answer, sound && leaving ? null : document.activeElement);
    markStale(this.#calculator, !sound);
    this.moved = {};
    // A long drawing comes in parts: ask for the rest, unless the reader asks something else meanwhile.
    if (this.#calculator.querySelector("[data-asked] progress")) this.ask({ leaving });
    else if (sound) this.#announce();
    else this.#status.tell("outdated");
  }

  /**
   * Say which inputs a link leaves out, if any.
   *
   * @returns {string} the sentence
   */
  sayOmitted() {
    const place = /** @type {HTMLElement} */ (this.#calculator.querySelector("[data-omitted]"));
    const labels = this.#address.omitted.map((name) => {
      const field = this.#calculator.querySelector(`[data-field="${CSS.escape(name)}"] > label`);
      return field?.textContent ?? name;
    });
    place.hidden = !labels.length;
    place.textContent = labels.length ? (place.dataset.omitted ?? "").replace("{names}", labels.join(", ")) : "";
    return place.textContent;
  }

  /** Which of the page's scenarios is filled in. */
  #markScenario() {
    for (const link of this.#calculator.querySelectorAll("[data-scenario]")) {
      const own = new URLSearchParams(/** @type {HTMLAnchorElement} */ (link).search);
      const texts = Object.entries(changed(this.#calculator));
      const same = texts.every(([name, text]) => own.get(`${this.#calculator.id}.${name}`) === text);
      if (same && [...own].length === texts.length) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  /** There are new results: update the address, and have screen readers read them. */
  #announce() {
    this.#address.write(this.#unsolved ?? changed(this.#calculator), this.pins, this.asked);
    this.sayOmitted();
    this.#markScenario();
    const found = this.asked.solve === undefined ? null : this.#calculator.querySelector("[data-asked] > p");
    if (found) this.#status.announce(found.firstChild?.textContent ?? "");
    else this.#status.announceResults();
  }

  /**
   * Show the results that the page itself has: those of its start and of each preset alone.
   *
   * @returns {boolean} whether it has them
   */
  #isInPage() {
    if (this.asked.solve !== undefined || this.asked.over?.length) return false;
    const inputs = this.session.link ?? changed(this.#calculator);
    const preset = ready(this.#calculator, inputs);
    if (this.pins.length || Object.keys(this.moved).length) return false;
    if (Object.keys(inputs).length && !preset) return false;
    this.session.settle();
    const shown = this.#calculator.getAttribute("state") ?? "";
    if (["busy", "failed"].includes(shown)) this.#show(preset ? "ready" : "static");
    put(this.#calculator, this.#built.children);
    if (preset) put(this.#calculator, preset.children);
    this.#announce();
    return true;
  }

  /** Show the worker's states from now on, except busy: that may be for another calculator. */
  #listen() {
    if (this.#listening) return;
    this.#listening = true;
    /** @type {(() => void) | undefined} */
    let stop;
    stop = onState((now) => {
      const { failure } = this.session;
      if (!this.#calculator.isConnected) stop?.();
      else if (failure?.own) return; // its message stays
      else if (now.state === "ready" && failure) this.ask({ leaving: true });
      else if (now.state === "ready") this.#showReady();
      else if (now.state !== "busy") this.#show(now.state, now.message, now);
    });
  }

  /** Python is ready, or has answered another calculator. */
  #showReady() {
    const state = this.session.state === "asking" ? "busy" : "ready";
    if (this.#calculator.getAttribute("state") !== state) this.#show(state);
  }

  /**
   * @param {string} state
   * @param {string} [message] what failed, as a sentence
   * @param {{ loaded?: number, total?: number }} [bytes]
   */
  #show(state, message, bytes) {
    this.#status.become(state, this.session.words(state), message, bytes);
  }
}
