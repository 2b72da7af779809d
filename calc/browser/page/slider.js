// Arrow keys on a slider with a log scale visit its stops (1, 2, 5, 10, …); a page is a power of ten.
// A slider keeps its value while a finger scrolls the page across it.

/** How many stops a key moves. @type {Record<string, number>} */
const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 3, PageDown: -3 };

/**
 * @param {KeyboardEvent} event
 * @param {() => void} moved called after the slider has moved
 */
export function step(event, moved) {
  const slider = event.target;
  const far = KEYS[event.key];
  if (!(slider instanceof HTMLInputElement) || !slider.dataset.stops || !far) return;
  event.preventDefault();
  const stops = slider.dataset.stops.split(" ").map(Number);
  const here = Number(slider.value);
  const beyond = far > 0 ? stops.filter((stop) => stop > here + NEAR) : stops.filter((stop) => stop < here - NEAR);
  const next = far > 0 ? beyond[Math.min(far, beyond.length) - 1] : beyond.at(Math.max(far, -beyond.length));
  if (next === undefined) return;
  slider.value = String(next);
  moved();
}

/** Positions that differ by less are the same: they are rounded to four digits. */
const NEAR = 0.0005;

/** The value of the slider that a finger is on. */
let valueBefore = "";

/**
 * @param {Event} event a finger touches the slider, or begins to scroll
 * @param {() => void} moved called after the slider has moved back
 * @param {string} [held] of a recorded event: the slider's value at that time
 */
export function keepFromScrolling({ type, target }, moved, held) {
  if (!(target instanceof HTMLInputElement) || target.type !== "range") return;
  if (type === "pointerdown") valueBefore = held ?? target.value;
  else if (target.value !== valueBefore) {
    target.value = valueBefore;
    moved();
  }
}
