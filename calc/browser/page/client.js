// The page's client of the worker. One worker serves all calculators of a visit; the first question, or
// start(), starts it. Only the newest question of each calculator is answered.

import { MAX_SECONDS } from "../contract.js";
import { fingerprint } from "../files.js";
import {
  notLoaded,
  notStarted,
  noWebAssembly,
  noWorkers,
  otherVersion,
  stopped,
  tooLong,
} from "../words.js";
import { startWorker, TRIMMED } from "./start_worker.js";

export { fingerprint };

/**
 * Why a question has no answer. `own`: the question itself is the reason, so it is asked again only
 * when the reader does. `reload`: the page must be loaded again first.
 */
export class NoAnswer extends Error {
  /**
   * @param {string} sentence
   * @param {{ own?: boolean, reload?: boolean }} [options]
   */
  constructor(sentence, { own = false, reload = false } = {}) {
    super(sentence);
    this.own = own;
    this.reload = reload;
  }
}

/**
 * `loaded` and `total` are bytes; `message` is the sentence of a failure.
 *
 * @typedef {object} State
 * @property {"static" | "starting" | "busy" | "ready" | "failed"} state
 * @property {number} [loaded]
 * @property {number} [total]
 * @property {string} [message]
 */

/**
 * @typedef {object} Question
 * @property {number} id
 * @property {unknown} question
 * @property {(html: string | undefined) => void} resolve
 * @property {(error: Error) => void} reject
 */

/** @type {Worker | undefined} */
let worker;
/** A worker that was started before this script came. @type {import("./start_worker.js").Started | undefined} */
let earlyWorker;
/** @type {State} */
let now = { state: "static" };
/** @type {Set<(state: State) => void>} */
const listeners = new Set();
/** The newest unanswered question of each asker. @type {Map<unknown, Question>} */
const waiting = new Map();
/** The one question that the worker has. @type {[asker: unknown, Question] | undefined} */
let asking;
let questions = 0;
/** The files of earlier workers, so that the next one needs nothing from the network.
 * @type {Partial<Record<"trimmed" | "full", import("../protocol.js").Parts>>} */
const parts = {};
/** Whether some answer needs a function that the trimmed interpreter lacks. */
let needsFull = false;
/** The question that does, while the full interpreter is loading. @type {[asker: unknown, Question] | undefined} */
let needingFull;
/** Whether the worker has ever sent a message. */
let heard = false;
/** Seconds since the worker's last message. */
let silence = 0;
/** @type {ReturnType<typeof setInterval> | undefined} */
let watching;

/**
 * Ask a calculator for its result.
 *
 * @param {unknown} question what `calc.answer` reads
 * @param {{ asker?: unknown, code?: string }} [options] asker: whose newer question replaces this
 *   one; code: the fingerprint of the code that made the page
 * @returns {Promise<string | undefined>} HTML; undefined when a newer question replaced this one.
 *   Rejected with NoAnswer when there will be none.
 */
export function ask(question, { asker = Symbol("asker"), code = fingerprint } = {}) {
  if (code !== fingerprint) return Promise.reject(new NoAnswer(otherVersion, { own: true, reload: true }));
  return new Promise((resolve, reject) => {
    waiting.get(asker)?.resolve(undefined);
    if (asking && asking[0] === asker) asking[1].resolve(undefined);
    waiting.set(asker, { id: ++questions, question, resolve, reject });
    start();
    next();
    if (now.state === "starting") announce(); // this calculator shows the progress, too
  });
}

/**
 * Use a worker that was started before for the first start.
 *
 * @param {import("./start_worker.js").Started} started
 */
export function useWorker(started) {
  earlyWorker = started;
}

/** Start Python if it is not there; also the way to try again after a failure. */
export function start() {
  if (worker) return;
  if (!("WebAssembly" in globalThis)) {
    fail(noWebAssembly);
    return;
  }
  const started = earlyWorker ?? startWorker(whatToStartFrom());
  earlyWorker = undefined;
  if (!started) {
    fail(noWorkers);
    return;
  }
  const own = (worker = started.worker);
  own.onmessage = ({ data }) => own === worker && hear(data);
  own.onmessageerror = () => own === worker && broken(stopped);
  own.onerror = (event) => {
    event.preventDefault();
    if (own === worker) broken(heard ? stopped : notLoaded);
  };
  heard = false;
  become({ state: "starting" });
  for (const event of started.early) own.dispatchEvent(event);
}

