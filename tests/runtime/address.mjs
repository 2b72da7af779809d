// Addresses as address.js keeps them: reads lines of JSON, and prints a line for each.
//
//     {"search": query, "write": {"inputs": …, "pins": …}}
//
// The page's address is `search` at first; then, where there is "write", it holds that. What it is
// then, and what is read from it, is printed: {"search": …, "inputs": …, "pins": …}.

import { createInterface } from "node:readline";

const place = { pathname: "/cost/", search: "", hash: "" };
const history = {
  state: null,
  replaceState(/** @type {unknown} */ _state, /** @type {string} */ _title, /** @type {string} */ to) {
    const { pathname, search, hash } = new URL(to, "https://example.org/");
    Object.assign(place, { pathname, search, hash });
  },
};
Object.assign(globalThis, { location: place, history });

const { Address } = await import("../../calc/browser/page/address.js");

for await (const line of createInterface({ input: process.stdin })) {
  const { search, write } = JSON.parse(line);
  const at = new URL("https://example.org/cost/#here");
  at.search = search;
  Object.assign(place, { search: at.search, hash: at.hash });
  const address = new Address("experts");
  address.settle();
  if (write) {
    address.write(write.inputs, write.pins);
    address.flush();
    if (address.moved()) throw new Error(`${line}: the address is another than was written`);
  }
  console.log(JSON.stringify({ ...place, ...address.read() }));
}
