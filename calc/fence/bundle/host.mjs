// A bundle in Node, through the same engine.js as in a browser: reads texts, one JSON string a line,
// and prints what a function makes of each.
//
//     node host.mjs FOLDER
//
// job.json in FOLDER says what is to be done. {"module": …, "name": …} starts Python from archives and
// asks that function; with {"image": {"modules": […], "blank": […]}} also writes what its memory then
// holds. Without a module, Python starts from such an image, as it does in a browser. {"marks": address,
// "count": n}: the machine has left marks there as it started and answered, which are left in
// FOLDER/marks; then a text that Python raises for is no failure.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder = ""] = process.argv.slice(2);

// Pyodide is to take this for a worker, so that what is tried here is what runs there.
Object.assign(process, { type: "renderer" });
Object.assign(globalThis, {
  self: globalThis,
  WorkerGlobalScope: class {},
  location: pathToFileURL(process.argv[1] ?? ""),
});

const { boot, Broken } = await import("../../runtime/engine.js");
const { call } = await import("../../runtime/python.js");
const { cold, find } = await import("./cold.mjs");
const { image } = await import("./image.mjs");
await import(pathToFileURL(join(folder, "pyodide.cjs")).href);

const path = (/** @type {string} */ file) => join(folder, file);
const read = (/** @type {string} */ file) => new Uint8Array(readFileSync(path(file)));
const json = (/** @type {string} */ file) => JSON.parse(readFileSync(path(file), "utf8"));
const job = json("job.json");
const create = Reflect.get(globalThis, "_createPyodideModule");
// Room for the marks is where no heap comes; its pages exist when they are written.
const pages = job.marks ? Math.ceil((job.marks + job.count) / 65536) : 320;
const wasmMemory = new WebAssembly.Memory({ initial: pages, maximum: 65536 });
const parts = {
  create: (/** @type {object} */ settings) => create({ ...settings, wasmMemory }),
  machine: await WebAssembly.compile(read("machine.wasm")),
  calls: json("calls.json"),
};

try {
  const answer = job.module ? await fromArchives() : await fromImage();
  const texts = readFileSync(0, "utf8").split("\n").filter(Boolean);
  const answers = texts.map((text) => JSON.stringify(job.marks ? tried(answer, JSON.parse(text)) : answer(JSON.parse(text))));
  writeFileSync(1, answers.join("\n"));
  if (job.marks) writeFileSync(path("marks"), new Uint8Array(wasmMemory.buffer, job.marks, job.count));
} catch (error) {
  const { message, cause = "" } = error instanceof Error ? error : { message: String(error) };
  writeFileSync(2, `${message}\n${cause}`);
  process.exit(1);
}
process.exit(0); // the machine leaves a message channel open, for which Node would wait

function fromImage() {
  const layout = json("layout.json");
  return boot({ ...parts, image: read("image.bin"), layout });
}

async function fromArchives() {
  /** @type {string[]} */
  const printed = [];
  const print = (/** @type {string} */ line) => printed.push(line);
  try {
    const archives = { library: read("library.zip"), calculators: read("calculators.zip") };
    const { machine, exports } = await cold(parts, archives, print);
    const found = find(machine, exports, job.module, job.name);
    const ask = (/** @type {string} */ text) => call(machine, found, text);
    if (job.image) {
      const settle = find(machine, exports, "sitecustomize", "settle");
      for (const each of job.image.modules) find(machine, exports, each, "__name__");
      for (const text of job.image.warm) ask(text);
      call(machine, settle, "");
      const { content, layout } = image(machine, exports, found, job.image.blank);
      writeFileSync(path("image.bin"), content);
      writeFileSync(path("layout.json"), JSON.stringify(layout));
    }
    return ask;
  } catch (error) {
    throw new Broken("Python did not start", error, printed);
  }
}

/**
 * @param {(text: string) => string} answer
 * @param {string} text
 */
function tried(answer, text) {
  try {
    return answer(text);
  } catch (error) {
    return String(error);
  }
}
