// <live-calculator>: notes what is done with it, and has it worked by calculator.js from the first sign on
// that somebody will want that, not before. This much comes with every page, so it is short.

import { changed } from "./form.js";
import { whenParsed } from "./parsed.js";
import { UNLOADED } from "./unloaded.js";

/** @typedef {{ event: Event, held?: string }} Deed what was done, and what its control held then */

const SIGNS = ["pointerenter", "focusin", "touchstart"];
const DEEDS = ["input", "change", "reset", "submit", "keydown", "click", "pointerdown", "pointercancel"];
const DRAGS = ["dragenter", "dragover", "drop"];
const ELSEWHERE = ["popstate", "pageshow", "beforeprint"];

/** How near to the window a calculator counts as wanted, in the window's heights. */
const NEAR = "50%";

/** What a worker starts from unless it is given something else. @type {import("./protocol.js").Fetch} */
export const CUT = { fetch: "cut" };

/**
 * A worker, and what it has said before anyone listened.
 *
 * @typedef {{ worker: Worker, said: Event[] }} Spawned
 */

/**
 * The first worker begins, and fetches what Python starts from, while the scripts that speak with it
 * are still to come: a page that is being opened holds back what it fetches itself, but not its worker.
 *
 * @type {Spawned | undefined}
 */
let early;

/** @type {Promise<typeof import("./calculator.js")> | undefined} */
let script;

function fetched() {
  if ("WebAssembly" in globalThis) early ??= made(CUT);
  return import("./calculator.js");
}

/** What did not come is asked for again. */
function forget() {
  script = undefined;
  early?.worker.terminate();
  early = undefined;
}

/**
 * A worker that starts from something. The first takes the early one, which starts from CUT as it would.
 *
 * @param {import("./protocol.js").Fetch | import("./protocol.js").Parts} from
 * @returns {Spawned | undefined} undefined where there are no module workers
 */
export function spawn(from) {
  const spawned = early ?? made(from);
  early = undefined;
  return spawned;
}

/** @param {import("./protocol.js").Fetch | import("./protocol.js").Parts} from */
function made(from) {
  let asked = false;
  const options = {
    name: "calc",
    get type() {
      asked = true; // a browser that does not know module workers does not look
      return /** @type {const} */ ("module");
    },
  };
  /** @type {Worker} */
  let worker;
  try {
    worker = new Worker(new URL("./worker.js", import.meta.url), options);
  } catch {
    return undefined;
  }
  if (!asked) {
    worker.terminate();
    return undefined;
  }
  /** @type {Event[]} */
  const said = [];
  worker.onmessage = worker.onmessageerror = (event) => said.push(event);
  worker.onerror = (event) => {
    event.preventDefault();
    said.push(event);
  };
  worker.postMessage(from);
  return { worker, said };
}

class Calculator extends HTMLElement {
  /** @type {Deed[]} */
  #deeds = [];
  /** @type {import("./calculator.js").Dialogue | undefined} */
  #dialogue;
  #coming = false;
  #near = new IntersectionObserver((all) => all.some((one) => one.isIntersecting) && this.#idle(), {
    rootMargin: NEAR,
  });

  connectedCallback() {
    for (const type of SIGNS) this.addEventListener(type, this, { passive: true });
    for (const type of [...DEEDS, ...DRAGS]) this.addEventListener(type, this);
    for (const type of ELSEWHERE) window.addEventListener(type, this);
    // A choice whose options are still to come holds something else than it will.
    whenParsed(this, () => Object.keys(changed(this)).length && this.#load());
    if (this.matches(":hover, :focus-within") || this.#linked()) this.#load();
    else if (!thrifty()) this.#near.observe(this);
  }

  disconnectedCallback() {
    for (const type of ELSEWHERE) window.removeEventListener(type, this);
    this.#near.disconnect();
    this.#dialogue?.end();
    this.#dialogue = undefined;
    this.#coming = false;
  }

  /** @param {Event} event */
  handleEvent(event) {
    const { type } = event;
    if (SIGNS.includes(type)) this.#load();
    else if (this.#dialogue) this.#dialogue.handleEvent(event);
    else if (type === "beforeprint") this.dataset.address = location.href;
    else if (!ELSEWHERE.includes(type)) this.#note(event);
    else if (this.#linked()) this.#load();
  }

  /**
   * A browser does nothing by itself that it will not do when the scripts are there. A file that is
   * dropped is held by the field for it.
   *
   * @param {Event} event
   */
  #note(event) {
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
      this.#deeds.push({ event, held });
    }
    this.#load();
  }

  /** Whether the address holds anything for this calculator. */
  #linked() {
    return [...new URLSearchParams(location.search).keys()].some((name) => name.startsWith(`${this.id}.`));
  }

  #idle() {
    this.#near.disconnect();
    if ("requestIdleCallback" in window) requestIdleCallback(() => this.#load(), { timeout: 2000 });
    else setTimeout(() => this.#load(), 200);
  }

  async #load() {
    this.#near.disconnect();
    if (this.#coming || this.#dialogue || !this.isConnected) return;
    this.#coming = true;
    const loaded = await (script ??= fetched()).catch(() => {});
    if (!loaded) forget();
    if (loaded && this.isConnected) this.#dialogue = await loaded.begun(this, this.#deeds);
    else if (this.isConnected) this.#fail();
    if (loaded) this.#deeds = [];
    this.#coming = false;
  }

  /** Say so; what a reader has written is in the address when the page is loaded again. */
  #fail() {
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (this.querySelector(`[data-${name}]`));
    this.setAttribute("state", "failed");
    part("said").textContent = part("status").textContent = `${UNLOADED} ${part("status").dataset.failed}`;
    part("retry").hidden = false;
    const inputs = Object.entries(changed(this));
    if (inputs.length) part("results").setAttribute("data-stale", "");
    const address = new URL(location.href);
    const short = inputs.filter(([, text]) => text.length <= 1000);
    for (const [name, text] of short) address.searchParams.set(`${this.id}.${name}`, text);
    history.replaceState(history.state, "", address);
  }
}

/** Whether the reader pays for bytes or waits long for them. */
function thrifty() {
  /** @type {{ saveData?: boolean, effectiveType?: string } | undefined} */
  const connection = Reflect.get(navigator, "connection");
  return connection?.saveData === true || /2g/.test(connection?.effectiveType ?? "");
}

customElements.define("live-calculator", Calculator);
