// The texts of a form's controls.

import { MAX_TEXT_TO_PYTHON } from "../contract.js";
import { no, yes } from "../words.js";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/**
 * The controls of parameters.
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
 * The texts that differ from their start values, by parameter.
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
  return isBox(control) ? (control.checked ? yes : no) : control.value.slice(0, MAX_TEXT_TO_PYTHON);
}

/**
 * Set a control's text; a choice ignores a text that is not among its options.
 *
 * @param {Control} control
 * @param {string} text
 */
export function setText(control, text) {
  if (isBox(control)) control.checked = text === yes;
  else if (!(control instanceof HTMLSelectElement)) control.value = text;
  else if ([...control.options].some((option) => option.value === text)) control.value = text;
}

/**
 * Reset a control to its start value.
 *
 * @param {Control} control
 */
export function restart(control) {
  setText(control, control.dataset.start ?? "");
}

/**
 * @param {Control} control
 * @returns {control is HTMLInputElement}
 */
function isBox(control) {
  return control.type === "checkbox";
}
