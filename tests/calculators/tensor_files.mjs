// node tensor_files.mjs SCRIPT
//
// Reads what the page's script says of files: {"name": …, "hex": …} a line, with the answer a line.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { read } = await import(pathToFileURL(process.argv[2]).href);

for await (const line of createInterface({ input: process.stdin })) {
  const { name, hex } = JSON.parse(line);
  const answer = await read(new File([Buffer.from(hex, "hex")], name));
  console.log(JSON.stringify(answer ?? null));
}
