// A picture to share: the calculator's title, its headline result, the inputs that were changed, the other
// results as one sentence, and the address. It is drawn with the page's own fonts and colours.

import { controls, text } from "./form.js";
import { background } from "./svg_export.js";

const [WIDTH, HEIGHT] = [1200, 630];
const MARGIN = 64;
const MAX_ADDRESS_LINES = 3;

/** @typedef {{ size: number, weight?: number, colour: string, most: number }} Style */

/**
 * @param {HTMLElement} calculator
 * @returns {string} the address of a PNG file; "" if there is no result to show
 */
export function draw(calculator) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const brush = canvas.getContext("2d");
  const brief = calculator.querySelector("[data-brief]")?.getAttribute("data-brief") ?? "";
  if (!brush || !brief || calculator.querySelector('[aria-invalid="true"]')) return "";
  const { color, fontFamily } = getComputedStyle(calculator);
  brush.fillStyle = "white";
  brush.fillRect(0, 0, WIDTH, HEIGHT);
  brush.fillStyle = background(calculator);
  brush.fillRect(0, 0, WIDTH, HEIGHT);
  let y = MARGIN;
  /** @type {(words: string, style: Style) => void} */
  const write = (words, { size, weight = 400, colour, most }) => {
    brush.font = `${weight} ${size}px ${fontFamily}`;
    brush.fillStyle = colour;
    for (const line of wrapped(brush, words, most)) {
      y += size * 1.25;
      brush.fillText(line, MARGIN, y);
    }
    y += size * 0.4;
  };
  write(calculator.querySelector("[data-title]")?.textContent ?? "", { size: 34, weight: 600, colour: color, most: 2 });
  const headline = calculator.querySelector("[data-headline]");
  if (headline) {
    write(label(headline), { size: 26, colour: color, most: 1 });
    const [value, interval] = valueAndInterval(headline);
    write(value, { size: 72, weight: 700, colour: color, most: 1 });
    if (interval) write(interval, { size: 34, weight: 600, colour: color, most: 1 });
  }
  write(changes(calculator), { size: 26, colour: color, most: 4 });
  write(brief, { size: 24, colour: color, most: 4 });
  brush.font = `400 20px ${fontFamily}`;
  const address = wrapped(brush, location.href, MAX_ADDRESS_LINES);
  address.forEach((line, at) => brush.fillText(line, MARGIN, HEIGHT - MARGIN / 2 - (address.length - 1 - at) * 26));
  return canvas.toDataURL("image/png");
}

/**
 * The words before a headline's number.
 *
 * @param {Element} headline
 */
function label(headline) {
  return headline.querySelector("span")?.textContent ?? "";
}

/**
 * The number of a headline, and of a range the interval beside it.
 *
 * @param {Element} headline
 */
function valueAndInterval(headline) {
  const whole = headline.querySelector("data")?.textContent ?? "";
  const interval = headline.querySelector("data > small")?.textContent ?? "";
  return [whole.slice(0, whole.length - interval.length).trim(), interval.trim()];
}

/**
 * The inputs that differ from their start values: "Weight: 30 kg · Discount: 40%".
 *
 * @param {HTMLElement} calculator
 */
function changes(calculator) {
  const found = [];
  for (const control of controls(calculator)) {
    if (text(control) === control.dataset.start || control instanceof HTMLTextAreaElement) continue;
    const field = control.closest("[data-field]");
    const name = field?.querySelector("label:not([data-unit])")?.textContent ?? control.name;
    const unit = field?.querySelector("[data-unit]")?.textContent ?? "";
    const value = control instanceof HTMLSelectElement ? control.selectedOptions[0].textContent : text(control);
    found.push(`${name}: ${value} ${unit}`.trimEnd());
  }
  return found.join(" · ");
}

/**
 * A text in lines that fit; what does not fit is cut, with an ellipsis. A long word is cut into pieces.
 *
 * @param {CanvasRenderingContext2D} brush
 * @param {string} words
 * @param {number} most lines
 * @returns {string[]}
 */
function wrapped(brush, words, most) {
  const lines = [""];
  for (const part of words.match(/[^\s&?]+[\s&?]*|[\s&?]+/g) ?? []) {
    for (const piece of pieces(brush, part)) {
      const line = lines[lines.length - 1] + piece;
      if (brush.measureText(line.trimEnd()).width <= WIDTH - 2 * MARGIN) lines[lines.length - 1] = line;
      else lines.push(piece);
    }
  }
  const shown = lines.slice(0, most).map((line) => line.trim());
  if (lines.length > most) shown[most - 1] = `${shown[most - 1].slice(0, -1)}…`;
  return shown.filter(Boolean);
}

/**
 * @param {CanvasRenderingContext2D} brush
 * @param {string} word
 * @returns {string[]} the word, or pieces of it that fit into a line
 */
function pieces(brush, word) {
  const room = (word.length * (WIDTH - 2 * MARGIN)) / (brush.measureText(word).width || 1);
  const each = Math.max(1, Math.floor(room) - 1);
  /** @type {string[]} */
  const found = [];
  for (let at = 0; at < word.length; at += each) found.push(word.slice(at, at + each));
  return found;
}
