// What Python starts from: fetched, checked and compiled once in a visit, while the worker comes up.
// A worker that had to be stopped is followed by another without a byte from the network.

import { calls, files } from "./files.js";
import { bytes, machine, where } from "./load.js";

/** Milliseconds between two reports of how much has arrived. */
const REPORT = 100;

/** @type {Promise<import("./protocol.js").Parts> | undefined} */
let parts;
/** @type {Promise<string> | undefined} */
let glue;
/** @type {(loaded: number, total: number) => void} */
let report = () => {};

/**
 * Fetch what is not there yet.
 *
 * @param {(loaded: number, total: number) => void} arrived hears how many bytes have arrived
 * @returns {{ glue: Promise<string>, parts: Promise<import("./protocol.js").Parts> }} glue: the
 *   address of a script that has been checked
 */
export function fetched(arrived) {
  report = arrived;
  if (!glue || !parts) {
    const count = counter();
    glue = bytes(files.glue, count).then(() => where(files.glue));
    parts = all(count, glue);
    parts.catch(() => (glue = parts = undefined));
  }
  return { glue, parts };
}

/**
 * @param {(bytes: number) => void} count
 * @param {Promise<string>} glue
 */
async function all(count, glue) {
  const [compiled, library, calculators] = await Promise.all([
    machine(files.machine, count),
    bytes(files.library, count),
    bytes(files.calculators, count),
    glue,
  ]);
  return { machine: compiled, library, calculators, calls };
}

/** @returns {(bytes: number) => void} */
function counter() {
  const total = Object.values(files).reduce((sum, file) => sum + file.size, 0);
  let loaded = 0;
  let reported = 0;
  return (size) => {
    loaded += size;
    if (performance.now() - reported < REPORT && loaded < total) return;
    reported = performance.now();
    report(loaded, total);
  };
}
