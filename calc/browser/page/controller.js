// What a calculator does when a reader uses its form. Loaded at the first sign that somebody wants it.

import { MAX_PINNED_SCENARIOS } from "../contract.js";
import { mostPinned } from "../words.js";
import { Address, goToPlace } from "./address.js";
import { put, ready } from "./blocks.js";
import { Conversation } from "./conversation.js";
import { copyLink } from "./copy_link.js";
import { watchResults } from "./foot.js";
import { acceptFiles } from "./file_drop.js";
import { closeFinder, closePlotter, openFinder, openPlotter, whatToDraw, whatToFind } from "./finder.js";
import { changed, control as find, controls, setText, restart, text } from "./form.js";
import { keepFromScrolling, step } from "./slider.js";
import { canStep, onSteps, step as go } from "./steps.js";
import { Status } from "./status.js";
import { take } from "./takeaway.js";
import { whenParsed } from "./when_parsed.js";

/** Python without a form, for a console or a test; and the worker that the element started. */
export { ask, fingerprint, onState, start, useWorker } from "./client.js";

/** @typedef {import("./form.js").Control} Control */

/** Events after which the address may be another. */
const ADDRESS_EVENTS = ["popstate", "pageshow"];

/**
 * The field or slider of an event, and its text.
 *
 * @param {Event} event
 * @returns {[Control, string][]}
 */
function controlOf({ target }) {
  const control = /** @type {Control} */ (target);
  return control.name || control.dataset.slider ? [[control, text(control)]] : [];
}

export class CalculatorController {
  /** @type {HTMLElement} */
  #calculator;
  /** @type {Status} */
  #status;
  /** @type {Address} */
  #address;
  /** @type {Conversation} */
  #conversation;
  #stopWatching;

  /**
   * @param {HTMLElement} calculator
   * @param {import("./element.js").Recorded[]} recorded events from before this script came
   */
  constructor(calculator, recorded) {
    this.#calculator = calculator;
    // An earlier attempt to load the scripts failed.
    if (calculator.getAttribute("state") === "failed") calculator.setAttribute("state", "static");
    this.#status = new Status(calculator);
    this.#address = new Address(calculator.id);
    this.#conversation = new Conversation(calculator, this.#status, this.#address);
    acceptFiles(calculator);
    this.#stopWatching = [watchResults(calculator), onSteps((moved) => this.#showSteps(moved))];
    this.#replay(recorded);
    this.#conversation.start();
  }

