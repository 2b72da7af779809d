// What a calculator does with what its form hears: asks Python, and puts the answer's blocks in their
// places. Loaded at the first sign that somebody wants it.

import { Address, MOST } from "./address.js";
import { answered, copied, parts, put, ready, results, valid } from "./blocks.js";
import { ask, onState } from "./client.js";
import { copy } from "./copy.js";
import { accept } from "./drop.js";
import { changed, control, controls, hold, restart, text } from "./form.js";
import { whenParsed } from "./parsed.js";
import { interrupt, rehearse } from "./rehearse.js";
import { spare, step } from "./slider.js";
import { Status } from "./status.js";
import { take } from "./takeaway.js";

/** Python without a form, for who asks it from a console or a test. */
export { ask, fingerprint, onState, start } from "./client.js";

/** @typedef {import("./address.js").Inputs} Inputs */
/** @typedef {import("./form.js").Control} Control */

/** Milliseconds without typing after which half-written text is told what is wrong with it. */
const PAUSE = 700;

/** When the address may have become another. */
const MOVES = ["popstate", "pageshow"];

/** What is printed says where it is from. */
const PRINT = "beforeprint";

/**
 * The field or slider that was touched, and what it holds.
 *
 * @param {Event} event
 * @returns {[Control, string][]}
 */
function controlled({ target }) {
  const control = /** @type {Control} */ (target);
  return control.name || control.dataset.slider ? [[control, text(control)]] : [];
}

export class Dialogue {
  /** @type {HTMLElement} */
  #calculator;
  /** Sliders moved since the last answer, by parameter. @type {Record<string, string>} */
  #moved = {};
  /** Scenarios beside the one in the form. @type {Inputs[]} */
  #pins = [];
  /** What a link wants, until it is answered or the reader wants something else. @type {Inputs | undefined} */
  #linked;
  /** Counts questions, so that only the newest is answered. */
  #turn = 0;
  #waiting = false;
  /** Why the last question has no answer; if the reason is not its own, it is asked again when Python
   * is there after all. @type {Partial<import("./client.js").NoAnswer> | undefined} */
  #failure;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** @type {Status} */
  #status;
  /** The blocks as built, for the way back. @type {DocumentFragment} */
  #built;
  /** @type {Address} */
  #address;
  #listening = false;

  /**
   * @param {HTMLElement} calculator
   * @param {import("./element.js").Deed[]} deeds what has happened before this was there
   */
  constructor(calculator, deeds) {
    this.#calculator = calculator;
    // Another try, after the scripts did not come.
    if (calculator.getAttribute("state") === "failed") calculator.setAttribute("state", "static");
    this.#status = new Status(calculator);
    this.#address = new Address(calculator.id);
    this.#built = copied(calculator);
    accept(calculator);
    // A reader may have been faster than the scripts, and a browser may have kept what was written.
    const inputs = deeds.filter(({ event }) => event.type === "input");
    const touched = new Map(inputs.flatMap(({ event }) => controlled(event)));
    if (this.#address.moved()) this.#restore();
    else if (Object.keys(changed(calculator)).length) {
      this.#ask({ leaving: !calculator.contains(document.activeElement) });
    }
    for (const { event, held } of deeds) {
      // What a choice that came before let start again was written after it.
      const control = /** @type {Control} */ (event.target);
      const written = event.type === "input" ? touched.get(control) : undefined;
      if (written !== undefined && text(control) !== written) hold(control, written);
      this.handleEvent(event, held);
    }
    this.#start();
  }

  /** The calculator is gone from the page. */
  end() {
    clearTimeout(this.#pause);
    this.#status.end();
  }

  /**
   * @param {Event} event
   * @param {string} [held] what its control held then, of an event that is told later
   */
  handleEvent(event, held) {
    const target = /** @type {Control} */ (event.target);
    if (MOVES.includes(event.type)) this.#address.moved() && this.#restore();
    else if (event.type === PRINT) this.#print();
    else if (event.type === "input") this.#input(target);
    else if (event.type === "change" && target.name) this.#leave();
    else if (event.type.startsWith("pointer")) spare(event, () => this.#input(target), held);
    else if (event.type === "keydown") step(/** @type {KeyboardEvent} */ (event), () => this.#input(target));
    else if (event.type === "click" && target.closest("[data-takeaway]")) take(target, this.#question());
    else if (event.type === "click") this.#press(target.closest("button")?.dataset ?? {});
    else if (event.type === "submit" || event.type === "reset") {
      event.preventDefault();
      if (event.type === "reset") this.#reset();
    }
  }

  /** @param {Control} target */
  #input(target) {
    const slider = target.dataset.slider;
    if (!slider && !target.name) return;
    if (slider) this.#moved[slider] = target.value;
    else delete this.#moved[target.name];
    this.#linked = undefined;
    if (target instanceof HTMLSelectElement) this.#follow(target.name);
    this.#ask({ leaving: !["text", "textarea"].includes(target.type) });
  }

  /** A field is left, also on the way to the button that tries again: that one asks then. */
  #leave() {
    if (this.#calculator.getAttribute("state") !== "failed") this.#ask({ leaving: true });
  }

  #retry() {
    if (this.#failure?.reload) location.reload();
    else this.#ask({ leaving: true });
  }

  /**
   * What a button does besides Reset.
   *
   * @param {DOMStringMap} button
   */
  #press({ retry, undo, pin, unpin, copyLink }) {
    if (retry !== undefined) this.#retry();
    else if (undo !== undefined) this.#undo(undo);
    else if (pin !== undefined) this.#pin();
    else if (unpin !== undefined) this.#unpin(Number(unpin));
    else if (copyLink !== undefined) this.#copy();
  }

  /**
   * One field starts again.
   *
   * @param {string} name
   */
  #undo(name) {
    const field = control(this.#calculator, name);
    if (!field) return;
    restart(field);
    delete this.#moved[name];
    this.#linked = undefined;
    if (field instanceof HTMLSelectElement) this.#follow(name);
    field.focus();
    this.#ask({ leaving: true });
  }

  #pin() {
    if (this.#pins.length === MOST) {
      this.#status.say("No more can be pinned; unpin one first.");
      return;
    }
    this.#pins = [...this.#pins, changed(this.#calculator)];
    this.#ask({ leaving: true });
  }

  /** @param {number} place */
  #unpin(place) {
    this.#pins = this.#pins.filter((_, other) => other !== place);
    /** @type {HTMLElement} */ (this.#calculator.querySelector("[data-pin]")).focus();
    this.#ask({ leaving: true });
  }

  #print() {
    this.#address.flush();
    this.#calculator.dataset.address = location.href;
  }

  async #copy() {
    this.#address.flush();
    this.#status.say(await copy(location.href, this.#calculator));
  }

