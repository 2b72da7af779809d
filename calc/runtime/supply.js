// What Python starts from: fetched by the page, while the worker begins, and kept, so that a worker
// that had to be stopped is followed by another without a byte from the network.

import { files, layout } from "./files.js";
import { bytes, machine, script, Unloaded } from "./load.js";

/** @typedef {import("./files.js").File} File */

/** What has been fetched or is being fetched, by the file's name. @type {Map<string, Promise<any>>} */
const kept = new Map();

export const UNLOADED = "The calculators’ scripts could not be loaded; try again, or load the page again.";

/**
 * All files, under way at the same time. The machine is given before its memory, which is ten times
 * as large.
 *
 * @param {boolean} lacking whether the whole machine is wanted
 * @param {(message: any) => void} give
 * @param {(loaded: number, total: number) => void} report how many bytes have arrived
 * @returns {Promise<void>} rejected with Unloaded
 */
export async function supply(lacking, give, report) {
  const spare = lacking ? await whole() : undefined;
  const wanted = spare ? [spare.machine, spare.script, files.image] : [files.machine, files.image];
  const total = wanted.filter((file) => !kept.has(file.name)).reduce((sum, file) => sum + file.size, 0);
  let loaded = 0;
  const arrived = (/** @type {number} */ size) => report((loaded += size), total);
  const image = once(files.image, bytes, arrived);
  const given = parts(spare, arrived).then(give);
  await Promise.all([given, image]);
  give(await image);
}

/**
 * @param {typeof import("./spare.js").whole | undefined} spare
 * @param {(bytes: number) => void} arrived
 * @returns {Promise<import("./protocol.js").Parts>}
 */
async function parts(spare, arrived) {
  if (!spare) return { machine: await once(files.machine, machine, arrived), layout };
  const [compiled, address] = await Promise.all([
    once(spare.machine, machine, arrived),
    once(spare.script, script, arrived),
  ]);
  return { machine: compiled, script: address, calls: spare.calls, layout };
}

async function whole() {
  try {
    return (await import("./spare.js")).whole;
  } catch (error) {
    throw new Unloaded(UNLOADED, { cause: error });
  }
}

/**
 * A file that is fetched unless it was; what failed is forgotten.
 *
 * @template T
 * @param {File} file
 * @param {(file: File, arrived: (bytes: number) => void) => Promise<T>} get
 * @param {(bytes: number) => void} arrived
 * @returns {Promise<T>}
 */
function once(file, get, arrived) {
  const known = kept.get(file.name);
  if (known) return known;
  const got = get(file, arrived);
  kept.set(file.name, got);
  got.catch(() => kept.delete(file.name));
  return got;
}
