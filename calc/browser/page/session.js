// What one calculator is doing with Python: named states, and all transitions between them.
//
//   idle    nothing is wanted: the page shows the results for its inputs
//   asking  a question is being answered
//   failed  the last question has no answer

/** @typedef {"idle" | "asking" | "failed"} State */
/** @typedef {Partial<import("./client.js").NoAnswer>} Failure */
/** @typedef {import("./address.js").Inputs} Inputs */

/** From each state, what may happen and the state that follows. @type {Record<State, Record<string, State>>} */
export const TRANSITIONS = {
  idle: { ask: "asking", settle: "idle" },
  asking: { ask: "asking", settle: "idle", answer: "idle", fail: "failed" },
  failed: { ask: "asking", settle: "idle" },
};

export class Session {
  /** @type {State} */
  #state = "idle";
  /** Counts questions, so that only the newest is answered. */
  #turn = 0;
  /** Why the last question has no answer. @type {Failure | undefined} */
  #failure;
  /** The inputs of a link, until Python has answered them or the reader changes something.
   * @type {Inputs | undefined} */
  #link;

  get state() {
    return this.#state;
  }

  get failure() {
    return this.#failure;
  }

  get link() {
    return this.#link;
  }

  /** Whether anything was ever asked: before, that Python is ready is no news to a reader. */
  get used() {
    return this.#turn > 0;
  }

  /** @param {Inputs} inputs what a link wants */
  follow(inputs) {
    this.#link = inputs;
  }

  /** The reader changes something: what the link wanted no longer counts. */
  leaveLink() {
    this.#link = undefined;
  }

  /** Something is wanted; what was asked before is no longer. @returns {number} the question's turn */
  next() {
    return ++this.#turn;
  }

  /** The newest question goes to Python. */
  ask() {
    this.#go("ask");
    this.#failure = undefined;
  }

  /** The page itself has what is wanted. */
  settle() {
    this.#go("settle");
    this.#failure = undefined;
    this.#link = undefined;
  }

  /**
   * @param {number} turn
   * @returns {boolean} whether the answer is still wanted
   */
  answer(turn) {
    if (turn !== this.#turn) return false;
    this.#go("answer");
    this.#link = undefined;
    return true;
  }

  /**
   * @param {number} turn
   * @param {Error} failure
   * @returns {boolean} whether the answer was still wanted
   */
  fail(turn, failure) {
    if (turn !== this.#turn) return false;
    this.#go("fail");
    this.#failure = failure;
    return true;
  }

  /**
   * Which of the page's sentences says that the element is in this state.
   *
   * @param {string} state the element's
   */
  words(state) {
    if (state === "ready" && !this.used) return "";
    if (!this.#link) return state;
    if (state === "starting" || state === "busy") return "linked";
    return state === "failed" ? "unlinked" : state;
  }

  /** @param {string} event */
  #go(event) {
    const next = TRANSITIONS[this.#state][event];
    if (!next) throw new Error(`A calculator that is ${this.#state} cannot ${event}.`);
    this.#state = next;
  }
}