  /**
   * What follows a preset starts from it again.
   *
   * @param {string} leader
   */
  #follow(leader) {
    for (const field of this.#calculator.querySelectorAll(`[data-follows="${leader}"]`)) {
      const follower = /** @type {Control} */ (field.querySelector("[name]"));
      restart(follower);
      delete this.#moved[follower.name];
    }
  }

  /** All fields start again; what is pinned stays beside them. */
  #reset() {
    this.#moved = {};
    this.#linked = undefined;
    put(this.#calculator, this.#built.querySelectorAll("[data-field]"));
    this.#ask({ leaving: true });
  }

  /** Show what the address says: as much as the page knows at once, all of it when Python answers. */
  #restore() {
    const { inputs, pins } = this.#address.read();
    this.#address.settle();
    this.#moved = {};
    this.#pins = pins;
    this.#linked = inputs;
    put(this.#calculator, this.#built.querySelectorAll("[data-field]"));
    for (const one of Object.entries(inputs)) {
      const preset = ready(this.#calculator, Object.fromEntries([one]));
      if (preset) put(this.#calculator, preset.querySelectorAll("[data-field]"));
    }
    for (const field of controls(this.#calculator)) {
      const text = Object.hasOwn(inputs, field.name) ? inputs[field.name] : undefined;
      if (text !== undefined) hold(field, text);
    }
    this.#ask({ leaving: true });
  }

  #start() {
    this.#listen();
    // After a failure, of any calculator's question, the reader says when to try again.
    if (this.#calculator.getAttribute("state") === "failed") return;
    // A first answer takes longer: so it is asked for, and thrown away, before a reader asks. The
    // reader's own question takes its place as long as Python has not begun.
    const first = this.#waiting ? Promise.resolve() : this.#answered();
    first.then(() => rehearse(this.#calculator, this.#question())).catch(() => {});
  }

  /** Python's answer to the form as it stands; a newer question takes the place of this one. */
  #answered() {
    const code = this.#calculator.getAttribute("code") ?? undefined;
    return ask(this.#question(), { asker: this.#calculator, code });
  }

  /**
   * @param {{ leaving: boolean }} how leaving: the reader is done with the field, so errors are
   *   shown at once and its text is made canonical
   */
  async #ask({ leaving }) {
    clearTimeout(this.#pause);
    const turn = ++this.#turn;
    if (this.#known()) return;
    interrupt();
    this.#waiting = true;
    this.#failure = undefined;
    if (this.#linked) results(this.#calculator)?.setAttribute("data-stale", "");
    this.#state("busy");
    try {
      this.#listen();
      const html = await this.#answered();
      if (html === undefined || turn !== this.#turn) return;
      this.#waiting = false;
      this.#linked = undefined;
      this.#state("ready");
      this.#answer(parts(html), leaving);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#waiting = false;
      this.#failure = error instanceof Error ? error : new Error(String(error));
      results(this.#calculator)?.setAttribute("data-stale", "");
      this.#state("failed", this.#failure.message);
      // So that they come back when the page is loaded again.
      this.#address.write(this.#linked ?? changed(this.#calculator), this.#pins);
    }
  }

  /** What Python is asked: the form as it stands, and what is pinned beside it. */
  #question() {
    const page = JSON.parse(this.#calculator.getAttribute("page") ?? "{}");
    return {
      calculator: this.#calculator.getAttribute("name"),
      id: this.#calculator.id,
      inputs: this.#linked ?? changed(this.#calculator),
      moved: { ...this.#moved },
      pinned: this.#pins,
      ...page,
    };
  }

  /**
   * @param {string[]} answer
   * @param {boolean} leaving
   */
  #answer(answer, leaving) {
    const sound = valid(answer);
    if (!sound && !leaving) {
      this.#pause = setTimeout(() => this.#answer(answer, true), PAUSE);
      return;
    }
    answered(this.#calculator, answer, sound && leaving ? null : document.activeElement);
    results(this.#calculator)?.toggleAttribute("data-stale", !sound);
    this.#moved = {};
    if (sound) this.#settled();
    else this.#status.tell("outdated");
  }

  /**
   * What was asked of Python, or could not be answered, is no longer wanted.
   *
   * @param {string} state
   */
  #settle(state) {
    this.#waiting = false;
    this.#failure = undefined;
    this.#linked = undefined;
    if (["busy", "failed"].includes(this.#calculator.getAttribute("state") ?? "")) this.#state(state);
  }

  /**
   * Results stand there: the address follows, and who does not see them hears of them, in the
   * page's own sentences where it has some.
   */
  #settled() {
    this.#address.write(changed(this.#calculator), this.#pins);
    this.#status.sayResults();
  }

  /** A preset alone, and the page as it starts, were answered when the page was built. */
  #known() {
    const inputs = this.#linked ?? changed(this.#calculator);
    const preset = ready(this.#calculator, inputs);
    if (this.#pins.length || Object.keys(this.#moved).length) return false;
    if (Object.keys(inputs).length && !preset) return false;
    this.#settle(preset ? "ready" : "static");
    put(this.#calculator, this.#built.children);
    if (preset) put(this.#calculator, preset.children);
    this.#settled();
    return true;
  }

  /** Show the worker's state from now on; whether it is busy for this calculator is known here. */
  #listen() {
    if (this.#listening) return;
    this.#listening = true;
    /** @type {(() => void) | undefined} */
    let stop;
    stop = onState((now) => {
      if (!this.#calculator.isConnected) stop?.();
      else if (this.#failure?.own) return; // it stays told
      else if (now.state === "ready" && this.#failure) this.#ask({ leaving: true });
      else if (now.state === "ready") this.#ready();
      else if (now.state !== "busy") this.#state(now.state, now.message, now);
    });
  }

  /** Python has come, or has answered somebody else: then what is told here stands. */
  #ready() {
    const state = this.#waiting ? "busy" : "ready";
    if (this.#calculator.getAttribute("state") !== state) this.#state(state);
  }

  /**
   * @param {string} state
   * @param {string} [message] what failed, as a sentence
   * @param {{ loaded?: number, total?: number }} [bytes]
   */
  #state(state, message, bytes) {
    const working = state === "starting" || state === "busy";
    const words = !this.#linked ? state : working ? "linked" : state === "failed" ? "unlinked" : state;
    // Before the first question, that Python is ready is no news to a reader.
    this.#status.become(state, state === "ready" && !this.#turn ? "" : words, message, bytes);
  }
}

/**
 * Once all of it is there, have a calculator answer.
 *
 * @param {HTMLElement} calculator
 * @param {import("./element.js").Deed[]} deeds what has happened before, and happens until then
 * @returns {Promise<Dialogue | undefined>} undefined where there is no form
 */
export function begun(calculator, deeds) {
  const begin = () => (calculator.querySelector("form") ? new Dialogue(calculator, deeds) : undefined);
  return new Promise((resolve) => whenParsed(calculator, () => resolve(begin())));
}
