// A bundle in Node, through the same engine.js as in a browser: reads texts, one JSON string a line,
// and prints what MODULE.FUNCTION makes of each.
//
//     node host.mjs FOLDER MACHINE MODULE FUNCTION

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder = "", machine = "", module = "", name = ""] = process.argv.slice(2);

// Pyodide is to take this for a worker, so that what is tried here is what runs there.
Object.assign(process, { type: "renderer" });
Object.assign(globalThis, {
  self: globalThis,
  WorkerGlobalScope: class {},
  location: pathToFileURL(process.argv[1] ?? ""),
});

const { boot } = await import("../../runtime/engine.js");
await import(pathToFileURL(join(folder, "pyodide.cjs")).href);

const read = (/** @type {string} */ path) => new Uint8Array(readFileSync(path));
const answer = await boot(
  {
    create: Reflect.get(globalThis, "_createPyodideModule"),
    machine: await WebAssembly.compile(read(machine)),
    library: read(join(folder, "library.zip")),
    calculators: read(join(folder, "calculators.zip")),
    calls: JSON.parse(readFileSync(join(folder, "calls.json"), "utf8")),
  },
  module,
  name,
).catch(fail);

try {
  const texts = readFileSync(0, "utf8").split("\n").filter(Boolean);
  const answers = texts.map((text) => JSON.stringify(answer(JSON.parse(text))));
  writeFileSync(1, answers.join("\n"));
} catch (error) {
  fail(error);
}
process.exit(0); // the machine leaves a message channel open, for which Node would wait

/** @param {unknown} error @returns {never} */
function fail(error) {
  const { message, cause = "" } = error instanceof Error ? error : { message: String(error) };
  writeFileSync(2, `${message}\n${cause}`);
  process.exit(1);
}
