// <live-calculator>: records what a reader does with it, and loads controller.js at the first sign that
// somebody wants it, not before. This much comes with every page, so it is short.

import { ELEMENT, MAX_TEXT_IN_ADDRESS } from "../contract.js";
import { notLoaded } from "../words.js";
import { changed } from "./form.js";
import { loadScript } from "./load_script.js";
import { startWorker, TRIMMED } from "./start_worker.js";
import { whenParsed } from "./when_parsed.js";

/** @typedef {{ event: Event, held?: string }} Recorded an event, and the text of its control at that time */

const SIGNS_OF_INTEREST = ["pointerenter", "focusin", "touchstart"];
const RECORDED = ["input", "change", "reset", "submit", "keydown", "click", "pointerdown", "pointercancel"];
const DRAGS = ["dragenter", "dragover", "drop"];
const WINDOW_EVENTS = ["popstate", "pageshow", "beforeprint"];

/** Calculators this near to the window load, in heights of the window. */
const NEAR = "50%";

/**
 * The first worker fetches Python's files while the scripts that use it are still loading: browsers
 * delay the requests of a page that is opening, but not those of its workers.
 *
 * @type {import("./start_worker.js").Started | undefined}
 */
let earlyWorker;

/** @type {Promise<typeof import("./controller.js")> | undefined} */
let script;

/** @returns {Promise<typeof import("./controller.js")>} */
function fetchScript() {
  if ("WebAssembly" in globalThis) earlyWorker ??= startWorker(TRIMMED);
  return loadScript(new URL("./controller.js", import.meta.url).href);
}

/** After a failure everything is requested again. */
function forgetScript() {
  script = undefined;
  earlyWorker?.worker.terminate();
  earlyWorker = undefined;
}

class LiveCalculator extends HTMLElement {
  /** @type {Recorded[]} */
  #recorded = [];
  /** @type {import("./controller.js").CalculatorController | undefined} */
  #controller;
  #loading = false;
  #near = new IntersectionObserver((all) => all.some((one) => one.isIntersecting) && this.#loadWhenIdle(), {
    rootMargin: NEAR,
  });

  connectedCallback() {
    for (const type of SIGNS_OF_INTEREST) this.addEventListener(type, this, { passive: true });
    for (const type of [...RECORDED, ...DRAGS]) this.addEventListener(type, this);
    for (const type of WINDOW_EVENTS) window.addEventListener(type, this);
    // A choice does not have its value before its options are parsed.
    whenParsed(this, () => Object.keys(changed(this)).length && this.#load());
    if (this.matches(":hover, :focus-within") || this.#hasLink()) this.#load();
    else if (!savesData()) this.#near.observe(this);
  }

  disconnectedCallback() {
    for (const type of WINDOW_EVENTS) window.removeEventListener(type, this);
    this.#near.disconnect();
    this.#controller?.end();
    this.#controller = undefined;
    this.#loading = false;
  }

  /** @param {Event} event */
  handleEvent(event) {
    const { type } = event;
    if (SIGNS_OF_INTEREST.includes(type)) this.#load();
    else if (this.#controller) this.#controller.handleEvent(event);
    else if (type === "beforeprint") this.dataset.address = location.href;
    else if (!WINDOW_EVENTS.includes(type)) this.#record(event);
    else if (this.#hasLink()) this.#load();
  }

  /**
   * Record an event for the controller. The browser's own response to it is prevented where the
   * controller would prevent it. The file field keeps a dropped file.
   *
   * @param {Event} event
   */
  #record(event) {
    const { type, target, key, dataTransfer } = /** @type {KeyboardEvent & DragEvent} */ (event);
    const { value: held, dataset } = /** @type {HTMLInputElement} */ (target);
    if (DRAGS.includes(type)) {
      /** @type {HTMLInputElement | null} */
      const place = this.querySelector('input[type="file"]');
      if (!place || !dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (type === "drop") place.files = dataTransfer.files;
    } else {
      const stepped = dataset.stops && /^(Arrow|Page)/.test(key);
      if (stepped || type === "reset" || type === "submit") event.preventDefault();
      this.#recorded.push({ event, held });
    }
    this.#load();
  }

  /** Whether the address has inputs for this calculator. */
  #hasLink() {
    const names = [location.search, location.hash.slice(1)].flatMap((part) => [...new URLSearchParams(part).keys()]);
    return names.some((name) => name.startsWith(`${this.id}.`));
  }

  #loadWhenIdle() {
    this.#near.disconnect();
    if ("requestIdleCallback" in window) requestIdleCallback(() => this.#load(), { timeout: 2000 });
    else setTimeout(() => this.#load(), 200);
  }

  async #load() {
    this.#near.disconnect();
    if (this.#loading || this.#controller || !this.isConnected) return;
    this.#loading = true;
    const loaded = await (script ??= fetchScript()).catch(() => {});
    if (!loaded) forgetScript();
    if (loaded && earlyWorker) {
      loaded.useWorker(earlyWorker);
      earlyWorker = undefined;
    }
    if (loaded && this.isConnected) this.#controller = await loaded.control(this, this.#recorded);
    else if (this.isConnected) this.#fail();
    if (loaded) this.#recorded = [];
    this.#loading = false;
  }

  /** The scripts could not be loaded: say so, and put the inputs into the address for a reload. */
  #fail() {
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (this.querySelector(`[data-${name}]`));
    this.setAttribute("state", "failed");
    part("announce").textContent = part("status").textContent = `${notLoaded} ${part("status").dataset.failed}`;
    part("retry").hidden = false;
    const inputs = Object.entries(changed(this));
    if (inputs.length) part("results").setAttribute("data-stale", "");
    const address = new URL(location.href);
    const short = inputs.filter(([, text]) => text.length <= MAX_TEXT_IN_ADDRESS);
    for (const [name, text] of short) address.searchParams.set(`${this.id}.${name}`, text);
    const long = inputs.filter((one) => !short.includes(one)).map(([name, text]) => [`${this.id}.${name}`, text]);
    if (long.length) address.hash = new URLSearchParams(long).toString();
    history.replaceState(history.state, "", address);
  }
}

function savesData() {
  /** @type {{ saveData?: boolean, effectiveType?: string } | undefined} */
  const connection = Reflect.get(navigator, "connection");
  return connection?.saveData === true || /2g/.test(connection?.effectiveType ?? "");
}

customElements.define(ELEMENT, LiveCalculator);
