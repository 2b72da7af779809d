// What `make bench` puts into every page before anything of the page runs: it watches, touches the
// field as a reader would, and tells when the result was painted. Times are milliseconds since the
// navigation began.

/** Milliseconds for anything. */
const PATIENCE = 90_000;

const bench = {
  tasks: [],
  frames: [],
  paint: 0,

  watch() {
    const note = (type, use) =>
      new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true });
    note("longtask", ({ startTime, duration }) => this.tasks.push([startTime, duration]));
    note("largest-contentful-paint", ({ startTime }) => (this.paint = startTime));
    note("long-animation-frame", ({ scripts }) =>
      scripts.forEach(({ sourceURL, duration }) => this.frames.push([sourceURL, duration])),
    );
  },

  later: (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds)),

  /** Until something is so: looked at after every change of the page, and now and then. */
  async until(so) {
    const given = performance.now() + PATIENCE;
    for (;;) {
      const found = so();
      if (found) return found;
      if (performance.now() > given) throw new Error(`not within ${PATIENCE} ms: ${so}`);
      await new Promise((resume) => {
        const timer = setTimeout(done, 20);
        const observer = new MutationObserver(done);
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        function done() {
          clearTimeout(timer);
          observer.disconnect();
          resume();
        }
      });
    }
  },

  /** When the next picture begins, and when the page has done its part of it. */
  picture: () =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        const began = performance.now();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve([began, performance.now()]);
        port2.postMessage(0);
      }),
    ),

  /** The field, once it is there and its page hears it; what we build hears it later, too. */
  async ready(field, result = field) {
    const found = await this.until(() => document.querySelector(field));
    if (found.closest("live-calculator")) await this.until(() => document.querySelector(result));
    if (found.localName === "pre") await this.until(() => found.classList.contains("ace_editor"));
    return found;
  },

  shown: (result) => {
    const found = document.querySelector(result);
    return found && (found.getAttribute("value") ?? found.textContent.replace("Initializing...", "").trim());
  },

  /** Write into the field, in the way of its page. */
  write(field, text) {
    if (field.localName === "pre") {
      const editor = ace.edit(field);
      editor.setValue(editor.getValue().replace(/text = "[^"]*"/, `text = "${text}"`), 1);
      const run = document.getElementById(field.id.replace("editor", "run"));
      return this.until(() => run.onclick).then(() => run.click());
    }
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  },

  /** Touch the field and wait: when touched, when the answer stood there, its picture's begin and end. */
  async touch(field, text, result) {
    const control = await this.ready(field, result);
    control.focus();
    const before = this.shown(result);
    const touched = performance.now();
    const failed = () => document.querySelector('live-calculator[state="failed"]');
    const written = this.write(control, text);
    await this.until(() => {
      if (failed()) throw new Error(failed().innerText);
      const now = this.shown(result);
      return now && now !== before;
    });
    await written;
    const answered = performance.now();
    return [touched, answered, ...(await this.picture())];
  },

  /** Move a slider to and fro, or write one text after the other, at no particular moment of a frame. */
  async play(field, texts, result) {
    const times = [];
    for (const text of texts) {
      await this.later(20 + 60 * Math.random());
      times.push(await this.touch(field, text, result));
    }
    return times;
  },
};
window.bench = bench;
bench.watch();
