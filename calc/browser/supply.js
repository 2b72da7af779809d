// What Python starts from, fetched by the worker: all files under way at the same time.

import { files, layout } from "./files.js";
import { bytes, machine, script, Unloaded } from "./load.js";
import { UNLOADED } from "./unloaded.js";

/** @typedef {import("./protocol.js").Parts} Parts */

/**
 * The machine is made while its image, which is ten times as large, still comes.
 *
 * @typedef {Omit<Parts, "image"> & { image: Uint8Array | Promise<Uint8Array> }} Coming
 */

/**
 * @param {import("./protocol.js").Fetch} wanted
 * @param {(loaded: number, total: number) => void} report how many bytes have arrived
 * @returns {Promise<Coming>} rejected with Unloaded, as the image may be
 */
export async function supply({ fetch, image: given }, report) {
  const spare = fetch === "whole" ? await whole() : undefined;
  const cpython = spare?.machine ?? files.machine;
  const wanted = [cpython, ...(spare ? [spare.script] : []), ...(given ? [] : [files.image])];
  const total = wanted.reduce((sum, file) => sum + file.size, 0);
  let loaded = 0;
  const arrived = (/** @type {number} */ size) => report((loaded += size), total);
  const image = given ?? bytes(files.image, arrived);
  const others = Promise.all([
    machine(cpython, arrived),
    spare && script(spare.script, arrived),
  ]);
  // An image that does not come ends it before the others have come.
  const [compiled, address] = await Promise.race([others, Promise.resolve(image).then(() => others)]);
  return { machine: compiled, script: address, calls: spare?.calls, image, layout };
}

async function whole() {
  try {
    return (await import("./spare.js")).whole;
  } catch (error) {
    throw new Unloaded(UNLOADED, { cause: error });
  }
}
