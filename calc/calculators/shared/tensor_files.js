// Reads the beginning of a GGUF or safetensors file as JSON text, for the field that a reader brings it to.
// Only the header is read, whatever the file weighs. calc/llm/gguf/ makes the same text of a GGUF file in
// Python and gives it its meaning; a test holds both together.

/** MiB that are read of a GGUF file, until they have the whole header. */
const STEPS = [1, 4, 16, 64];
const VERSIONS = [2, 3];
const MAX_TENSORS = 100_000;
const MAX_KEYS = 10_000;
const MAX_NAME_BYTES = 1000;
/** Values of a list that are kept, and of all lists; of others, only the length. */
const MAX_LISTED = 512;
const MAX_LISTED_IN_ALL = 20_000;
/** Bytes of a text that is kept. */
const MAX_TEXT_BYTES = 200;
/** Texts and lists in all lists together. */
const MAX_TEXTS = 2_000_000;
const MAX_DEPTH = 4;
const MAX_DIMENSIONS = 8;
/** Bytes of a header of safetensors; the field takes less. */
const MAX_SAFETENSORS = 1_000_000;

const BRACE = 0x7b;

/** Bytes of the types of values by number; 0 for texts and lists. */
const SIZES = [1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8];
const STRING = 8;
const ARRAY = 9;
const NAMES = "uint8 int8 uint16 int16 uint32 int32 float32 bool string array uint64 int64 float64".split(" ");

/** Number formats of tensors by number; those between are unknown. */
const FORMATS =
  "F32 F16 Q4_0 Q4_1 . . Q5_0 Q5_1 Q8_0 Q8_1 Q2_K Q3_K Q4_K Q5_K Q6_K Q8_K IQ2_XXS IQ2_XS IQ3_XXS IQ1_S IQ4_NL IQ3_S IQ2_S IQ4_XS I8 I16 I32 I64 F64 IQ1_M BF16 Q4_0_4_4 Q4_0_4_8 Q4_0_8_8 TQ1_0 TQ2_0 . . . MXFP4 NVFP4 Q1_0".split(
    " ",
  );

const ENDINGS = /\.(gguf|safetensors)$/i;

/** The bytes end before the header does. */
class Cut extends Error {}

/** Why a file is refused, as a sentence. */
class Refusal extends Error {}

/**
 * The header of a file as text, or why there is none; undefined for a file of another kind.
 *
 * @param {File} file
 * @returns {Promise<{ text: string } | { refused: string } | undefined>}
 */
export async function read(file) {
  try {
    const text = (await gguf(file)) ?? (await safetensors(file));
    if (text !== undefined) return { text };
    if (!ENDINGS.test(file.name) || latin(await bytes(file, 0, 8)) === "version ") return undefined; // of Git LFS
    return { refused: "This is neither a GGUF nor a safetensors file: it does not begin like one." };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    throw error;
  }
}

/**
 * @param {File} file
 * @param {number} from
 * @param {number} to
 */
const bytes = async (file, from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer());

/**
 * @param {File} file
 * @returns {Promise<string | undefined>}
 */
async function gguf(file) {
  if (latin(await bytes(file, 0, 4)) !== "GGUF") return undefined;
  for (const step of STEPS) {
    const start = await bytes(file, 0, step * 2 ** 20);
    try {
      return new Reader(start).header(file.size);
    } catch (error) {
      if (!(error instanceof Cut)) throw error;
      if (start.length >= file.size) {
        throw new Refusal(
          `This GGUF file ends after ${shown(file.size)} bytes, within its header; use the whole file.`,
        );
      }
    }
  }
  throw new Refusal(`The header of this GGUF file is longer than ${STEPS.at(-1)} MiB, which no model needs.`);
}

/**
 * @param {File} file
 * @returns {Promise<string | undefined>}
 */
