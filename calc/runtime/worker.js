// The worker: fetches and starts Python, then answers questions as they come. What it imports before
// it begins is little, so that the files are soon under way.

import { bytes, machine, script } from "./load.js";

/** @typedef {import("./protocol.js").Parts} Parts */

/** Milliseconds between two reports of how much has arrived. */
const REPORT = 100;

const engine = import("./engine.js");
engine.catch(() => {}); // start() tells it

const UNLOADED = "The calculators’ scripts could not be loaded; try again, or load the page again.";

/** @type {((question: string) => string) | undefined} */
let answer;

addEventListener("message", async ({ data }) => {
  try {
    const message = typeof data === "string" ? JSON.parse(data) : data;
    if ("question" in message) reply(message);
    else await start("files" in message ? await fetched(message) : message);
  } catch (error) {
    tell({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});

/** @param {import("./protocol.js").Told} message */
function tell(message) {
  postMessage(JSON.stringify(message));
}

/** @param {Parts} parts */
async function start(parts) {
  const [{ boot }] = await Promise.all([engine, import(parts.glue)]).catch(() => {
    throw new Error(UNLOADED);
  });
  answer = await boot({ create: Reflect.get(globalThis, "_createPyodideModule"), ...parts });
  tell({ type: "ready" });
  postMessage(parts);
}

/** @param {import("./protocol.js").Asked} message */
function reply({ id, question }) {
  if (answer) tell({ type: "answer", id, html: answer(JSON.stringify(question)) });
}

/**
 * All files, under way at the same time.
 *
 * @param {import("./protocol.js").Wanted} wanted
 * @returns {Promise<Parts>}
 */
async function fetched({ files, calls }) {
  const total = Object.values(files).reduce((sum, file) => sum + file.size, 0);
  let loaded = 0;
  let reported = 0;
  /** @param {number} size */
  const arrived = (size) => {
    loaded += size;
    if (performance.now() - reported < REPORT && loaded < total) return;
    reported = performance.now();
    tell({ type: "starting", loaded, total });
  };
  const [compiled, glue, library, calculators] = await Promise.all([
    machine(files.machine, arrived),
    script(files.glue, arrived),
    bytes(files.library, arrived),
    bytes(files.calculators, arrived),
  ]);
  return { machine: compiled, glue, library, calculators, calls };
}
