// A bundle in Node, through the same engine.js as in a browser: reads texts, one JSON string a line,
// and prints what a function makes of each.
//
//     node host.mjs FOLDER
//
// job.json in FOLDER says what is to be done. {"module": …, "name": …} starts Python from archives and
// asks that function; with {"image": {"modules": […], "blank": […]}} also writes what its memory then
// holds. Without a module, Python starts from such an image, as it does in a browser: {"whole": true}
// with all of the machine and Pyodide's script. {"marks": address, "count": n}: the machine has left marks
// there as it started and answered, which are left in FOLDER/marks; then a text that Python raises for is
// no failure.

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

const { boot, Broken } = await import("../browser/engine.js");
const { call } = await import("../browser/python.js");
const { cold, find } = await import("./cold.mjs");
const { image } = await import("./image.mjs");
await import(pathToFileURL(join(folder, "pyodide.cjs")).href);

const path = (/** @type {string} */ file) => join(folder, file);
const read = (/** @type {string} */ file) => new Uint8Array(readFileSync(path(file)));
const json = (/** @type {string} */ file) => JSON.parse(readFileSync(path(file), "utf8"));
const job = json("job.json");
const parts = { machine: await WebAssembly.compile(read("machine.wasm")), calls: json("calls.json") };
/** @type {WebAssembly.Memory | undefined} */
let memory;
if (job.marks) {
  // Room for the marks is where no heap comes; its pages exist when they are written.
  const initial = Math.ceil((job.marks + job.count) / 65536);
  WebAssembly.Memory = class extends WebAssembly.Memory {
    /** @param {WebAssembly.MemoryDescriptor} wanted */
    constructor(wanted) {
      super({ ...wanted, initial });
      memory = this;
    }
  };
}

try {
  const answer = job.module ? await fromArchives() : await fromImage();
  const texts = readFileSync(0, "utf8").split("\n").filter(Boolean);
  const answers = texts.map((text) => JSON.stringify(job.marks ? tried(answer, JSON.parse(text)) : answer(JSON.parse(text))));
  writeFileSync(1, answers.join("\n"));
  if (memory) writeFileSync(path("marks"), new Uint8Array(memory.buffer, job.marks, job.count));
} catch (error) {
  const { message, cause = "" } = error instanceof Error ? error : { message: String(error) };
  writeFileSync(2, `${message}\n${cause}`);
  process.exit(1);
}
process.exit(0); // the machine leaves a message channel open, for which Node would wait

function fromImage() {
  const script = job.whole ? "pyodide.cjs" : undefined;
  return boot({ ...parts, script, image: read("image.bin"), layout: json("layout.json") });
}

async function fromArchives() {
  /** @type {string[]} */
  const printed = [];
  const print = (/** @type {string} */ text) => printed.push(text);
  try {
    const archives = { library: read("library.zip"), calculators: read("calculators.zip") };
    const python = await cold(parts, archives, print);
    const found = find(python, job.module, job.name);
    const ask = (/** @type {string} */ text) => call(python, found, text);
    if (job.image) {
      const settle = find(python, "sitecustomize", "settle");
      for (const each of job.image.modules) find(python, each, "__name__");
      for (const text of job.image.warm) ask(text);
      call(python, settle, "");
      const { content, runs, size } = image(python, job.image.blank);
      const { __memory_base, __table_base, __stack_pointer, __indirect_function_table } = python.env;
      const values = Object.entries({ __memory_base, __table_base, __stack_pointer });
      const globals = Object.fromEntries(values.map(([name, { value }]) => [name, value]));
      const table = __indirect_function_table.length;
      writeFileSync(path("image.bin"), content);
      writeFileSync(path("layout.json"), JSON.stringify({ runs, size, answer: found, table, globals }));
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