  /**
   * Replay what a reader did before this script came. A browser may have restored inputs, too.
   *
   * @param {import("./element.js").Recorded[]} recorded
   */
  #replay(recorded) {
    const inputs = recorded.filter(({ event }) => event.type === "input");
    const typed = new Map(inputs.flatMap(({ event }) => controlOf(event)));
    goToPlace();
    if (this.#address.moved()) this.#restore();
    else if (Object.keys(changed(this.#calculator)).length) {
      this.#ask({ leaving: !this.#calculator.contains(document.activeElement) });
    }
    for (const { event, held } of recorded) {
      // A preset that was chosen before may have restarted this field: put its text back.
      const control = /** @type {Control} */ (event.target);
      const written = event.type === "input" ? typed.get(control) : undefined;
      if (written !== undefined && text(control) !== written) setText(control, written);
      this.handleEvent(event, held);
    }
  }

  /** The calculator was removed from the page. */
  end() {
    for (const stop of this.#stopWatching) stop();
    this.#conversation.end();
    this.#address.end();
    this.#status.end();
  }

  /**
   * @param {Event} event
   * @param {string} [held] of a recorded event: the text of its control at that time
   */
  handleEvent(event, held) {
    const { type } = event;
    const target = /** @type {Control} */ (event.target);
    const moved = () => this.#input(target);
    if (ADDRESS_EVENTS.includes(type)) this.#address.moved() ? this.#restore() : this.#address.flush();
    else if (type === "beforeprint") this.#print();
    else if (type === "input") this.#input(target);
    else if (type === "change" && target.name && target.type !== "date") this.#leave();
    else if (type.startsWith("pointer")) keepFromScrolling(event, moved, held);
    else if (type === "keydown" && this.#key(/** @type {KeyboardEvent} */ (event))) event.preventDefault();
    else if (type === "keydown") step(/** @type {KeyboardEvent} */ (event), moved);
    else if (type === "click" && target.closest("[data-takeaway]")) this.#take(target);
    else if (type === "click" && target.closest("[data-scenario]")) this.#offer(event);
    else if (type === "click") this.#press(target.closest("button")?.dataset ?? {}, target.closest("button")?.value);
    else if (type === "submit" || type === "reset") {
      event.preventDefault();
      if (type === "reset") this.#reset();
    }
  }

  /** The reader changes the form: what a link wanted, or was found, no longer counts. */
  #leaveLink() {
    this.#conversation.session.leaveLink();
    this.#conversation.solve(undefined);
  }

  /** @param {{ leaving: boolean }} how */
  #ask(how) {
    this.#conversation.ask(how);
  }

  /** @param {Control} target */
  #input(target) {
    const slider = target.dataset.slider;
    if (!slider && !target.name) return;
    if (slider) this.#conversation.moved[slider] = target.value;
    else delete this.#conversation.moved[target.name];
    this.#leaveLink();
    if (target instanceof HTMLSelectElement) this.#restartFollowers(target.name);
    this.#ask({ leaving: !["text", "textarea", "date"].includes(target.type) });
  }

  /**
   * A field is left. After a failure only the button tries again. A date says so after each of its parts,
   * while a reader still types, so it is never said to be left.
   */
  #leave() {
    if (this.#calculator.getAttribute("state") !== "failed") this.#ask({ leaving: true });
  }

  /**
   * Do what a button, other than Reset, is for.
   *
   * @param {DOMStringMap} button
   * @param {string} [value] of the button
   */
  #press({ retry, undo, pin, unpin, reading, of, step: by, copyLink: link, ...more }, value = "") {
    if (by !== undefined) go(Number(by));
    else if (retry !== undefined) this.#retry();
    else if (undo !== undefined) this.#undo(undo);
    else if (reading !== undefined) this.#choose(of ?? "", reading);
    else if (pin !== undefined) this.#pin();
    else if (unpin !== undefined) this.#unpin(Number(unpin));
    else if (link !== undefined) this.#copyLink();
    else if (more.set !== undefined) this.#set(more.set, value);
    else if (more.find !== undefined) openFinder(this.#calculator, more.find);
    else if (more.findNow !== undefined) this.#find();
    else if (more.findClose !== undefined) closeFinder(this.#calculator);
    else if (more.plot !== undefined) openPlotter(this.#calculator);
    else if (more.plotNow !== undefined) this.#draw(whatToDraw(this.#calculator));
    else if (more.plotClose !== undefined) this.#closePlotter();
  }

  /**
   * The keys of the sentences that find and draw.
   *
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it was one
   */
  #key({ key, target }) {
    const place = /** @type {HTMLElement} */ (target);
    const [finder, plotter] = [place.closest("[data-finder]"), place.closest("[data-plotter]")];
    if (key === "Enter" && place.dataset.findWanted !== undefined) this.#find();
    else if (key === "Escape" && finder) closeFinder(this.#calculator);
    else if (key === "Escape" && plotter) this.#closePlotter();
    else return false;
    return true;
  }

  /** Find the input that gives the wanted result. */
  #find() {
    this.#conversation.session.leaveLink();
    this.#conversation.moved = {};
    this.#conversation.solve(undefined);
    this.#conversation.solve(whatToFind(this.#calculator));
    this.#ask({ leaving: true });
  }

  /**
   * Set a field to another value.
   *
   * @param {string} name
   * @param {string} value
   */
  #set(name, value) {
    const field = find(this.#calculator, name);
    if (!field) return;
    setText(field, value);
    delete this.#conversation.moved[name];
    this.#leaveLink();
    field.focus();
    this.#ask({ leaving: true });
  }

  /** @param {{ over: string[], of?: string }} what */
  #draw(what) {
    this.#conversation.asked = { ...this.#conversation.asked, ...what };
    this.#ask({ leaving: true });
  }

  #closePlotter() {
    closePlotter(this.#calculator);
    this.#draw({ over: [], of: undefined });
  }

  #retry() {
    if (this.#conversation.session.failure?.reload) location.reload();
    else this.#ask({ leaving: true });
  }

  /**
   * Reset one field.
   *
   * @param {string} name
   */
  #undo(name) {
    const field = find(this.#calculator, name);
    if (!field) return;
    restart(field);
    delete this.#conversation.moved[name];
    this.#leaveLink();
    if (field instanceof HTMLSelectElement) this.#restartFollowers(name);
    field.focus();
    this.#ask({ leaving: true });
  }

  /**
   * Set a field to one of the readings of its text.
   *
   * @param {string} name
   * @param {string} reading
   */
  #choose(name, reading) {
    const field = find(this.#calculator, name);
    if (!field) return;
    setText(field, reading);
    delete this.#conversation.moved[name];
    this.#conversation.session.leaveLink();
    field.focus();
    this.#ask({ leaving: true });
  }

  #pin() {
    const { pins } = this.#conversation;
    if (pins.length === MAX_PINNED_SCENARIOS) {
      this.#status.announce(mostPinned);
      return;
    }
    this.#conversation.pins = [...pins, changed(this.#calculator)];
    this.#ask({ leaving: true });
  }

