// What Python and the scripts agree on: names and limits. Python writes the markup, the scripts read it
// and change it; a test holds both to this file (tests/browser/test_contract.py). Nothing here is about
// a calculator.

/** The element around a calculator's form. */
export const ELEMENT = "live-calculator";

/** The element's `state` attribute; `aria-busy` is true while it is starting or busy. */
export const STATES = /** @type {const} */ (["static", "starting", "busy", "ready", "failed"]);

/** Scenarios that may be pinned beside the one in the form. */
export const MAX_PINNED_SCENARIOS = 3;

/** Characters of a text in the query, which hosts get; a longer one, such as a pasted file, is in the fragment. */
export const MAX_TEXT_IN_ADDRESS = 1000;

/** Characters of an address with its fragment: what messengers and mail programs still pass on whole. */
export const MAX_ADDRESS = 8000;

/** Characters of a text that are sent to Python, which accepts fewer; a longer text is cut. */
export const MAX_TEXT_TO_PYTHON = 300_000;

/** Bytes of a file that a reader drops or chooses. */
export const MAX_FILE_SIZE = 1_000_000;

/** Seconds that a calculation may take, and that a start may take without a message. */
export const MAX_SECONDS = { busy: 10, starting: 60 };

/** The blocks that an answer is made of: an element with an id and `data-NAME`, in this order. */
export const BLOCKS = /** @type {const} */ ([
  "field",
  "problem",
  "notice",
  "asked",
  "summary",
  "folded",
  "results",
  "figures",
  "brief",
]);

/** The keys of a question; `calc/answer.py` reads them. */
export const QUESTION = /** @type {const} */ ([
  "calculator",
  "id",
  "inputs",
  "moved",
  "pinned",
  "start",
  "show",
  "first",
  "solve",
  "over",
  "of",
  "points",
  "portion",
  "as",
  "version",
  "address",
]);

/**
 * Of modules that are fetched when an answer needs them (calc/later.py): the answer that asks for them, and
 * how the text begins that hands them to Python, in hexadecimal digits.
 */
export const LATER = { needed: "later", file: "later:" };

/** Attributes of the element, by name. */
export const ELEMENT_ATTRIBUTES = {
  name: "the calculator",
  state: "one of STATES",
  code: "names the code that made the page; an answer by other code is refused",
  page: "JSON: the keys `start`, `show` and `first` of each question",
};

/** Attributes that begin with `data-`, without that beginning: what each is for. */
export const DATA = {
  // Blocks.
  field: "block of a field; the parameter's name",
  problem: "block: why the inputs together have no result",
  notice: "block: what was changed in reading a link",
  asked: "block: what else was asked for",
  summary: "block: what the results are for, in words",
  folded: "block: the folded inputs in a line",
  results: "block: headline and table",
  figures: "block: tables and charts",
  brief: "block: the results in one sentence",
  // Parts of the form.
  title: "the calculator's title",
  first: "what the form begins with",
  fields: "fields",
  outcome: "the results, and the buttons below them",
  assumptions: "the folded fields",
  assumption: "the word for a start value that nobody published",
  controls: "a field's controls",
  words: "a field's note and error",
  means: "the number in words",
  unit: "the unit, beside a field's controls",
  error: "why a field's text cannot be read, or which of its readings is meant",
  readings: "buttons for what a field's text may mean",
  start: "the text that a control starts from",
  slider: "the parameter that a slider moves",
  stops: "where the keys of a log slider stop, with spaces between",
  follows: "the preset that a field starts from again",
  expects: "of a file field: the usual name of the file; of several, that one is read",
  "too-large": "of a file field: what to do about a file that is too large",
  empty: "the same for an empty file",
  binary: "the same for a file that is not text",
  heads: "of a file field: how the names of large files end of which the beginning is read",
  script: "of a file field: the script that reads it",
  inputs: "of a template with a ready answer: the one changed input",
  // What a reader can do.
  actions: "the buttons below the fields",
  undo: "button: start a field again; the parameter's name",
  reading: "button: set a field to this reading of its text",
  of: "of that button: the parameter's name",
  pin: "button: pin the scenario",
  set: "button: set a field to the button's value; the parameter's name",
  find: "button: find what gives a result; the result's name",
  finder: "a sentence with controls, to find what gives a result",
  "find-input": "the input to find",
  "find-result": "the result that it has to give",
  "find-wanted": "the value of the result",
  "find-now": "button: find it",
  "find-close": "button: put the sentence away",
  along: "the slider of an input that results are drawn along",
  plot: "button: draw results along an input",
  plotter: "a sentence with controls, to draw a result along inputs",
  "plot-result": "the result to draw",
  "plot-first": "the input to draw along",
  "plot-second": "the second input, of a map",
  "plot-now": "button: draw it",
  "plot-close": "button: put the sentence and the drawing away",
  shade: "of a map: how dark",
  contour: "of a map: where the number is the same",
  unpin: "button: unpin; the scenario's number",
  "copy-link": "button: copy the address",
  step: "button: a step back, -1, or forward, 1",
  scenarios: "what the page's author offers",
  scenario: "link: the inputs of one of them; its number",
  retry: "button: ask again after a failure",
  takeaway: "the buttons that copy and save",
  as: "button: copy in this format",
  drawing: "button: save the figure with this id",
  picture: "button: save a picture with the result, the changed inputs and the address",
  file: "the name of the file to save",
  // Messages to the reader.
  omitted: "what is too long for a link; the attribute has the sentence",
  unscripted: "said when the scripts have not come",
  progress: "the line with the status and the bar",
  status: "the status in words; its attributes below have the sentences",
  starting: "sentence: Python starts",
  busy: "sentence: Python computes",
  ready: "sentence: Python has answered",
  failed: "sentence: there is no answer",
  linked: "sentence: Python computes what a link asks for",
  unlinked: "sentence: the results are not yet those of the link",
  outdated: "sentence: the results are from before the error",
  announce: "read aloud by screen readers",
  before: "what comes before results that are not those of the inputs",
  copied: "sentence: the text is on the clipboard",
  manual: "sentence: the text is to be copied by hand",
  nothing: "sentence: there is nothing to copy",
  saved: "sentence: the figure is saved",
  undrawn: "sentence: there is no figure to save",
  // Results.
  result: "a number of the result; its field",
  solved: "which input gives the wanted result",
  unsolved: "why no input gives it",
  low: "of a result of ranges: the low end of its 90 % interval, or its lower bound",
  high: "of a result of ranges: the high end, or the upper bound",
  ranges: "what the results of ranges are, in sentences",
  matters: "the table of which range moves a result most",
  unknown: "a result that cannot be given; its field",
  reason: "why it cannot be given",
  text: "on a row of the table: its result is a text",
  headline: "the result that is shown large",
  work: "how a result is computed, to unfold",
  formula: "a result's formula in words",
  numbers: "the same with its numbers",
  source: "where a formula or figure is from",
  pinned: "a pinned scenario's column; its number",
  difference: "how far a pinned result is from the form's",
  // Sentences of the page that follow a calculator.
  live: "a value that follows a result: ID.RESULT",
  sentences: "a paragraph with such values",
  // Set by scripts.
  away: "on the form: the results are out of view",
  stale: "results from before the last change",
  dragover: "a file is dragged over the calculator",
  link: "the address, to be copied by hand",
  address: "the address, for print",
};
