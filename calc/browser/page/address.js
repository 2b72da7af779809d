// Permalinks: ?CALCULATOR.PARAMETER=TEXT for each changed input, and ?CALCULATOR.pin=SCENARIO for each
// pinned scenario, and what else is asked (asked.js); the rest of the address is untouched.

import { MAX_PINNED_SCENARIOS, MAX_TEXT_IN_ADDRESS } from "../contract.js";
import { NAMES, pairs, read } from "./asked.js";

/** @typedef {Record<string, string>} Inputs the changed fields of a form, as text */

/** Milliseconds between two changes of the address: browsers refuse too many of them. */
const INTERVAL = 500;

export class Address {
  #prefix;
  /** The calculator's page: during navigation the address may already be that of another. */
  #page = location.pathname;
  /** This calculator's part of the query: as it should be, and as last read or written. */
  #query = "";
  #seen = "";
  #written = -INTERVAL;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /** @param {string} id of the calculator's element */
  constructor(id) {
    this.#prefix = `${id}.`;
  }

  /**
   * The inputs and pinned scenarios in the address, and what else it asks.
   *
   * @returns {{ inputs: Inputs, pins: Inputs[], asked: import("./asked.js").Asked }}
   */
  read() {
    const own = [...new URLSearchParams(location.search)]
      .filter(([name]) => name.startsWith(this.#prefix))
      .map(([name, text]) => [name.slice(this.#prefix.length), text]);
    const pins = own.filter(([name]) => name === "pin").map(([, text]) => scenario(text));
    return {
      inputs: Object.fromEntries(own.filter(([name]) => !["pin", ...NAMES].includes(name))),
      pins: pins.slice(0, MAX_PINNED_SCENARIOS),
      asked: read(own),
    };
  }

  /** Whether the address has changed since it was last read or written: by going back, for example. */
  moved() {
    return location.pathname === this.#page && this.#own(location.search) !== this.#seen;
  }

  /** The inputs in the address are shown, or will be: drop a pending change of it. */
  settle() {
    clearTimeout(this.#pause);
    this.#query = this.#seen = this.#own(location.search);
  }

  /**
   * Replace this calculator's part of the address, at once or a little later.
   *
   * @param {Inputs} inputs
   * @param {Inputs[]} pins
   * @param {import("./asked.js").Asked} [asked]
   */
  write(inputs, pins, asked = {}) {
    const texts = [...Object.entries(inputs), ...pairs(asked), ...pins.map((pin) => ["pin", written(pin)])];
    this.#query = texts
      .filter(([, text]) => text.length <= MAX_TEXT_IN_ADDRESS)
      .map(([name, text]) => readable(this.#prefix + name, text))
      .join("&");
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.flush(), this.#written + INTERVAL - performance.now());
  }

  /** Write a pending change now. */
  flush() {
    clearTimeout(this.#pause);
    if (location.pathname !== this.#page || this.#own(location.search) === this.#query) return;
    const others = parts(location.search).filter((part) => !this.#owns(part));
    const query = [...others, this.#query].filter(Boolean).join("&");
    this.#written = performance.now();
    try {
      // Material keeps the scroll position in the state.
      history.replaceState(history.state, "", `${location.pathname}${query && "?"}${query}${location.hash}`);
    } catch {
      // Too many changes for this browser; the next one brings the address up to date.
    }
    this.#seen = this.#own(location.search);
  }

  /** @param {string} search */
  #own(search) {
    return parts(search).filter((part) => this.#owns(part)).join("&");
  }

  /** @param {string} part */
  #owns(part) {
    const [[name] = [""]] = [...new URLSearchParams(part)];
    return name.startsWith(this.#prefix);
  }
}

/**
 * @param {string} search
 * @returns {string[]}
 */
function parts(search) {
  return search.slice(1).split("&").filter(Boolean);
}

/**
 * A scenario as one text: `one=1;other=2`; a semicolon within a text is doubled.
 *
 * @param {Inputs} inputs
 */
function written(inputs) {
  return Object.entries(inputs)
    .map(([name, text]) => `${name}=${text}`.replaceAll(";", ";;"))
    .join(";");
}

/**
 * @param {string} text
 * @returns {Inputs}
 */
function scenario(text) {
  const pairs = text.match(/(?:;;|[^;])+/g) ?? [];
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name, ...rest] = pair.replaceAll(";;", ";").split("=");
      return [name, rest.join("=")];
    }),
  );
}

/**
 * One name and its text in a query; characters that are allowed there stay readable.
 *
 * @param {string} name
 * @param {string} text
 */
function readable(name, text) {
  return `${escaped(name)}=${escaped(text).replace(/%(?:2C|2F|3A|3B|3D|40|24)/g, decodeURIComponent)}`;
}

/** @param {string} text */
function escaped(text) {
  return String(new URLSearchParams([["", text]])).slice(1);
}
