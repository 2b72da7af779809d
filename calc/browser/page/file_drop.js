// A file instead of a pasted text: chosen, or dropped anywhere on the calculator. It is read here and sent
// nowhere.

import { MAX_FILE_SIZE } from "../contract.js";
import { forget } from "./blocks.js";

/**
 * Where a file is wanted, take one.
 *
 * @param {HTMLElement} calculator
 */
export function acceptFiles(calculator) {
  const input = calculator.querySelector('input[type="file"]');
  if (!input) return;
  for (const type of ["dragenter", "dragover", "dragleave", "drop"]) {
    calculator.addEventListener(type, (event) => drag(calculator, /** @type {DragEvent} */ (event)));
  }
  calculator.addEventListener("change", ({ target }) => pick(calculator, target));
  // A reader may have been faster than this script.
  pick(calculator, input);
}

/**
 * @param {HTMLElement} calculator
 * @param {EventTarget | null} target
 */
function pick(calculator, target) {
  if (!(target instanceof HTMLInputElement) || target.type !== "file" || !target.files?.length) return;
  take(calculator, [...target.files]);
  target.value = ""; // so that the same file may be chosen again
}

/**
 * @param {HTMLElement} calculator
 * @param {DragEvent} event
 */
function drag(calculator, event) {
  const carried = event.dataTransfer;
  if (!carried?.types.includes("Files")) return;
  event.preventDefault();
  const inside = event.relatedTarget instanceof Node && calculator.contains(event.relatedTarget);
  const gone = event.type === "drop" || (event.type === "dragleave" && !inside);
  calculator.toggleAttribute("data-dragover", !gone);
  if (event.type === "drop") take(calculator, [...carried.files]);
}

/**
 * @param {HTMLElement} calculator
 * @param {File[]} files
 */
async function take(calculator, files) {
  const area = /** @type {HTMLTextAreaElement} */ (calculator.querySelector("textarea[name]"));
  const file = files.find(({ name }) => name === "config.json") ?? files[0];
  if (!file) return;
  try {
    area.value = await text(file);
    for (const type of ["input", "change"]) area.dispatchEvent(new Event(type, { bubbles: true }));
  } catch (error) {
    const name = file.name.length > 40 ? `${file.name.slice(0, 40)}…` : file.name;
    complain(area, `“${name}” ${error instanceof Refusal ? error.message : UNREADABLE}`);
    forget(calculator);
  }
}

const UNREADABLE = "could not be read; a copy of it in another folder might.";

/** Why a file is not taken. */
class Refusal extends Error {}

/**
 * @param {File} file
 * @returns {Promise<string>}
 */
async function text(file) {
  if (file.size > MAX_FILE_SIZE) {
    throw new Refusal("is larger than a megabyte; a config.json has a few thousand characters.");
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!bytes.length) throw new Refusal("is empty; the config.json of a model would do.");
  // Windows writes its texts so.
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    const read = new TextDecoder(wide ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
    if (!read.includes("\0")) return read;
  } catch {
    // told below
  }
  throw new Refusal("is not a text; the config.json beside a model’s weights would do.");
}

/**
 * What is wrong with a file stands where Python says what is wrong with a text, and goes with the
 * next answer.
 *
 * @param {HTMLTextAreaElement} area
 * @param {string} sentence
 */
function complain(area, sentence) {
  const place = area.closest("[data-field]")?.querySelector("[data-error]");
  if (place) place.textContent = sentence;
  area.setAttribute("aria-invalid", "true");
}
