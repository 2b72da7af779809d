// The worker: starts Python from files that it fetches or gets from the page, then answers questions.

import { LATER } from "../contract.js";
import { files } from "../files.js";
import { boot, Broken, modules } from "./engine.js";
import { bytes } from "./fetch_file.js";
import { noMemory, notAnswered, notLoaded, notStartedBecause } from "../words.js";
import { fetchPython } from "./fetch_python.js";

/** @typedef {import("../protocol.js").Parts} Parts */

/** Milliseconds between two reports of how much has arrived. */
const REPORT_INTERVAL = 100;

/** @type {((question: string) => string) | undefined} */
let answer;
/** The files from which Python was started, until they are sent to the page. @type {Parts | undefined} */
let parts;

addEventListener("message", async ({ data }) => {
  try {
    if (typeof data === "string") await reply(JSON.parse(data));
    else await start("fetch" in data ? await fetchPython(data, reporting()) : data);
  } catch (error) {
    const missing = error instanceof Broken && error.missing;
    tell({ type: missing ? "missing" : "failed", message: sentence(error) });
  }
});

/**
 * Why Python does not answer, for the reader.
 *
 * @param {unknown} error
 */
function sentence(error) {
  const reason = error instanceof Error ? error.message : String(error);
  if (!(error instanceof Broken)) return reason;
  if (error.step === "answer") return notAnswered({ reason });
  return notStartedBecause({ reason: error.outOfMemory ? noMemory : reason });
}

/** @param {import("../protocol.js").FromWorker} message */
function tell(message) {
  postMessage(JSON.stringify(message));
}

/** @param {import("./fetch_python.js").PythonFiles} from */
async function start(from) {
  const scripts = from.script ? [import("./full_interpreter.js"), import(from.script)] : [];
  await Promise.all(scripts).catch(() => {
    throw new Error(notLoaded);
  });
  const booted = boot(from);
  booted.catch(() => {}); // an error of the snapshot is thrown below
  parts = { ...from, snapshot: await from.snapshot };
  answer = await booted;
  tell({ type: "ready" });
}

/** @param {import("../protocol.js").Asked} message */
async function reply({ id, question }) {
  if (!answer) return;
  const text = JSON.stringify(question);
  let html = answer(text);
  if (html === LATER.needed && files.later) {
    answer(modules(await bytes(files.later, () => {})));
    html = answer(text);
  }
  tell({ type: "answer", id, html });
  if (parts) postMessage(parts);
  parts = undefined;
}

/** Reports from time to time how many bytes have arrived. */
function reporting() {
  let reported = -REPORT_INTERVAL;
  return (/** @type {number} */ loaded, /** @type {number} */ total) => {
    if (performance.now() - reported < REPORT_INTERVAL && loaded < total) return;
    reported = performance.now();
    tell({ type: "starting", loaded, total });
  };
}
