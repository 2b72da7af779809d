// <llm-calculator>: notes what is done with it, and has it worked by calculator.js from the first sign on
// that somebody will want that, not before. This much comes with every page, so it is short.

/** @typedef {{ event: Event, held?: string }} Deed what was done, and what its control held then */

const SIGNS = ["pointerenter", "focusin", "touchstart"];
const DEEDS = ["input", "change", "reset", "submit", "keydown", "click", "pointerdown", "pointercancel"];
const DRAGS = ["dragenter", "dragover", "drop"];
const ELSEWHERE = ["popstate", "pageshow", "beforeprint"];

/** How near to the window a calculator counts as wanted, in the window's heights. */
const NEAR = "50%";

/** What calculator.js and worker.js import, and what Python starts from: all under way at once. */
const SCRIPTS =
  "calculator address blocks client supply load files follow form parsed patch rehearse slider status " +
  "worker engine joints python";
const SOON = document.querySelector("script[data-soon]")?.getAttribute("data-soon")?.split(" ") ?? [];

const UNLOADED = "The calculators’ scripts could not be loaded; try again, or load the page again.";

/** @type {Promise<typeof import("./calculator.js")> | undefined} */
let script;

function fetched() {
  // What takes longest first: a browser asks a host for six files at a time.
  for (const name of SOON) link(`../${name}`, { rel: "preload", as: "fetch", crossOrigin: "" });
  for (const name of SCRIPTS.split(" ")) link(`./${name}.js`, { rel: "modulepreload" });
  return import("./calculator.js");
}

/** What did not come is asked for again; of what was linked a browser keeps even that until it is used. */
function forget() {
  script = undefined;
  for (const name of SOON) fetch(at(`../${name}`)).catch(() => {});
}

/** @param {string} name */
const at = (name) => new URL(name, import.meta.url).href;

/**
 * @param {string} name
 * @param {Partial<HTMLLinkElement>} how
 */
function link(name, how) {
  const href = at(name);
  document.head.append(Object.assign(document.createElement("link"), how, { href }));
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
    if (this.matches(":hover, :focus-within") || this.#linked() || this.#changed().length) this.#load();
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

  /** What a reader has written already. @returns {[name: string, text: string][]} */
  #changed() {
    const controls = /** @type {Iterable<HTMLInputElement>} */ (this.querySelectorAll("[name]"));
    return [...controls].flatMap(({ name, type, checked, value, dataset }) => {
      const text = type !== "checkbox" ? value : checked ? "yes" : "no";
      return text === dataset.start ? [] : [[name, text]];
    });
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
    const address = new URL(location.href);
    const short = this.#changed().filter(([, text]) => text.length <= 1000);
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

customElements.define("llm-calculator", Calculator);