  /** @param {number} place */
  #unpin(place) {
    this.#conversation.pins = this.#conversation.pins.filter((_, other) => other !== place);
    /** @type {HTMLElement} */ (this.#calculator.querySelector("[data-pin]")).focus();
    this.#ask({ leaving: true });
  }

  /**
   * Which of Undo and Redo there is.
   *
   * @param {boolean} moved whether the address is that of another step
   */
  #showSteps(moved) {
    if (moved && this.#address.moved()) this.#restore();
    for (const button of this.#calculator.querySelectorAll("[data-step]")) {
      /** @type {HTMLButtonElement} */ (button).disabled = !canStep(Number(/** @type {HTMLElement} */ (button).dataset.step));
    }
  }

  /**
   * Fill in a scenario of the page's author. With a key for another tab or window the link does that.
   *
   * @param {Event} event
   */
  #offer(event) {
    const { ctrlKey, metaKey, shiftKey, altKey } = /** @type {MouseEvent} */ (event);
    if (ctrlKey || metaKey || shiftKey || altKey) return;
    event.preventDefault();
    // Material would load the page again.
    event.stopPropagation();
    const link = /** @type {HTMLAnchorElement} */ (/** @type {Element} */ (event.target).closest("a"));
    const prefix = `${this.#calculator.id}.`;
    const own = [...new URLSearchParams(link.search)].filter(([name]) => name.startsWith(prefix));
    this.#fill(Object.fromEntries(own.map(([name, text]) => [name.slice(prefix.length), text])));
  }

  #print() {
    this.#address.flush();
    this.#calculator.dataset.address = location.href;
  }

  /** @param {Element} target */
  #take(target) {
    this.#address.flush(); // copies name the address of the inputs
    take(target, this.#conversation.question());
  }

  async #copyLink() {
    this.#address.flush();
    const done = await copyLink(location.href, this.#calculator);
    this.#status.announce(`${done} ${this.#conversation.sayOmitted()}`.trim());
  }

  /**
   * Reset the fields that follow a preset.
   *
   * @param {string} preset
   */
  #restartFollowers(preset) {
    for (const field of this.#calculator.querySelectorAll(`[data-follows="${preset}"]`)) {
      const follower = /** @type {Control} */ (field.querySelector("[name]"));
      restart(follower);
      delete this.#conversation.moved[follower.name];
    }
  }

  /** Reset all fields; pinned scenarios stay. */
  #reset() {
    this.#conversation.moved = {};
    this.#leaveLink();
    this.#conversation.resetFields();
    this.#ask({ leaving: true });
  }

  /** Restore the inputs of the address: at once what the page has, the rest when Python answers. */
  #restore() {
    const { inputs, pins, asked } = this.#address.read();
    this.#address.settle();
    this.#conversation.pins = pins;
    this.#conversation.asked = asked;
    this.#fill(inputs, asked.solve);
  }

  /**
   * Fill in these inputs, and the start values of the others.
   *
   * @param {import("./address.js").Inputs} inputs
   * @param {string} [solve] what a link looks for
   */
  #fill(inputs, solve) {
    this.#conversation.moved = {};
    this.#conversation.session.follow(inputs);
    this.#conversation.solve(solve, inputs);
    this.#conversation.resetFields();
    for (const one of Object.entries(inputs)) {
      const preset = ready(this.#calculator, Object.fromEntries([one]));
      if (preset) put(this.#calculator, preset.querySelectorAll("[data-field]"));
    }
    for (const field of controls(this.#calculator)) {
      const text = Object.hasOwn(inputs, field.name) ? inputs[field.name] : undefined;
      if (text !== undefined) setText(field, text);
    }
    this.#ask({ leaving: true });
  }
}

/**
 * Create the controller once all of a calculator is parsed.
 *
 * @param {HTMLElement} calculator
 * @param {import("./element.js").Recorded[]} recorded the events until then
 * @returns {Promise<CalculatorController | undefined>} undefined where there is no form
 */
export function control(calculator, recorded) {
  const make = () => (calculator.querySelector("form") ? new CalculatorController(calculator, recorded) : undefined);
  return new Promise((resolve) => whenParsed(calculator, () => resolve(make())));
}
