// Permalinks: ?CALCULATOR.PARAMETER=TEXT for each changed input, and ?CALCULATOR.pin=SCENARIO for each
// pinned scenario, and what else is asked (asked.js); the rest of the address is untouched. A long text, such as a pasted config, is in the
// fragment instead, #CALCULATOR.PARAMETER=TEXT: hosts don't get that, so it may be longer. After a place of the
// page it follows that: #PLACE&CALCULATOR.PARAMETER=TEXT.

import { MAX_ADDRESS, MAX_PINNED_SCENARIOS, MAX_TEXT_IN_ADDRESS } from "../contract.js";
import { NAMES, pairs, read } from "./asked.js";
import { pending, record } from "./steps.js";

/** @typedef {Record<string, string>} Inputs the changed fields of a form, as text */

/**
 * The long texts of each calculator: Material loads a page again when a link leads to a place of it, and the
 * fragment is then that place alone, until they are written behind it.
 *
 * @type {Map<string, string>}
 */
const longTexts = new Map();

/** Milliseconds between two changes of the address: browsers refuse too many of them. */
const INTERVAL = 500;

export class Address {
  #prefix;
  /** The calculator's page: during navigation the address may already be that of another. */
  #page = location.pathname;
  /** This calculator's parts of the query and the fragment: as they should be, and as last read or written. */
  #query = "";
  #fragment = "";
  #seen = "#";
  /** The names of what is too long for a link. @type {string[]} */
  omitted = [];
  #written = -INTERVAL;
  /** Whether the next change is what was read, as Python understands it; and whether the pending one is. */
  #read = false;
  #corrects = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /** @param {string} id of the calculator's element */
  constructor(id) {
    this.#prefix = `${id}.`;
    this.#fragment = (place() && longTexts.get(this.#page + this.#prefix)) || "";
  }

  /**
   * The inputs and pinned scenarios in the address, and what else it asks.
   *
   * @returns {{ inputs: Inputs, pins: Inputs[], asked: import("./asked.js").Asked }}
   */
  read() {
    const own = [...new URLSearchParams(location.search), ...new URLSearchParams(this.#long())]
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
    return location.pathname === this.#page && this.#shown() !== this.#seen;
  }

  /** The inputs in the address are shown, or will be: drop a pending change of it. */
  settle() {
    clearTimeout(this.#pause);
    this.#query = this.#own(location.search);
    this.#fragment = this.#long();
    this.#seen = this.#shown();
    this.#read = true;
    pending.delete(this);
    this.#remember();
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
    const part = (/** @type {string[]} */ [name, text]) => readable(this.#prefix + name, text);
    const isLong = (/** @type {string[]} */ [, text]) => text.length > MAX_TEXT_IN_ADDRESS;
    this.#query = texts.filter((one) => !isLong(one)).map(part).join("&");
    const left = MAX_ADDRESS - location.origin.length - location.pathname.length - this.#query.length;
    const kept = texts.filter(isLong).filter(fitting(left, part));
    this.#fragment = kept.map(part).join("&");
    this.omitted = texts.filter((one) => isLong(one) && !kept.includes(one)).map(([name]) => name);
    [this.#corrects, this.#read] = [this.#read, false];
    clearTimeout(this.#pause);
    pending.add(this);
    this.#pause = setTimeout(() => this.flush(), this.#written + INTERVAL - performance.now());
  }

  /** The calculator was removed: its pending change is of no page. */
  end() {
    clearTimeout(this.#pause);
    pending.delete(this);
  }

  /** Write a pending change now, and the long texts behind a place of the page to which a link has led. */
  flush() {
    this.end();
    if (location.pathname !== this.#page) return;
    this.#remember();
    const [now, wanted] = [`${this.#own(location.search)}#${this.#longInAddress()}`, `${this.#query}#${this.#fragment}`];
    if (now === wanted) return;
    const [query, long] = [
      [location.search, this.#query],
      [`#${fragment()}`, this.#fragment],
    ].map(([whole, own]) => [...this.#others(whole), own].filter(Boolean).join("&"));
    const hash = [place(), long].filter(Boolean).join("&");
    this.#written = performance.now();
    try {
      const names = changedNames(this.#seen, `${this.#query}&${this.#fragment}`);
      record(`${query && "?"}${query}${hash && "#"}${hash}`, names, this.#corrects || this.#shown() === wanted);
    } catch {
      // Too many changes for this browser; the next one brings the address up to date.
    }
    this.#seen = this.#shown();
  }

  #remember() {
    longTexts.set(this.#page + this.#prefix, this.#fragment);
  }

  /** This calculator's parts of the address. While it names a place of the page, long texts are as they were. */
  #shown() {
    return `${this.#own(location.search)}#${this.#long()}`;
  }

  /** This calculator's part of the fragment, or what it will be behind a place of the page. */
  #long() {
    return this.#longInAddress() || (place() && this.#fragment);
  }

  #longInAddress() {
    return this.#own(`#${fragment()}`);
  }

  /** @param {string} whole */
  #others(whole) {
    return parts(whole).filter((part) => !this.#owns(part));
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

const INPUT = /^[^=&]+\.[^=&]+=/;

/** The inputs in the fragment. */
function fragment() {
  return parts(location.hash).filter((part) => INPUT.test(part)).join("&");
}

/** What else is in it: a place of the page. */
function place() {
  return parts(location.hash).filter((part) => !INPUT.test(part)).join("&");
}

/** Where a link leads to a place of the page and has long texts, browsers do not find the place. */
export function goToPlace() {
  if (fragment() && place() && !scrollY) document.getElementById(place())?.scrollIntoView();
}

/**
 * Whether texts still fit, one after the other.
 *
 * @param {number} left characters
 * @param {(one: string[]) => string} part as it is written
 */
function fitting(left, part) {
  return (/** @type {string[]} */ one) => {
    const { length } = part(one);
    if (length >= left) return false;
    left -= length + 1;
    return true;
  };
}

/**
 * The names of the inputs that differ between two lists of parts.
 *
 * @param {string} before
 * @param {string} now
 */
function changedNames(before, now) {
  const [one, other] = [before, now].map((list) => new Set(list.split(/[&#]/).filter(Boolean)));
  const differing = [...one, ...other].filter((part) => one.has(part) !== other.has(part));
  return [...new Set(differing.map((part) => part.split("=", 1)[0]))].join();
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
