// Permalinks: ?CALCULATOR.PARAMETER=TEXT, changed inputs only, the rest of the address untouched.

/** Characters of a text that still has a place in an address; a pasted file has none. */
const LONGEST = 1000;

/** Milliseconds of quiet before the address is written: browsers refuse a flood of changes. */
const PAUSE = 300;

export class Address {
  #prefix;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /** @param {string} id of the calculator's element */
  constructor(id) {
    this.#prefix = `${id}.`;
  }

  /**
   * The inputs that the address holds for this calculator.
   *
   * @returns {Record<string, string>}
   */
  read() {
    const found = [...new URLSearchParams(location.search)]
      .filter(([name]) => name.startsWith(this.#prefix))
      .map(([name, text]) => [name.slice(this.#prefix.length), text]);
    return Object.fromEntries(found);
  }

  /**
   * Have the address hold these inputs and no others of this calculator.
   *
   * @param {Record<string, string>} inputs
   */
  write(inputs) {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      const url = new URL(location.href);
      for (const name of [...url.searchParams.keys()]) {
        if (name.startsWith(this.#prefix)) url.searchParams.delete(name);
      }
      for (const [name, text] of Object.entries(inputs)) {
        if (text.length <= LONGEST) url.searchParams.set(this.#prefix + name, text);
      }
      // Material keeps the scroll position in the state.
      if (url.href !== location.href) history.replaceState(history.state, "", url);
    }, PAUSE);
  }
}
