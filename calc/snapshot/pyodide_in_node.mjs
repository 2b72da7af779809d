// Runs Pyodide in Node, through the same engine.js as in a browser: reads texts, one JSON string a line,
// and prints what a Python function returns for each.
//
//     node pyodide_in_node.mjs FOLDER
//
// job.json in FOLDER is one of:
//   {"module": …, "name": …}      start Python from the archives and call this function; with
//                                 "snapshot": {"modules", "warmUp", "kept", "zeroed"} also write the memory snapshot
//   {"full": true | false}        start from the memory snapshot, with the full interpreter or a trimmed one
//   {"marks": {"start", "count"}} the same with an instrumented interpreter, which writes marks into memory
//                                 from `start`; they are written to FOLDER/marks. A text that Python raises
//                                 an exception for is no failure then.
// "stdlibPath" and "signatureEnd" are facts of pyodide_abi.py.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder = ""] = process.argv.slice(2);

// Pyodide's script must take this process for a worker: then it behaves as in a browser.
Object.assign(process, { type: "renderer" });
Object.assign(globalThis, {
  self: globalThis,
  WorkerGlobalScope: class {},
  location: pathToFileURL(process.argv[1] ?? ""),
});

const { boot, Broken, modules } = await import("../browser/worker/engine.js");
const { LATER } = await import("../browser/contract.js");
const { call } = await import("../browser/worker/python.js");
const { coldStart, find } = await import("./cold_start.mjs");
const { memorySnapshot } = await import("./memory_snapshot.mjs");
await import(pathToFileURL(join(folder, "pyodide.cjs")).href);

/** The sentences for authors; those for readers are in calc/words/. */
const FAILED = { start: "Python did not start", answer: "Python could not answer" };

const path = (/** @type {string} */ file) => join(folder, file);
const read = (/** @type {string} */ file) => new Uint8Array(readFileSync(path(file)));
const json = (/** @type {string} */ file) => JSON.parse(readFileSync(path(file), "utf8"));
const job = json("job.json");
const { marks } = job;
const parts = { interpreter: await WebAssembly.compile(read("interpreter.wasm")), exports: json("exports.json") };
/** @type {WebAssembly.Memory | undefined} */
let memory;
if (marks) {
  // The marks are above the heap. The operating system provides a page of memory when it is written.
  const initial = Math.ceil((marks.start + marks.count) / 65536);
  WebAssembly.Memory = class extends WebAssembly.Memory {
    /** @param {WebAssembly.MemoryDescriptor} wanted */
    constructor(wanted) {
      super({ ...wanted, initial });
      memory = this;
    }
  };
}

try {
  const answer = job.module ? await fromArchives() : await fromSnapshot();
  const texts = readFileSync(0, "utf8").split("\n").filter(Boolean);
  const ask = marks ? (/** @type {string} */ text) => answerOrError(answer, text) : answer;
  writeFileSync(1, texts.map((text) => JSON.stringify(ask(JSON.parse(text)))).join("\n"));
  if (memory) writeFileSync(path("marks"), new Uint8Array(memory.buffer, marks.start, marks.count));
} catch (error) {
  const { message, cause = "" } = error instanceof Error ? error : { message: String(error) };
  const sentence = error instanceof Broken ? `${FAILED[error.step]}: ${message}.` : message;
  writeFileSync(2, `${sentence}\n${cause}`);
  process.exit(1);
}
process.exit(0); // Pyodide leaves a message channel open, for which Node would wait

async function fromSnapshot() {
  const script = job.full ? "pyodide.cjs" : undefined;
  const answer = await boot({ ...parts, script, snapshot: read("snapshot.bin"), layout: json("layout.json") });
  return (/** @type {string} */ text) => {
    const first = answer(text);
    if (first !== LATER.needed) return first;
    answer(modules(read("later.bin")));
    return answer(text);
  };
}

async function fromArchives() {
  /** @type {string[]} */
  const printed = [];
  const print = (/** @type {string} */ text) => printed.push(text);
  try {
    const archives = { stdlib: read("stdlib.zip"), calculators: read("calculators.zip") };
    const python = await coldStart(parts, archives, job.stdlibPath, print);
    const found = find(python, job.module, job.name);
    const ask = (/** @type {string} */ text) => call(python, found, text);
    if (job.snapshot) writeSnapshot(python, found, ask);
    return ask;
  } catch (error) {
    throw new Broken("start", error, printed);
  }
}

/**
 * Import the modules, ask the warm-up questions, and write the memory that results, and the code that
 * comes later.
 *
 * @param {Awaited<ReturnType<typeof coldStart>>} python
 * @param {number} answer the address of the function
 * @param {(text: string) => string} ask
 */
function writeSnapshot(python, answer, ask) {
  const { modules, warmUp, kept, zeroed } = job.snapshot;
  const release = find(python, "sitecustomize", "release");
  for (const each of modules) find(python, each, "__name__");
  for (const text of warmUp) ask(text);
  const { known, later, blocks, text } = JSON.parse(call(python, release, JSON.stringify(kept)));
  const { content, runs, size, ring } = memorySnapshot(python, { known, blocks, text }, zeroed, job.signatureEnd);
  const { __memory_base, __table_base, __stack_pointer, __indirect_function_table } = python.env;
  const values = Object.entries({ __memory_base, __table_base, __stack_pointer });
  const globals = Object.fromEntries(values.map(([name, { value }]) => [name, value]));
  const table = __indirect_function_table.length;
  writeFileSync(path("snapshot.bin"), content);
  writeFileSync(path("layout.json"), JSON.stringify({ runs, size, ring, answer, table, globals }));
  writeFileSync(path("later.bin"), Buffer.from(later, "hex"));
}

/**
 * @param {(text: string) => string} answer
 * @param {string} text
 */
function answerOrError(answer, text) {
  try {
    return answer(text);
  } catch (error) {
    return String(error);
  }
}
