// Fetches the files from which Python starts, all at the same time.

import { files, layout } from "../files.js";
import { notLoaded } from "../words.js";
import { bytes, FetchError, interpreter, script } from "./fetch_file.js";

/** @typedef {import("../protocol.js").Parts} Parts */

/**
 * The interpreter is compiled while the snapshot, which is ten times as large, is still loading.
 *
 * @typedef {Omit<Parts, "snapshot"> & { snapshot: Uint8Array | Promise<Uint8Array> }} PythonFiles
 */

/**
 * @param {import("../protocol.js").Fetch} wanted
 * @param {(loaded: number, total: number) => void} report how many bytes have arrived
 * @returns {Promise<PythonFiles>} rejected with FetchError, as the snapshot may be
 */
export async function fetchPython({ fetch, snapshot: given }, report) {
  const fallback = fetch === "full" ? await fullInterpreter() : undefined;
  const cpython = fallback?.interpreter ?? files.interpreter;
  const wanted = [cpython, ...(fallback ? [fallback.script] : []), ...(given ? [] : [files.snapshot])];
  const total = wanted.reduce((sum, file) => sum + file.size, 0);
  let loaded = 0;
  const arrived = (/** @type {number} */ size) => report((loaded += size), total);
  const snapshot = given ?? bytes(files.snapshot, arrived);
  const others = Promise.all([
    interpreter(cpython, arrived),
    fallback && script(fallback.script, arrived),
  ]);
  // A failure of the snapshot ends this before the others are loaded.
  const [compiled, address] = await Promise.race([others, Promise.resolve(snapshot).then(() => others)]);
  return { interpreter: compiled, script: address, exports: fallback?.exports, snapshot, layout };
}

async function fullInterpreter() {
  try {
    return (await import("../fallback.js")).full;
  } catch (error) {
    throw new FetchError(notLoaded, { cause: error });
  }
}