/** What the next worker starts from: the files of an earlier worker, if there was one. */
function whatToStartFrom() {
  if (!needsFull) return parts.trimmed ?? TRIMMED;
  return parts.full ?? { fetch: /** @type {const} */ ("full"), snapshot: parts.trimmed?.snapshot };
}

/**
 * Call a listener with the state, now and after every change.
 *
 * @param {(state: State) => void} listener
 * @returns {() => void} ends this
 */
export function onState(listener) {
  listeners.add(listener);
  listener(now);
  return () => listeners.delete(listener);
}

/** @param {string | import("../protocol.js").Parts} data */
function hear(data) {
  silence = 0;
  heard = true;
  if (typeof data !== "string") {
    parts[data.script ? "full" : "trimmed"] = data;
    return;
  }
  /** @type {import("../protocol.js").FromWorker} */
  const message = JSON.parse(data);
  if (message.type === "starting") {
    become({ state: "starting", loaded: message.loaded, total: message.total });
  } else if (message.type === "ready" || message.type === "answer") {
    if (message.type === "answer" && asking?.[1].id === message.id) {
      asking[1].resolve(message.html);
      asking = undefined;
    }
    needingFull = undefined;
    become({ state: "ready" });
    next();
  } else if (message.type === "missing" && asking && !needsFull) {
    needsFull = true;
    needingFull = asking;
    askAgain(...asking);
    end();
    start();
  } else {
    broken(message.message);
  }
}

/**
 * Put a question before all others again, unless its asker has asked a newer one.
 *
 * @param {unknown} asker
 * @param {Question} question
 */
function askAgain(asker, question) {
  if (waiting.has(asker)) return;
  const others = [...waiting];
  waiting.clear();
  waiting.set(asker, question);
  for (const [other, its] of others) waiting.set(other, its);
}

/** Give the worker the question that has waited longest, if it is free. */
function next() {
  if (asking || now.state !== "ready") return;
  const first = waiting.entries().next();
  if (first.done) return;
  asking = first.value;
  const [asker, { id, question }] = asking;
  waiting.delete(asker);
  become({ state: "busy" });
  worker?.postMessage(JSON.stringify({ id, question }));
}

/** @param {State} state */
function become(state) {
  now = state;
  clearInterval(watching);
  if (state.state === "busy" || state.state === "starting") watching = setInterval(watch, 1000);
  announce();
}

function announce() {
  for (const listener of listeners) listener(now);
}

/** Called every second during a start or a calculation. Calls are counted, not time: a page may sleep. */
function watch() {
  silence += 1;
  if (now.state === "busy" && silence > MAX_SECONDS.busy) refuse(asking?.[1], tooLong({ seconds: MAX_SECONDS.busy }));
  else if (now.state === "starting" && silence > MAX_SECONDS.starting) fail(notStarted);
}

/**
 * The worker failed: refuse the question that it was answering, or for which the full interpreter was
 * loading; without one, Python is not available.
 *
 * @param {string} sentence
 */
function broken(sentence) {
  if (asking) refuse(asking[1], sentence);
  else if (needingFull) refuseForFull(...needingFull, sentence);
  else fail(sentence);
}

/**
 * Refuse a question and end the worker; a new one answers the other questions.
 *
 * @param {Question | undefined} question
 * @param {string} sentence
 */
function refuse(question, sentence) {
  end();
  question?.reject(new NoAnswer(sentence, { own: true }));
  start();
}

/**
 * Refuse the question that needs the full interpreter; the trimmed one answers the others.
 *
 * @param {unknown} asker
 * @param {Question} question
 * @param {string} sentence
 */
function refuseForFull(asker, question, sentence) {
  needsFull = false;
  needingFull = undefined;
  if (waiting.get(asker) === question) waiting.delete(asker);
  refuse(question, sentence);
}

/**
 * Python is not available: refuse all questions, which may be asked again.
 *
 * @param {string} message
 */
function fail(message) {
  needingFull = undefined;
  const lost = [...(asking ? [asking[1]] : []), ...waiting.values()];
  waiting.clear();
  end();
  become({ state: "failed", message });
  for (const question of lost) question.reject(new NoAnswer(message));
}

function end() {
  worker?.terminate();
  worker = undefined;
  asking = undefined;
  silence = 0;
}
