// The worker: is given what Python starts from, then answers questions as they come.

import { boot, Broken } from "./engine.js";

const UNLOADED = "The calculators’ scripts could not be loaded; try again, or load the page again.";

/** @type {((question: string) => string) | undefined} */
let answer;
/** @type {(image: Uint8Array) => void} */
let arrive;
/** Python's memory, which comes after its machine. @type {Promise<Uint8Array>} */
const image = new Promise((resolve) => {
  arrive = resolve;
});

addEventListener("message", async ({ data }) => {
  try {
    if (typeof data === "string") await reply(JSON.parse(data));
    else if (data instanceof Uint8Array) arrive(data);
    else await start(data);
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

/** @param {import("./protocol.js").Parts} parts */
async function start(parts) {
  const scripts = parts.script ? [import("./whole.js"), import(parts.script)] : [];
  await Promise.all(scripts).catch(() => {
    throw new Error(UNLOADED);
  });
  answer = await boot({ ...parts, image });
  tell({ type: "ready" });
}

/** @param {import("./protocol.js").Asked} message */
function reply({ id, question }) {
  if (answer) tell({ type: "answer", id, html: answer(JSON.stringify(question)) });
}

tell({ type: "begun" });
