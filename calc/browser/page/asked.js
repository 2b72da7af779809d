// What a reader asks beside the results: which input gives a result, and a drawing along inputs. In links it
// is ?CALCULATOR.solve=INPUT:RESULT=VALUE, and ?CALCULATOR.over=INPUT or ?CALCULATOR.over=INPUT=LOW..HIGH, the
// latter twice for a map, with ?CALCULATOR.of=RESULT.

/**
 * @typedef {object} Asked
 * @property {string} [solve]
 * @property {string[]} [over]
 * @property {string} [of] the result to draw
 */

/** The names in links that are of no parameter. */
export const NAMES = ["solve", "over", "of"];

/** Places of a drawing that are computed at once: a newer question waits for these at most. */
const PORTION = 100;

/**
 * The keys of a question to Python. A text of another form is sent as it is: Python says what is wrong.
 *
 * @param {Asked} asked
 */
export function keys({ solve, over = [], of }) {
  const [, input, result, wanted] = solve?.match(/^([^:]*):([^=]*)=(.*)$/s) ?? [];
  const looked = input === undefined ? solve : { [input]: { [result]: wanted } };
  return {
    ...(solve === undefined ? {} : { solve: looked }),
    ...(over.length ? { over, portion: PORTION } : {}),
    ...(over.length && of ? { of } : {}),
  };
}

/**
 * What an address asks.
 *
 * @param {string[][]} pairs names without the calculator's, and texts
 * @returns {Asked}
 */
export function read(pairs) {
  const all = (/** @type {string} */ name) => pairs.filter(([other]) => other === name).map(([, text]) => text);
  return { solve: all("solve")[0], over: all("over"), of: all("of")[0] };
}

/**
 * The names and texts for an address.
 *
 * @param {Asked} asked
 * @returns {string[][]}
 */
export function pairs({ solve, over = [], of }) {
  const drawn = [...over.map((text) => ["over", text]), ...(over.length && of ? [["of", of]] : [])];
  return [...(solve === undefined ? [] : [["solve", solve]]), ...drawn];
}
