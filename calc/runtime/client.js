// The page's end of the worker. One worker serves every calculator of a visit; the first question,
// or start(), starts it. Of what one calculator asks, only the newest question is answered.

import { calls, files } from "./files.js";

export { fingerprint } from "./files.js";

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

/** Seconds that a calculation may take, and that a start may take without a sign of life. */
const PATIENCE = { busy: 10, starting: 60 };

/** @type {Worker | undefined} */
let worker;
/** @type {State} */
let now = { state: "static" };
/** @type {Set<(state: State) => void>} */
const listeners = new Set();
/** The newest unanswered question of each asker. @type {Map<unknown, Question>} */
const waiting = new Map();
/** The one question that the worker has. @type {[asker: unknown, Question] | undefined} */
let asking;
let questions = 0;
/** What Python started from: a worker that had to be stopped is followed by another without a byte
 * from the network. @type {import("./protocol.js").Parts | undefined} */
let parts;
/** Whether the worker has ever said something. */
let heard = false;
/** Seconds without a word from the worker. */
let silence = 0;
/** @type {ReturnType<typeof setInterval> | undefined} */
let watching;

/**
 * Ask a calculator for its result.
 *
 * @param {unknown} question what `calc.answer` reads
 * @param {{ asker?: unknown }} [options] asker: whose newer question replaces this one
 * @returns {Promise<string | undefined>} HTML; undefined when a newer question replaced this one.
 *   Rejected with a sentence when there will be no answer.
 */
export function ask(question, { asker = Symbol("asker") } = {}) {
  return new Promise((resolve, reject) => {
    waiting.get(asker)?.resolve(undefined);
    if (asking && asking[0] === asker) asking[1].resolve(undefined);
    waiting.set(asker, { id: ++questions, question, resolve, reject });
    start();
    next();
  });
}

/** Start Python if it is not there; also the way to try again after a failure. */
export function start() {
  if (worker) return;
  if (!("WebAssembly" in globalThis)) {
    fail(OLD);
    return;
  }
  try {
    worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "calc" });
  } catch {
    fail(OLD);
    return;
  }
  const own = worker;
  own.onmessage = ({ data }) => own === worker && hear(data);
  own.onmessageerror = () => own === worker && fail("The answer could not be read.");
  own.onerror = (event) => {
    event.preventDefault();
    if (own === worker) fail(heard ? DIED : UNLOADED);
  };
  heard = false;
  own.postMessage(parts ?? JSON.stringify({ files, calls }));
  become({ state: "starting" });
}

const OLD = "This browser cannot run Python: it has no WebAssembly, or it is switched off.";
const UNLOADED = "The calculators’ worker could not be loaded; reload the page, or try again.";
const DIED = "Python stopped, perhaps for want of memory; try again.";
const SILENT = "Python did not start; try again.";
const ENDLESS = `The calculation took more than ${PATIENCE.busy} seconds and was stopped.`;

/**
 * Hear of the state: now, and whenever it changes.
 *
 * @param {(state: State) => void} listener
 * @returns {() => void} stop hearing
 */
export function onState(listener) {
  listeners.add(listener);
  listener(now);
  return () => listeners.delete(listener);
}

/** @param {string | import("./protocol.js").Parts} data */
function hear(data) {
  silence = 0;
  heard = true;
  if (typeof data !== "string") {
    parts = data;
    return;
  }
  /** @type {import("./protocol.js").Told} */
  const message = JSON.parse(data);
  if (message.type === "starting") {
    become({ state: "starting", loaded: message.loaded, total: message.total });
  } else if (message.type === "failed") {
    fail(message.message);
  } else {
    if (message.type === "answer" && asking?.[1].id === message.id) {
      asking[1].resolve(message.html);
      asking = undefined;
    }
    become({ state: "ready" });
    next();
  }
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
  for (const listener of listeners) listener(state);
}

/** Every second while something is awaited. Ticks are counted, not time: a page may sleep. */
function watch() {
  silence += 1;
  if (now.state === "busy" && silence > PATIENCE.busy) stop();
  else if (now.state === "starting" && silence > PATIENCE.starting) fail(SILENT);
}

/** End a run that does not end; what else was asked is answered by a new worker. */
function stop() {
  const endless = asking?.[1];
  end();
  endless?.reject(new Error(ENDLESS));
  start();
}

/** @param {string} message */
function fail(message) {
  const lost = [...(asking ? [asking[1]] : []), ...waiting.values()];
  waiting.clear();
  end();
  become({ state: "failed", message });
  for (const question of lost) question.reject(new Error(message));
}

function end() {
  worker?.terminate();
  worker = undefined;
  asking = undefined;
  silence = 0;
}
