// The worker: starts Python at once, then answers questions in the order in which they come.

import { boot } from "./engine.js";
import { files } from "./files.js";
import { bytes, machine, script } from "./load.js";
import { asked, written } from "./protocol.js";

/** Milliseconds between two reports of how much has arrived. */
const REPORT = 100;

const total = Object.values(files).reduce((sum, file) => sum + file.size, 0);
let loaded = 0;
let reported = -REPORT;

/** @param {import("./protocol.js").Told} message */
const tell = (message) => postMessage(written(message));

/** @param {number} size */
function arrived(size) {
  loaded += size;
  if (performance.now() - reported < REPORT && loaded < total) return;
  reported = performance.now();
  tell({ type: "starting", loaded, total });
}

async function start() {
  const [, compiled, library, calculators] = await Promise.all([
    script(files.glue, arrived),
    machine(files.machine, arrived),
    bytes(files.library, arrived),
    bytes(files.calculators, arrived),
  ]);
  const create = Reflect.get(globalThis, "_createPyodideModule");
  return boot({ create, machine: compiled, library, calculators });
}

/** @param {unknown} error */
const fail = (error) =>
  tell({ type: "failed", message: error instanceof Error ? error.message : String(error) });

const starting = start();
starting.then(() => tell({ type: "ready" }), fail);

addEventListener("message", async (event) => {
  const { id, question } = asked(event);
  const answer = await starting.catch(() => undefined);
  if (!answer) return; // the page has been told why
  try {
    tell({ type: "answer", id, html: answer(JSON.stringify(question)) });
  } catch (error) {
    fail(error);
  }
});
