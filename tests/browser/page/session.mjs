// Tells what becomes of a session: reads a JSON list of [method, arguments] and prints the states.

import { readFileSync } from "node:fs";

const { Session, TRANSITIONS } = await import("../../../calc/browser/page/session.js");
const session = new Session();
const seen = JSON.parse(readFileSync(0, "utf8")).map(([method, ...given]) => {
  let result;
  try {
    result = session[method](...given);
  } catch (error) {
    result = error.message;
  }
  const { state, link = null, used } = session;
  return { result: result ?? null, state, link, used, failure: session.failure?.message ?? null };
});
process.stdout.write(JSON.stringify({ seen, transitions: TRANSITIONS }));
