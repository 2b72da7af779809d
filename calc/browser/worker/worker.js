// The worker: starts Python from what it fetches or is given, then answers questions as they come.

import { boot, Broken } from "./engine.js";
import { NOT_LOADED } from "../messages.js";
import { supply } from "./supply.js";

/** @typedef {import("../protocol.js").Parts} Parts */

/** Milliseconds between two reports of how much has arrived. */
const REPORT = 100;

/** @type {((question: string) => string) | undefined} */
let answer;
/** What Python was started from, until the page has it. @type {Parts | undefined} */
let parts;

addEventListener("message", async ({ data }) => {
  try {
    if (typeof data === "string") reply(JSON.parse(data));
    else await start("fetch" in data ? await supply(data, reporting()) : data);
  } catch (error) {
    const missing = error instanceof Broken && error.missing;
    const message = error instanceof Error ? error.message : String(error);
    tell({ type: missing ? "missing" : "failed", message });
  }
});

/** @param {import("../protocol.js").FromWorker} message */
function tell(message) {
  postMessage(JSON.stringify(message));
}

/** @param {import("./supply.js").Coming} from */
async function start(from) {
  const scripts = from.script ? [import("./full_interpreter.js"), import(from.script)] : [];
  await Promise.all(scripts).catch(() => {
    throw new Error(NOT_LOADED);
  });
  const booted = boot(from);
  booted.catch(() => {}); // what is wrong with the snapshot, that error says better
  parts = { ...from, snapshot: await from.snapshot };
  answer = await booted;
  tell({ type: "ready" });
}

/** @param {import("../protocol.js").Asked} message */
function reply({ id, question }) {
  if (!answer) return;
  tell({ type: "answer", id, html: answer(JSON.stringify(question)) });
  if (parts) postMessage(parts);
  parts = undefined;
}

/** Tells now and then how many bytes have arrived. */
function reporting() {
  let reported = -REPORT;
  return (/** @type {number} */ loaded, /** @type {number} */ total) => {
    if (performance.now() - reported < REPORT && loaded < total) return;
    reported = performance.now();
    tell({ type: "starting", loaded, total });
  };
}
