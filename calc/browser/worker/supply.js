// What Python starts from, fetched by the worker: all files under way at the same time.

import { files, layout } from "../files.js";
import { NOT_LOADED } from "../messages.js";
import { bytes, FetchError, interpreter, script } from "./fetch_file.js";

/** @typedef {import("../protocol.js").Parts} Parts */

/**
 * The interpreter is compiled while the snapshot, which is ten times as large, still comes.
 *
 * @typedef {Omit<Parts, "snapshot"> & { snapshot: Uint8Array | Promise<Uint8Array> }} Coming
 */

/**
 * @param {import("../protocol.js").Fetch} wanted
 * @param {(loaded: number, total: number) => void} report how many bytes have arrived
 * @returns {Promise<Coming>} rejected with FetchError, as the snapshot may be
 */
export async function supply({ fetch, snapshot: given }, report) {
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
  // A snapshot that does not come ends this before the others have come.
  const [compiled, address] = await Promise.race([others, Promise.resolve(snapshot).then(() => others)]);
  return { interpreter: compiled, script: address, exports: fallback?.exports, snapshot, layout };
}

async function fullInterpreter() {
  try {
    return (await import("../fallback.js")).full;
  } catch (error) {
    throw new FetchError(NOT_LOADED, { cause: error });
  }
}
