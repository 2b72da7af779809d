// What the controls of a form hold, as texts.

import { MAX_TEXT_TO_PYTHON } from "../contract.js";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/**
 * The controls that stand for a parameter.
 *
 * @param {Element} form
 * @returns {NodeListOf<Control>}
 */
export function controls(form) {
  return form.querySelectorAll("[name]");
}

/**
 * @param {Element} form
 * @param {string} name of a parameter
 * @returns {Control | null}
 */
export function control(form, name) {
  return form.querySelector(`[name="${CSS.escape(name)}"]`);
}

/**
 * The fields that differ from their start.
 *
 * @param {Element} form
 * @returns {Record<string, string>}
 */
export function changed(form) {
  const entries = [...controls(form)].map((one) => [one.name, text(one), one.dataset.start]);
  return Object.fromEntries(entries.filter(([, text, start]) => text !== start));
}

/** @param {Control} control */
export function text(control) {
  return isBox(control) ? (control.checked ? "yes" : "no") : control.value.slice(0, MAX_TEXT_TO_PYTHON);
}

/**
 * Have a control hold a text; a choice that there is not leaves it alone.
 *
 * @param {Control} control
 * @param {string} text
 */
export function hold(control, text) {
  if (isBox(control)) control.checked = text === "yes";
  else if (!(control instanceof HTMLSelectElement)) control.value = text;
  else if ([...control.options].some((option) => option.value === text)) control.value = text;
}

/**
 * A field starts again.
 *
 * @param {Control} control
 */
export function restart(control) {
  hold(control, control.dataset.start ?? "");
}

/**
 * @param {Control} control
 * @returns {control is HTMLInputElement}
 */
function isBox(control) {
  return control.type === "checkbox";
}
