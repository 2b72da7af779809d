// The buttons that copy results, in formats that Python writes, and that save charts and a picture as files.

import { ask } from "./client.js";
import { draw } from "./picture.js";
import { standalone } from "./svg_export.js";
import { fingerprint } from "../files.js";

/**
 * Do what a button is for.
 *
 * @param {Element} place what was clicked
 * @param {object} question the calculator's present question
 */
export async function take(place, question) {
  const button = place.closest("button");
  const around = button?.closest("[data-takeaway]");
  if (!button || !around) return;
  const { as: form, drawing, picture, file = "" } = button.dataset;
  const code = button.closest("[code]")?.getAttribute("code") ?? undefined;
  tell(around, "");
  around.querySelector("textarea")?.setAttribute("hidden", "");
  if (drawing) await save(around, drawing, file);
  else if (picture !== undefined) savePicture(around, file);
  else await copy(around, ask({ ...question, as: form, version: fingerprint, address: location.href }, { code }));
}

/**
 * @param {Element} around
 * @param {Promise<string | undefined>} answer
 */
async function copy(around, answer) {
  const copied = toClipboard(answer);
  try {
    const text = await answer;
    if (!text) tell(around, "nothing");
    else if (await copied) tell(around, "copied");
    else show(around, text);
  } catch (error) {
    tell(around, "", error instanceof Error ? error.message : String(error));
  }
}

/**
 * Put the text of an expected answer onto the clipboard: some browsers allow that only while they
 * handle the click.
 *
 * @param {Promise<string | undefined>} answer
 * @returns {Promise<boolean>} whether that was allowed
 */
async function toClipboard(answer) {
  try {
    const text = answer.then((found) => {
      if (!found) throw new Error("empty");
      return new Blob([found], { type: "text/plain" });
    });
    text.catch(() => {}); // the caller handles the failure
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
    return true;
  } catch {
    return false;
  }
}

/**
 * Show a text for the reader to copy by hand.
 *
 * @param {Element} around
 * @param {string} text
 */
function show(around, text) {
  const area = /** @type {HTMLTextAreaElement} */ (around.querySelector("textarea"));
  area.hidden = false;
  area.value = text;
  area.focus();
  area.select();
  tell(around, "manual");
}

/**
 * @param {Element} around
 * @param {string} id of the figure
 * @param {string} file
 */
async function save(around, id, file) {
  const svg = document.getElementById(id)?.querySelector("svg");
  if (!svg) {
    tell(around, "undrawn");
    return;
  }
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg))}`;
  download(file.endsWith(".png") ? await asPng(address) : address, file);
  tell(around, "saved");
}

/**
 * @param {string} address of an SVG file
 * @returns {Promise<string>} that of the same as PNG, twice as large
 */
async function asPng(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}

/**
 * @param {Element} around
 * @param {string} file
 */
function savePicture(around, file) {
  const address = draw(/** @type {HTMLElement} */ (around.closest("live-calculator")));
  if (address) download(address, file);
  tell(around, address ? "saved" : "nothing");
}

/**
 * @param {string} address
 * @param {string} file
 */
function download(address, file) {
  const link = document.createElement("a");
  link.href = address;
  link.download = file;
  link.click();
}

/**
 * @param {Element} around
 * @param {string} what the name of a sentence in the page
 * @param {string} [message] another sentence
 */
function tell(around, what, message) {
  const line = /** @type {HTMLElement} */ (around.querySelector("[role=status]"));
  line.textContent = message ?? line.dataset[what] ?? "";
}
