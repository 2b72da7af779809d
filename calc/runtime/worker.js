// The worker: starts Python from what the page sends, then answers questions as they come.

import { boot } from "./engine.js";
import { asked, written } from "./protocol.js";

/** @typedef {(question: string) => string} Answer */

/** @type {Promise<unknown> | undefined} */
let joined;
/** @type {Answer | undefined} */
let answer;

/** @param {import("./protocol.js").Told} message */
const tell = (message) => postMessage(written(message));

addEventListener("message", async ({ data }) => {
  try {
    if (typeof data !== "string") await start(data);
    else hear(asked(data));
  } catch (error) {
    tell({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});

/** @param {import("./protocol.js").Parts} parts */
async function start(parts) {
  await joined;
  answer = await boot({ create: Reflect.get(globalThis, "_createPyodideModule"), ...parts });
  tell({ type: "ready" });
}

/** @param {import("./protocol.js").Asked} message */
function hear(message) {
  if ("glue" in message) {
    joined = import(message.glue);
    joined.catch(() => {}); // start() tells it
  } else {
    const html = /** @type {Answer} */ (answer)(JSON.stringify(message.question));
    tell({ type: "answer", id: message.id, html });
  }
}
