// A bundle in Node, through the same engine.js as in a browser: reads texts, one JSON string a line,
// and prints what MODULE.FUNCTION makes of each.
//
//     node host.mjs FOLDER MODULE FUNCTION
//
// If FOLDER has a traced.json, {"marks": address, "count": n, "broken": …}, then what the machine has
// written there is left in FOLDER/marks; with "broken", a text that Python raises for is no failure.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder = "", module = "", name = ""] = process.argv.slice(2);

// Pyodide is to take this for a worker, so that what is tried here is what runs there.
Object.assign(process, { type: "renderer" });
Object.assign(globalThis, {
  self: globalThis,
  WorkerGlobalScope: class {},
  location: pathToFileURL(process.argv[1] ?? ""),
});

const { boot } = await import("../../runtime/engine.js");
await import(pathToFileURL(join(folder, "pyodide.cjs")).href);

const read = (/** @type {string} */ file) => new Uint8Array(readFileSync(join(folder, file)));
const json = (/** @type {string} */ file) => JSON.parse(readFileSync(join(folder, file), "utf8"));
const create = Reflect.get(globalThis, "_createPyodideModule");
const traced = existsSync(join(folder, "traced.json")) ? json("traced.json") : undefined;
// Room for the marks is where no heap comes; its pages exist when they are written.
const pages = traced ? Math.ceil((traced.marks + traced.count) / 65536) : 320;
const wasmMemory = new WebAssembly.Memory({ initial: pages, maximum: 65536 });

const answer = await boot(
  {
    create: (/** @type {object} */ settings) => create({ ...settings, wasmMemory }),
    machine: await WebAssembly.compile(read("machine.wasm")),
    library: read("library.zip"),
    calculators: read("calculators.zip"),
    calls: json("calls.json"),
  },
  module,
  name,
).catch(fail);

try {
  const texts = readFileSync(0, "utf8").split("\n").filter(Boolean);
  const answers = texts.map((text) => JSON.stringify(traced?.broken ? tried(JSON.parse(text)) : answer(JSON.parse(text))));
  writeFileSync(1, answers.join("\n"));
  if (traced) {
    const marks = new Uint8Array(wasmMemory.buffer, traced.marks, traced.count);
    writeFileSync(join(folder, "marks"), marks);
  }
} catch (error) {
  fail(error);
}
process.exit(0); // the machine leaves a message channel open, for which Node would wait

/** @param {string} text */
function tried(text) {
  try {
    return answer(text);
  } catch (error) {
    return String(error);
  }
}

/** @param {unknown} error @returns {never} */
function fail(error) {
  const { message, cause = "" } = error instanceof Error ? error : { message: String(error) };
  writeFileSync(2, `${message}\n${cause}`);
  process.exit(1);
}
