// Reads a text from a file that is chosen, or dropped on the calculator, instead of pasted. It is not sent
// anywhere.

import { MAX_FILE_SIZE } from "../contract.js";
import { droppedBinary, droppedEmpty, droppedTooLarge, droppedUnreadable } from "../words.js";
import { forget } from "./blocks.js";
import { loadScript } from "./load_script.js";

/**
 * Accept files if the calculator has a field for one.
 *
 * @param {HTMLElement} calculator
 */
export function acceptFiles(calculator) {
  const input = fileInput(calculator);
  if (!input) return;
  for (const type of ["dragenter", "dragover", "dragleave", "drop"]) {
    calculator.addEventListener(type, (event) => drag(calculator, /** @type {DragEvent} */ (event)));
  }
  calculator.addEventListener("change", ({ target }) => pick(calculator, target));
  // A reader may have chosen a file before this script came.
  pick(calculator, input);
}

/**
 * @param {HTMLElement} calculator
 * @returns {HTMLInputElement | null}
 */
const fileInput = (calculator) => calculator.querySelector('input[type="file"]');

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
  const hints = fileInput(calculator)?.dataset ?? {};
  const file = files.find(({ name }) => name === hints.expects) ?? files[0];
  if (!file) return;
  try {
    area.value = await text(file, hints);
    for (const type of ["input", "change"]) area.dispatchEvent(new Event(type, { bubbles: true }));
  } catch (error) {
    complain(area, error instanceof Refusal ? error.message : droppedUnreadable({ file: shown(file) }));
    forget(calculator);
  }
}

/**
 * @param {File} file
 * @returns {string} its name, cut if it is long
 */
const shown = ({ name }) => (name.length > 40 ? `${name.slice(0, 40)}…` : name);

/** Why a file is refused, as a sentence. */
class Refusal extends Error {}

/**
 * @param {File} file
 * @param {DOMStringMap} hints what to do about a file that is refused
 * @returns {Promise<string>}
 */
async function text(file, hints) {
  const refusal = (/** @type {typeof droppedEmpty} */ reason, hint = "") =>
    new Refusal(reason({ file: shown(file), hint: hint && `; ${hint}` }));
  const large = file.size > MAX_FILE_SIZE;
  const endings = hints.heads?.split(" ") ?? [];
  if (hints.script && (large || endings.some((ending) => file.name.toLowerCase().endsWith(ending)))) {
    const read = await head(file, hints.script);
    if (read !== undefined) return read;
  }
  if (large) throw refusal(droppedTooLarge, hints.tooLarge);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!bytes.length) throw refusal(droppedEmpty, hints.empty);
  // Windows writes texts in UTF-16, with this mark before them.
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    const read = new TextDecoder(wide ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
    if (!read.includes("\0")) return read;
  } catch {
    // refused below
  }
  throw refusal(droppedBinary, hints.binary);
}

/**
 * The beginning of a file as text, by a script of the site, which is loaded now; undefined for a file of a kind
 * that it does not read.
 *
 * @param {File} file
 * @param {string} script
 * @returns {Promise<string | undefined>}
 */
async function head(file, script) {
  const { read } = await loadScript(new URL(`./${script}.js`, import.meta.url).href);
  /** @type {{ text?: string, refused?: string } | undefined} */
  const found = await read(file);
  if (found?.refused) throw new Refusal(found.refused);
  return found?.text;
}

/**
 * Show why a file is refused, in the place of a text's error, until the next answer.
 *
 * @param {HTMLTextAreaElement} area
 * @param {string} sentence
 */
function complain(area, sentence) {
  const place = area.closest("[data-field]")?.querySelector("[data-error]");
  if (place) place.textContent = sentence;
  area.setAttribute("aria-invalid", "true");
}
