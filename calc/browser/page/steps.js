// The steps of a reader on a page: each change of the inputs is an entry of the browser's history, so that
// undo, redo and the browser's back and forward are one thing. A drag or a text being typed is one step.
//
// Which entry is shown is not kept in `history.state`: Material replaces that when the page is scrolled.

/** Milliseconds between two changes of the same inputs that are one step. */
const PAUSE = 1500;

/** The page of the steps, and the address of each, without the page. */
let path = location.pathname;
/** @type {string[]} */
let steps = [address()];
let at = 0;
/** The last change: when, and of which inputs. */
let last = { time: -Infinity, what: "" };
/** The text field that is being edited: its browser has an undo of its own. @type {EventTarget | null} */
let edited = null;
/** @type {Set<(moved: boolean) => void>} */
const listeners = new Set();
/** Addresses with a change that is not a step yet. @type {Set<{ flush: () => void }>} */
export const pending = new Set();

function address() {
  return `${location.search}${location.hash}`;
}

/** The page is another, or the browser went back or forward: find the step again. */
function locate() {
  if (location.pathname !== path) [path, steps, at] = [location.pathname, [], 0];
  const now = address();
  const found = [at, at - 1, at + 1].find((place) => steps[place] === now) ?? steps.indexOf(now);
  if (found < 0) [steps, at] = [[now], 0];
  else at = found;
  last = { time: -Infinity, what: "" };
}

/**
 * The browser went back or forward. Between steps of one page that is ours alone: Material would load the page
 * again, and scroll.
 *
 * @param {PopStateEvent} event
 */
function wentTo(event) {
  const ours = location.pathname === path && steps.includes(address());
  locate();
  if (!ours) return;
  event.stopImmediatePropagation();
  for (const listen of listeners) listen(true);
}

/**
 * The inputs have changed: a new entry of the history, or the present one replaced.
 *
 * @param {string} next the query and fragment
 * @param {string} what the inputs that changed
 * @param {boolean} corrects whether it is the present entry, written as it is understood
 */
export function record(next, what, corrects) {
  if (location.pathname !== path || address() !== steps[at]) locate();
  const [now, same] = [performance.now(), what === last.what];
  const goesOn = corrects || (same && now - last.time < PAUSE && at > 0);
  // Material keeps the scroll position in the state.
  if (goesOn) history.replaceState(history.state, "", location.pathname + next);
  else history.pushState(history.state, "", location.pathname + next);
  if (!goesOn) at += 1;
  steps = [...steps.slice(0, at), address()];
  last = { time: corrects ? -Infinity : now, what };
  for (const listen of listeners) listen(false);
}

/**
 * Whether there is a step back, -1, or forward, 1.
 *
 * @param {number} by
 */
export function canStep(by) {
  return location.pathname === path && at + by in steps;
}

/**
 * A step back, -1, or forward, 1.
 *
 * @param {number} by
 */
export function step(by) {
  for (const one of pending) one.flush();
  if (!canStep(by)) return;
  history.go(by);
}

/**
 * Call `listen` when there are other steps.
 *
 * @param {(moved: boolean) => void} listen is told whether the address is that of another step
 * @returns {() => void} to stop
 */
export function onSteps(listen) {
  listeners.add(listen);
  listen(false);
  return () => listeners.delete(listen);
}

/** @param {KeyboardEvent} event */
function key(event) {
  const letter = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || !["z", "y"].includes(letter)) return;
  const { target } = event;
  const other = target instanceof HTMLElement && target.matches("input, textarea, [contenteditable]");
  if (target === edited || (other && !target.closest("form:has([data-step])"))) return;
  const by = letter === "y" || event.shiftKey ? 1 : -1;
  if (!canStep(by) && !pending.size) return;
  event.preventDefault();
  step(by);
}

window.addEventListener("popstate", wentTo, { capture: true });
document.addEventListener("keydown", key);
document.addEventListener("input", ({ target }) => {
  const text = target instanceof HTMLElement && target.matches('input[type="text"], textarea');
  edited = text ? target : null;
});
document.addEventListener("change", () => (edited = null));