async function safetensors(file) {
  const start = await bytes(file, 0, 9);
  if (start.length < 9 || start[8] !== BRACE) return undefined;
  const length = new DataView(start.buffer).getBigUint64(0, true);
  if (length > MAX_SAFETENSORS) {
    if (length > file.size && !ENDINGS.test(file.name)) return undefined; // another kind of file
    throw new Refusal(
      `The header of this safetensors file would have ${shown(length)} bytes; up to ${shown(MAX_SAFETENSORS)} are read.`,
    );
  }
  const header = await bytes(file, 8, 8 + Number(length));
  if (header.length < length) {
    throw new Refusal(
      `This safetensors file ends after ${shown(file.size)} bytes, within its header; use the whole file.`,
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(header).trimEnd();
  } catch {
    throw new Refusal("The header of this safetensors file is not a text; the file is damaged.");
  }
}

/** Goes through the bytes of a GGUF file; `at` is where it is. */
class Reader {
  at = 0;
  little = true;
  texts = 0;
  listed = 0;

  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.view = new DataView(data.buffer);
  }

  /**
   * Go past so many bytes, and return where they begin.
   *
   * @param {number} n
   */
  skip(n) {
    if (n > this.data.length - this.at) throw new Cut();
    this.at += n;
    return this.at - n;
  }

  uint32() {
    return this.view.getUint32(this.skip(4), this.little);
  }

  uint64() {
    return this.view.getBigUint64(this.skip(8), this.little);
  }

  /** @param {bigint} length */
  string(length) {
    const from = this.skip(Number(length));
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.data.subarray(from, this.at));
  }

  /** The name of a key or a tensor. */
  name() {
    const length = this.uint64();
    if (length > MAX_NAME_BYTES) {
      throw new Refusal(`This GGUF file has a name of ${shown(length)} bytes; it is damaged, or no GGUF file.`);
    }
    return this.string(length);
  }

  /**
   * The whole header as text.
   *
   * @param {number} size bytes of the file
   */
  header(size) {
    this.skip(4);
    let version = this.uint32();
    if (version && !(version & 0xffff)) {
      this.little = false;
      this.at -= 4;
      version = this.uint32();
    }
    if (!VERSIONS.includes(version)) {
      throw new Refusal(
        `This GGUF file is of version ${version}; 2 and 3 are read here. llama.cpp converts older files.`,
      );
    }
    const tensors = this.count("tensors", MAX_TENSORS);
    const keys = this.count("keys", MAX_KEYS);
    /** @type {Map<string, string>} */
    const metadata = new Map();
    for (let i = 0; i < keys; i += 1) {
      const key = this.name();
      if (metadata.has(key)) throw new Refusal(`The key ${short(key)} is there twice; the file is damaged.`);
      metadata.set(key, this.value(this.uint32(), short(key), 0));
    }
    const listed = [];
    for (let i = 0; i < tensors; i += 1) listed.push(`  ${this.tensor()}`);
    const unit = alignment(metadata.get("general.alignment") ?? "32");
    const head = {
      version: String(version),
      byte_order: this.little ? '"little"' : '"big"',
      data_offset: String(Math.ceil(this.at / unit) * unit),
      size: String(size),
      metadata: `{${block([...metadata].map(([key, value]) => `  ${JSON.stringify(key)}: ${value}`))}}`,
      tensors: `[${block(listed)}]`,
    };
    return `{"gguf": {\n${Object.entries(head)
      .map(([key, value]) => ` "${key}": ${value}`)
      .join(",\n")}\n}}\n`;
  }

  /**
   * @param {string} what
   * @param {number} most
   */
  count(what, most) {
    const number = this.uint64();
    if (number <= most) return Number(number);
    throw new Refusal(
      `This GGUF file says that it has ${shown(number)} ${what}; more than ${shown(most)} are not read. It is damaged, or no GGUF file.`,
    );
  }

  /**
   * A value as JSON, or how long it is.
   *
   * @param {number} kind
   * @param {string} key
   * @param {number} depth
   * @returns {string}
   */
  value(kind, key, depth) {
    if (SIZES[kind]) return this.scalar(kind);
    if (kind === STRING) {
      const length = this.uint64();
      if (length <= MAX_TEXT_BYTES) return JSON.stringify(this.string(length));
      this.skip(Number(length));
      return `{"of": "byte", "length": ${length}}`;
    }
    if (kind === ARRAY) return this.array(key, depth + 1);
    throw new Refusal(
      `The key ${key} has a value of type ${kind}, which GGUF does not have; the file is damaged.`,
    );
  }

  /** @param {number} kind */
  scalar(kind) {
    const { view, little } = this;
    const at = this.skip(SIZES[kind]);
    switch (NAMES[kind]) {
      case "uint8":
        return String(view.getUint8(at));
      case "int8":
        return String(view.getInt8(at));
      case "uint16":
        return String(view.getUint16(at, little));
      case "int16":
        return String(view.getInt16(at, little));
      case "uint32":
        return String(view.getUint32(at, little));
      case "int32":
        return String(view.getInt32(at, little));
      case "uint64":
        return String(view.getBigUint64(at, little));
      case "int64":
        return String(view.getBigInt64(at, little));
      case "bool":
        return String(view.getUint8(at) !== 0);
      default: {
        const number = kind === 6 ? view.getFloat32(at, little) : view.getFloat64(at, little);
        return Number.isFinite(number) ? String(number) : `"${number}"`;
      }
    }
  }

  /**
   * @param {string} key
   * @param {number} depth
   */
  array(key, depth) {
    const kind = this.uint32();
    const length = this.uint64();
    if (depth > MAX_DEPTH) throw new Refusal(`The key ${key} has lists in lists, more than ${MAX_DEPTH} deep.`);
    const number = Number(length);
    if (!SIZES[kind]) {
      this.texts += number;
      if (this.texts > MAX_TEXTS) {
        throw new Refusal(
          `The key ${key} has a list of ${shown(length)} texts or lists; all lists together may have ${shown(MAX_TEXTS)} here. The file is damaged, or no model’s.`,
        );
      }
    }
    if (number <= Math.min(MAX_LISTED, MAX_LISTED_IN_ALL - this.listed)) {
      this.listed += number;
      return `[${Array.from({ length: number }, () => this.value(kind, key, depth)).join(", ")}]`;
    }
    if (SIZES[kind]) this.skip(number * SIZES[kind]);
    else if (kind === STRING) for (let i = 0; i < number; i += 1) this.skip(Number(this.uint64()));
    else for (let i = 0; i < number; i += 1) this.value(kind, key, depth);
    return `{"of": "${NAMES[kind]}", "length": ${number}}`;
  }

  tensor() {
    const name = this.name();
    const count = this.uint32();
    if (count > MAX_DIMENSIONS) {
      throw new Refusal(`The tensor ${short(name)} would have ${shown(count)} dimensions; the file is damaged.`);
    }
    const dims = Array.from({ length: count }, () => this.uint64());
    const kind = this.uint32();
    this.skip(8); // where its data begin
    const format = (FORMATS[kind] ?? ".").replace(".", `type ${kind}`);
    return `[${JSON.stringify(name)}, "${format}", [${dims.join(", ")}]]`;
  }
}

/**
 * @param {string} text
 * @returns {number}
 */
function alignment(text) {
  const unit = Number(text);
  if (/^\d+$/.test(text) && unit > 0 && unit <= 2 ** 20 && !(unit & (unit - 1))) return unit;
  throw new Refusal("Key general.alignment: it is not a power of two; use 32.");
}

/** @param {string[]} lines */
const block = (lines) => (lines.length ? `\n${lines.join(",\n")}\n ` : "");

/** @param {Uint8Array} data */
const latin = (data) => String.fromCharCode(...data);

/** @param {number | bigint} number */
const shown = (number) => number.toLocaleString("en");

/**
 * A name for a sentence, in at most some 60 characters.
 *
 * @param {string} text
 */
function short(text) {
  const characters = [...text];
  const kept = characters.slice(0, 60).join("").replace(/(?! )[\p{C}\p{Z}]/gu, "\ufffd");
  return characters.length > 60 ? `${kept}…` : kept;
}
