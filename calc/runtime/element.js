// <llm-calculator>: hears its form, asks Python, and puts the answer's blocks in their places.

import { Address } from "./address.js";
import { follow } from "./follow.js";
import { watch } from "./intent.js";
import { patch } from "./patch.js";
import { step } from "./slider.js";

/** @typedef {typeof import("./client.js")} Client */
/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/** Milliseconds without typing after which half-written text is told what is wrong with it. */
const PAUSE = 700;

/** What answers are made of; each has an id. */
const BLOCKS = "[data-field], [data-problem], [data-results]";

/** @type {Promise<Client> | undefined} */
let loading;

/**
 * The page's end of the worker, fetched when it is first wanted.
 *
 * @returns {Promise<Client>}
 */
function client() {
  loading ??= import("./client.js").catch(() => {
    loading = undefined;
    throw new Error("The calculators’ scripts could not be loaded; load the page again.");
  });
  return loading;
}

class Calculator extends HTMLElement {
  /** Sliders moved since the last answer, by parameter. @type {Record<string, string>} */
  #moved = {};
  /** Counts questions, so that only the newest is answered. */
  #turn = 0;
  #waiting = false;
  /** Why the last question has no answer; if the reason is not its own, it is asked again when Python
   * is there after all. @type {Partial<import("./client.js").NoAnswer> | undefined} */
  #failure;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** The blocks as built, for the way back. @type {DocumentFragment} */
  #built = document.createDocumentFragment();
  /** @type {Address} */
  #address = new Address("");
  #listening = false;

  connectedCallback() {
    if (!this.querySelector("form")) return;
    this.#address = new Address(this.id);
    this.#built.append(...[...this.querySelectorAll(BLOCKS)].map((block) => block.cloneNode(true)));
    for (const type of ["input", "change", "reset", "submit", "keydown", "click"]) {
      this.addEventListener(type, this);
    }
    watch(this, () => this.#start());
    const linked = this.#address.read();
    if (Object.keys(linked).length) this.#restore(linked);
  }

  /** @param {Event} event */
  handleEvent(event) {
    const control = /** @type {Control} */ (event.target);
    if (event.type === "input") this.#input(control);
    else if (event.type === "change" && control.name) this.#leave();
    else if (event.type === "keydown") step(/** @type {KeyboardEvent} */ (event), () => this.#input(control));
    else if (event.type === "click" && control.matches("[data-retry]")) this.#retry();
    else if (event.type === "click" && control.closest("[data-takeaway]")) this.#take(control);
    else if (event.type === "submit" || event.type === "reset") {
      event.preventDefault();
      if (event.type === "reset") this.#reset();
    }
  }

  /** @param {Control} control */
  #input(control) {
    const slider = control.dataset.slider;
    if (slider) this.#moved[slider] = control.value;
    else delete this.#moved[control.name];
    if (control instanceof HTMLSelectElement) this.#follow(control.name);
    this.#ask({ leaving: !["text", "textarea"].includes(control.type) });
  }

  /** A field is left, also on the way to the button that tries again: that one asks then. */
  #leave() {
    if (this.getAttribute("state") !== "failed") this.#ask({ leaving: true });
  }

  #retry() {
    if (this.#failure?.reload) location.reload();
    else this.#ask({ leaving: true });
  }

