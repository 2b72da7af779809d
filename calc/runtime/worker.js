// The worker: fetches and starts Python, then answers questions as they come. What it imports before
// it begins is little, so that the files are soon under way.

import { bytes, machine, script } from "./load.js";

/** @typedef {import("./protocol.js").Parts} Parts */
/** @typedef {Omit<Parts, "image"> & { image: Uint8Array | Promise<Uint8Array> }} Coming */

/** Milliseconds between two reports of how much has arrived. */
const REPORT = 100;

const engine = import("./engine.js");
engine.catch(() => {}); // start() tells it

const UNLOADED = "The calculators’ scripts could not be loaded; try again, or load the page again.";

/** @type {((question: string) => string) | undefined} */
let answer;
/** What Python was started from. @type {Parts | undefined} */
let parts;

addEventListener("message", async ({ data }) => {
  try {
    const message = typeof data === "string" ? JSON.parse(data) : data;
    if ("question" in message) await reply(message);
    else await start("files" in message ? await fetched(message) : message);
  } catch (error) {
    tell({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});

/** @param {import("./protocol.js").Told} message */
function tell(message) {
  postMessage(JSON.stringify(message));
}

/** @param {Coming} from */
async function start(from) {
  await Promise.all([engine, import(from.glue)]).catch(() => {
    throw new Error(UNLOADED);
  });
  await begin(from);
  tell({ type: "ready" });
  postMessage(parts);
}

/** @param {Coming} from */
async function begin(from) {
  const { boot } = await engine;
  const booted = boot({ create: Reflect.get(globalThis, "_createPyodideModule"), ...from });
  booted.catch(() => {}); // what is wrong with the image, that says better
  parts = { ...from, image: await from.image };
  try {
    answer = await booted;
  } catch (error) {
    await complete(error);
  }
}

/** @param {import("./protocol.js").Asked} message */
async function reply({ id, question }) {
  if (!answer) return;
  const asked = JSON.stringify(question);
  let html;
  try {
    html = answer(asked);
  } catch (error) {
    await complete(error);
    postMessage(parts);
    html = answer(asked);
  }
  tell({ type: "answer", id, html });
}

/**
 * If an answer needs a function that was left out of the machine, start the whole machine.
 *
 * @param {unknown} error what it failed with; thrown again if it is anything else
 */
async function complete(error) {
  const { Broken } = await engine;
  const lacking = error instanceof Broken && error.lacking;
  if (!lacking || !parts?.whole) throw error;
  const { whole, ...others } = parts;
  await begin({ ...others, machine: await machine(whole, counter(whole.size)) });
}

/**
 * All files, under way at the same time. The machine is made while its image still comes.
 *
 * @param {import("./protocol.js").Wanted} wanted
 * @returns {Promise<Coming>}
 */
async function fetched({ files, whole, layout, calls }) {
  const arrived = counter(Object.values(files).reduce((sum, file) => sum + file.size, 0));
  const image = bytes(files.image, arrived);
  const others = Promise.all([machine(files.machine, arrived), script(files.glue, arrived)]);
  const [compiled, glue] = await Promise.race([others, image.then(() => others)]);
  return { machine: compiled, whole, glue, image, layout, calls };
}

/**
 * Counts bytes that arrive and tells now and then how many there are.
 *
 * @param {number} total
 */
function counter(total) {
  let loaded = 0;
  let reported = -REPORT;
  return (/** @type {number} */ size) => {
    loaded += size;
    if (performance.now() - reported < REPORT && loaded < total) return;
    reported = performance.now();
    tell({ type: "starting", loaded, total });
  };
}
