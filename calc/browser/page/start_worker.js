// Starts a worker, and keeps its messages until somebody listens.

/** What a worker starts from unless it is given something else. @type {import("../protocol.js").Fetch} */
export const TRIMMED = { fetch: "trimmed" };

/**
 * A worker, and the events that it sent before anyone listened.
 *
 * @typedef {{ worker: Worker, early: Event[] }} Started
 */

/**
 * @param {import("../protocol.js").Fetch | import("../protocol.js").Parts} from
 * @returns {Started | undefined} undefined where there are no module workers
 */
export function startWorker(from) {
  let asked = false;
  const options = {
    name: "calc",
    get type() {
      asked = true; // a browser without module workers does not read this
      return /** @type {const} */ ("module");
    },
  };
  /** @type {Worker} */
  let worker;
  try {
    // All scripts are published in one folder.
    worker = new Worker(new URL("./worker.js", import.meta.url), options);
  } catch {
    return undefined;
  }
  if (!asked) {
    worker.terminate();
    return undefined;
  }
  /** @type {Event[]} */
  const early = [];
  worker.onmessage = worker.onmessageerror = (event) => early.push(event);
  worker.onerror = (event) => {
    event.preventDefault();
    early.push(event);
  };
  worker.postMessage(from);
  return { worker, early };
}
