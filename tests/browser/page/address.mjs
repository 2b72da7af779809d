// Runs address.js in Node: reads lines of JSON, and prints a line for each.
//
//     {"search": query, "write": {"inputs": …, "pins": …}}
//
// The page's address begins with the query `search`; "write", if there is one, is written to it. The
// address after that and what is read from it are printed: {"search": …, "inputs": …, "pins": …}.

import { createInterface } from "node:readline";

const place = { origin: "https://example.org", pathname: "/cost/", search: "", hash: "" };
/** @type {(state: unknown, title: string, to: string) => void} */
const go = (_state, _title, to) => {
  const { pathname, search, hash } = new URL(to, "https://example.org/");
  Object.assign(place, { pathname, search, hash });
};
const history = { state: null, replaceState: go, pushState: go };
const [window, document] = [new EventTarget(), new EventTarget()];
Object.assign(globalThis, { location: place, history, window, document });

const { Address } = await import("../../../calc/browser/page/address.js");

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
    if (address.moved()) throw new Error(`${line}: the address is not the one that was written`);
  }
  console.log(JSON.stringify({ ...place, ...address.read() }));
}
