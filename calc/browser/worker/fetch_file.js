// Fetches the runtime's files and checks each against its hash before it is used.

import {
  fileDamaged,
  fileMissing,
  fileNotFetched,
  fileNotSent,
  fileStalled,
  webAssemblyRefused,
} from "../words.js";

/** @typedef {import("../files.js").File} File */

/** Milliseconds without a byte after which a download counts as stalled. */
const STALL_TIME = 20_000;

/** Where the files are: beside the folder that this module is in. */
const FOLDER = new URL("..", import.meta.url);

/** A file that is missing, damaged or out of reach; the message is a sentence for the reader. */
export class FetchError extends Error {}

/**
 * The bytes of a file.
 *
 * @param {File} file
 * @param {(bytes: number) => void} arrived
 * @returns {Promise<Uint8Array>}
 */
export const bytes = (file, arrived) =>
  withRetry(file, arrived, async (response, count) => checked(file, await readAll(file, response, count)));

/**
 * CPython, compiled while it is loading. Two streams share one download: one compiles, one checks.
 *
 * @param {File} file
 * @param {(bytes: number) => void} arrived
 * @returns {Promise<WebAssembly.Module>}
 */
export const interpreter = (file, arrived) =>
  withRetry(file, arrived, async (response, count) => {
    const streams = response.headers.get("Content-Type") === "application/wasm";
    const compiling = streams ? WebAssembly.compileStreaming(response.clone()) : undefined;
    compiling?.catch(() => {}); // the check below has a better error
    const content = await checked(file, await readAll(file, response, count));
    try {
      return await (compiling ?? WebAssembly.compile(content));
    } catch (error) {
      // The file itself is correct, so the browser or a policy refuses it.
      throw new FetchError(webAssemblyRefused, { cause: error });
    }
  });

/**
 * Fetch and check a script; it is run later, from the browser's cache.
 *
 * @param {File} file
 * @param {(bytes: number) => void} arrived
 * @returns {Promise<string>} its address
 */
export async function script(file, arrived) {
  await bytes(file, arrived);
  return addressOf(file);
}

/**
 * Fetch and use a file. A damaged one may be from the browser's cache: then it is fetched once more,
 * without the cache.
 *
 * @template T
 * @param {File} file
 * @param {(bytes: number) => void} arrived
 * @param {(response: Response, count: (bytes: number) => void) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function withRetry(file, arrived, use) {
  let counted = 0;
  const count = (/** @type {number} */ size) => {
    counted += size;
    arrived(size);
  };
  try {
    return await use(await get(file, "default"), count);
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    arrived(-counted);
    return use(await get(file, "reload"), arrived);
  }
}

class DamagedFile extends FetchError {}

/**
 * @param {File} file
 * @param {RequestCache} cache
 */
async function get(file, cache) {
  // Without crypto.subtle (on plain http) the browser's own integrity check is used.
  const integrity = globalThis.crypto?.subtle ? "" : file.integrity;
  const response = await stalling(file, fetch(addressOf(file), { cache, integrity }));
  if (!response.ok) throw new FetchError(reason(file, response.status));
  return response;
}

/**
 * @param {File} file
 * @param {Response} response
 * @param {(bytes: number) => void} count
 */
async function readAll(file, response, count) {
  const content = new Uint8Array(file.size);
  let length = 0;
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  for (;;) {
    const { done, value } = await stalling(file, reader.read());
    if (done) break;
    if (length + value.length > file.size) throw damaged(file);
    content.set(value, length);
    length += value.length;
    count(value.length);
  }
  if (length < file.size) throw damaged(file);
  return content;
}

/**
 * @param {File} file
 * @param {Uint8Array<ArrayBuffer>} content
 */
async function checked(file, content) {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return content;
  const digest = new Uint8Array(await subtle.digest("SHA-256", content));
  if (`sha256-${btoa(String.fromCharCode(...digest))}` !== file.integrity) throw damaged(file);
  return content;
}

/**
 * Wait for the network; a failure and a stalled download are errors with a sentence.
 *
 * @template T
 * @param {File} file
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
async function stalling(file, promise) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stalled = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new FetchError(fileStalled(named(file)))), STALL_TIME);
  });
  try {
    return await /** @type {Promise<T>} */ (Promise.race([promise, stalled]));
  } catch (error) {
    if (error instanceof FetchError) throw error;
    throw new FetchError(fileNotFetched(named(file)));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {File} file
 * @param {number} status of a response without it
 */
const reason = (file, status) =>
  [404, 410].includes(status)
    ? fileMissing({ ...named(file), status })
    : fileNotSent({ ...named(file), status });

/** @param {File} file */
const damaged = (file) => new DamagedFile(fileDamaged(named(file)));

/** @param {File} file */
const addressOf = (file) => new URL(file.name, FOLDER).href;

/** @param {File} file */
const named = (file) => ({ file: `runtime/${file.name}` });
