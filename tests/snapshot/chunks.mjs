// The addresses of the chunks of a heap. Standard input: words of memory, the empty stack, the end.

import { readFileSync } from "node:fs";

import { chunks } from "../../calc/snapshot/memory_snapshot.mjs";

const { words, stack, end } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(chunks(Uint32Array.from(words), stack, end)));
