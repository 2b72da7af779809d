// The worker: starts Python from what it fetches or is given, then answers questions as they come.

import { boot, Broken } from "./engine.js";
import { supply } from "./supply.js";
import { UNLOADED } from "./unloaded.js";

/** @typedef {import("./protocol.js").Parts} Parts */

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
    const lacking = error instanceof Broken && error.lacking;
    const message = error instanceof Error ? error.message : String(error);
    tell({ type: lacking ? "lacking" : "failed", message });
  }
});

/** @param {import("./protocol.js").Told} message */
function tell(message) {
  postMessage(JSON.stringify(message));
}

/** @param {import("./supply.js").Coming} from */
async function start(from) {
  const scripts = from.script ? [import("./whole.js"), import(from.script)] : [];
  await Promise.all(scripts).catch(() => {
    throw new Error(UNLOADED);
  });
  const booted = boot(from);
  booted.catch(() => {}); // what is wrong with the image, that says better
  parts = { ...from, image: await from.image };
  answer = await booted;
  tell({ type: "ready" });
}

/** @param {import("./protocol.js").Asked} message */
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