  /**
   * What follows a preset starts from it again.
   *
   * @param {string} leader
   */
  #follow(leader) {
    for (const field of this.querySelectorAll(`[data-follows="${leader}"]`)) {
      const control = /** @type {Control} */ (field.querySelector("[name]"));
      control.value = control.dataset.start ?? "";
      delete this.#moved[control.name];
    }
  }

  #reset() {
    this.#moved = {};
    this.#turn += 1;
    this.#settle("static");
    this.#put(this.#built, null);
    this.#address.write({});
  }

  /**
   * The fields that differ from their start, as text.
   *
   * @returns {Record<string, string>}
   */
  #inputs() {
    /** @type {Record<string, string>} */
    const inputs = {};
    for (const control of /** @type {NodeListOf<Control>} */ (this.querySelectorAll("[name]"))) {
      const text = control.type === "checkbox" ? checked(control) : control.value;
      if (text !== control.dataset.start) inputs[control.name] = text;
    }
    return inputs;
  }

  /** @param {Record<string, string>} linked */
  #restore(linked) {
    for (const [name, text] of Object.entries(linked)) {
      const control = /** @type {Control | null} */ (this.querySelector(`[name="${CSS.escape(name)}"]`));
      if (control && !["checkbox", "select-one"].includes(control.type)) control.value = text;
    }
    this.#ask({ leaving: true, inputs: linked });
  }

  async #start() {
    try {
      const python = this.#listen(await client());
      // After a failure, of any calculator's question, the reader says when to try again.
      if (this.getAttribute("state") !== "failed") python.start();
    } catch {
      // Nobody has asked anything yet; whoever does is told.
    }
  }

  /**
   * @param {{ leaving: boolean, inputs?: Record<string, string> }} how leaving: the reader is done
   *   with the field, so errors are shown at once and its text is made canonical
   */
  async #ask({ leaving, inputs = this.#inputs() }) {
    clearTimeout(this.#pause);
    const turn = ++this.#turn;
    const moved = { ...this.#moved };
    if (!Object.keys(moved).length && this.#preset(inputs)) return;
    this.#waiting = true;
    this.#failure = undefined;
    this.#state("busy");
    try {
      const { ask } = this.#listen(await client());
      const code = this.getAttribute("code") ?? undefined;
      const question = this.#question(inputs, moved);
      const html = turn === this.#turn ? await ask(question, { asker: this, code }) : undefined;
      if (html === undefined || turn !== this.#turn) return;
      this.#waiting = false;
      this.#state("ready");
      this.#answer(fragment(html), leaving);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#waiting = false;
      this.#failure = error instanceof Error ? error : new Error(String(error));
      this.#state("failed", this.#failure.message);
      this.#address.write(inputs); // so that they come back when the page is loaded again
    }
  }

  /**
   * @param {Record<string, string>} inputs
   * @param {Record<string, string>} moved
   */
  #question(inputs, moved) {
    const page = JSON.parse(this.getAttribute("page") ?? "{}");
    return { calculator: this.getAttribute("name"), id: this.id, inputs, moved, ...page };
  }

  /** @param {Element} place what was clicked */
  async #take(place) {
    const { take } = await import("./takeaway.js");
    await take(place, this.#question(this.#inputs(), { ...this.#moved }));
  }

  /**
   * @param {DocumentFragment} answer
   * @param {boolean} leaving
   */
  #answer(answer, leaving) {
    const valid = answer.getElementById(`${this.id}-results`) !== null;
    if (!valid && !leaving) {
      this.#pause = setTimeout(() => this.#answer(answer, true), PAUSE);
      return;
    }
    this.#put(answer, valid && leaving ? null : document.activeElement);
    this.querySelector("[data-results]")?.toggleAttribute("data-stale", !valid);
    this.#moved = {};
    if (valid) this.#address.write(this.#inputs());
  }

  /**
   * What was asked of Python, or could not be answered, is no longer wanted.
   *
   * @param {string} state
   */
  #settle(state) {
    this.#waiting = false;
    this.#failure = undefined;
    if (["busy", "failed"].includes(this.getAttribute("state") ?? "")) this.#state(state);
  }

  /**
   * A preset alone was answered when the page was built.
   *
   * @param {Record<string, string>} inputs
   */
  #preset(inputs) {
    const wanted = Object.entries(inputs).map(([name, text]) => `${name}=${text}`).join("&");
    const templates = [...this.querySelectorAll("template")];
    const found = templates.find((template) => template.dataset.inputs === wanted);
    if (wanted && !found) return false;
    this.#settle("ready");
    this.#put(this.#built, null);
    if (found) this.#put(found.content, null);
    this.#address.write(inputs);
    return true;
  }

  /**
   * @param {DocumentFragment} answer blocks, each with the id of what it replaces
   * @param {Element | null} held
   */
  #put(answer, held) {
    for (const block of answer.children) {
      const place = this.querySelector(`#${CSS.escape(block.id)}`);
      if (place) patch(place, block, this.contains(held) ? held : null);
    }
    follow(this);
  }

  /**
   * Show the worker's state from now on; whether it is busy for this calculator is known here.
   *
   * @param {Client} client
   * @returns {Client}
   */
  #listen(client) {
    if (this.#listening) return client;
    this.#listening = true;
    /** @type {(() => void) | undefined} */
    let stop;
    stop = client.onState((now) => {
      if (!this.isConnected) stop?.();
      else if (this.#failure?.own) return; // it stays told
      else if (now.state === "ready" && this.#failure) this.#ask({ leaving: true });
      else if (now.state === "ready") this.#state(this.#waiting ? "busy" : "ready");
      else if (now.state !== "busy") this.#state(now.state, now.message, now);
    });
    return client;
  }

  /**
   * @param {string} state static, starting, busy, ready or failed
   * @param {string} [message] what failed, as a sentence
   * @param {{ loaded?: number, total?: number }} [bytes]
   */
  #state(state, message = "", { loaded = 0, total = 0 } = {}) {
    this.setAttribute("state", state);
    this.setAttribute("aria-busy", String(state === "starting" || state === "busy"));
    const line = /** @type {HTMLElement} */ (this.querySelector("[data-status]"));
    // Before the first question, that Python is ready is no news to a reader.
    const words = state === "ready" && !this.#turn ? "" : (line.dataset[state] ?? "");
    line.textContent = `${message} ${words}`.trim();
    const bar = /** @type {HTMLProgressElement} */ (this.querySelector("progress"));
    bar.hidden = state !== "starting";
    if (total) bar.max = total;
    bar.value = loaded;
    /** @type {HTMLElement} */ (this.querySelector("[data-retry]")).hidden = state !== "failed";
  }
}

/**
 * @param {string} html
 * @returns {DocumentFragment}
 */
function fragment(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/**
 * A checkbox as text.
 *
 * @param {Control} box
 */
function checked(box) {
  return /** @type {HTMLInputElement} */ (box).checked ? "yes" : "no";
}

customElements.define("llm-calculator", Calculator);
