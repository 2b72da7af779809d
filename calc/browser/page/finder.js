// The sentences below the results: “Find the … that gives … of …” and “Draw … against …”. Python writes them, hidden.

/** @typedef {import("./form.js").Control} Control */

/**
 * @param {Element} calculator
 * @param {string} name of a control
 * @returns {Control | null}
 */
const part = (calculator, name) => calculator.querySelector(`[data-${name}]`);

/**
 * Show the sentence that finds what gives a result, with the value that it has now.
 *
 * @param {HTMLElement} calculator
 * @param {string} result
 */
export function openFinder(calculator, result) {
  const [choice, wanted] = [part(calculator, "find-result"), part(calculator, "find-wanted")];
  if (!choice || !wanted) return;
  choice.value = result;
  const shown = calculator.querySelector(`[data-result="${CSS.escape(result)}"]`);
  wanted.value = shown?.textContent ?? "";
  show(calculator, "finder", true);
  wanted.focus();
  if (wanted instanceof HTMLInputElement) wanted.select();
}

/** @param {HTMLElement} calculator */
export function closeFinder(calculator) {
  const result = part(calculator, "find-result")?.value ?? "";
  show(calculator, "finder", false);
  /** @type {HTMLElement | null} */ (calculator.querySelector(`[data-find="${CSS.escape(result)}"]`))?.focus();
}

/**
 * @param {HTMLElement} calculator
 * @returns {string} as in links: INPUT:RESULT=VALUE
 */
export function whatToFind(calculator) {
  const [input, result, wanted] = ["find-input", "find-result", "find-wanted"].map(
    (name) => part(calculator, name)?.value ?? "",
  );
  return `${input}:${result}=${wanted}`;
}

/** Show the sentence that draws. @param {HTMLElement} calculator */
export function openPlotter(calculator) {
  show(calculator, "plotter", true);
  part(calculator, "plot-first")?.focus();
}

/**
 * What to draw.
 *
 * @param {HTMLElement} calculator
 * @returns {{ over: string[], of: string }}
 */
export function whatToDraw(calculator) {
  const [of, first, second] = ["plot-result", "plot-first", "plot-second"].map(
    (name) => part(calculator, name)?.value ?? "",
  );
  return { over: [first, ...(second && second !== first ? [second] : [])], of };
}

/** Put the sentence that draws away. @param {HTMLElement} calculator */
export function closePlotter(calculator) {
  show(calculator, "plotter", false);
  /** @type {HTMLElement | null} */ (calculator.querySelector("[data-plot]"))?.focus();
}

/**
 * @param {HTMLElement} calculator
 * @param {string} name
 * @param {boolean} shown
 */
function show(calculator, name, shown) {
  const sentence = /** @type {HTMLElement | null} */ (calculator.querySelector(`[data-${name}]`));
  if (sentence) sentence.hidden = !shown;
}
