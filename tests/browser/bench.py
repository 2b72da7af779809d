"""How long a cold browser takes to its first answer, beside bare Pyodide doing as little as it can.

    python -m tests.browser.bench [ROUNDS]

Time runs from navigation until the answer to a changed input stands in the page. Every run is a
new browser process with an empty profile, the variants take turns, and both come over the same
link from the same host, brotli-compressed. Fails when our first answer takes more than half of
bare Pyodide's on the fast link.
"""

import json
import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

import brotli
from playwright.sync_api import Playwright, sync_playwright

from tests.browser import built, chromium, links, server

LIMIT = 0.5
KEPT = built.ROOT / ".cache" / "bench"
PYODIDE = built.ROOT / "node_modules" / "pyodide"
FILES = (
    "pyodide.mjs",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)

COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".wasm", ".zip"}

BARE_PAGE = """<!doctype html><html lang=en><link rel=icon href=data:,><title>bare</title>
<script type=module>
  import { loadPyodide } from "./pyodide.mjs";
  const pyodide = await loadPyodide();
  document.title = String(pyodide.runPython("6 * 17172894720 * 31e12"));
  window.answered = performance.now();
</script>
"""
"""Bare `loadPyodide()` on the main thread, at once, and one call: as short as a page can be."""

BARE_ANSWER = """async () => {
  while (!window.answered) await new Promise((resume) => setTimeout(resume, 2));
  return window.answered;
}"""

OUR_ANSWER = """async () => {
  await customElements.whenDefined("llm-calculator");
  const calculator = document.querySelector('llm-calculator[name="training_run"]');
  const cost = () => calculator.querySelector('[data-result="cost"]')?.getAttribute("value");
  const before = cost();
  const field = calculator.querySelector('input[name="tokens"]:not([type="range"])');
  field.focus();
  field.value = "31T";
  for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  while (cost() === before) {
    if (calculator.getAttribute("state") === "failed") throw new Error(calculator.innerText);
    await new Promise((resume) => setTimeout(resume, 2));
  }
  return performance.now();
}"""
"""A reader types a corpus size as soon as the calculator listens: when its cost has changed."""


@dataclass(frozen=True, kw_only=True)
class Variant:
    """A folder on the host, the page in it, and the function that gives the time of the answer."""

    name: str
    folder: Path
    page: str
    answer: str


def compressed(folder: Path) -> Path:
    """The folder, with a brotli file beside every file that a good host would compress."""
    for file in folder.rglob("*"):
        beside = file.with_name(file.name + ".br")
        if file.suffix in COMPRESSED and not beside.exists():
            beside.write_bytes(brotli.compress(file.read_bytes()))
    return folder


def ours() -> Path:
    """A copy of the built site."""
    shutil.rmtree(KEPT / "site", ignore_errors=True)
    return compressed(shutil.copytree(built.site(), KEPT / "site"))


def bare() -> Path:
    """The files that bare Pyodide loads, and a page; compressed once for each Pyodide."""
    version = json.loads((PYODIDE / "package.json").read_text())["version"]
    folder = KEPT / f"bare-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(BARE_PAGE)
    for name in FILES:
        shutil.copyfile(PYODIDE / name, folder / name)
    return compressed(folder)


def first_answer(playwright: Playwright, variant: Variant, link: links.Link) -> tuple[float, int]:
    """Seconds and bytes from navigation to the first answer, in a browser that knows nothing."""
    link.carried = 0
    with server.serve(variant.folder, files=links.over(link)) as root:
        browser = chromium.launch(playwright)
        page = browser.new_page()
        page.set_default_timeout(120_000)
        page.goto(root + variant.page, wait_until="commit")
        answered = page.evaluate(variant.answer) / 1000
        browser.close()
    return answered, link.carried


def measure(link: links.Link, variants: tuple[Variant, ...], rounds: int) -> list[float]:
    """The variants' medians over a link, printed and given, in their order."""
    runs: dict[str, list[tuple[float, int]]] = {variant.name: [] for variant in variants}
    with sync_playwright() as playwright:
        for variant in variants * rounds:
            runs[variant.name].append(first_answer(playwright, variant, link))
    medians = []
    for variant in variants:
        times, sizes = zip(*runs[variant.name], strict=True)
        medians.append(statistics.median(times))
        print(
            f"      {link.name:<18}{variant.name:<14}{medians[-1]:6.2f} s"
            f"  ({min(times):.2f} to {max(times):.2f}){max(sizes) / 1e6:7.2f} MB",
            flush=True,
        )
    return medians


def main(rounds: int) -> None:
    print("      compressing what is not yet compressed …", flush=True)
    variants = (
        Variant(name="this site", folder=ours(), page="cost/", answer=OUR_ANSWER),
        Variant(name="bare Pyodide", folder=bare(), page="", answer=BARE_ANSWER),
    )
    print(f"      medians of {rounds} cold browsers each, in turn:", flush=True)
    this, other = measure(links.Link("fast link"), variants, rounds)
    slow = links.Link("10 Mbit/s, 40 ms", rate=10e6 / 8, delay=0.04)
    measure(slow, variants, max(1, rounds // 2))
    print(f"      fast link: {this / other:.2f} of bare Pyodide's time; the limit is {LIMIT}")
    if this > LIMIT * other:
        sys.exit("make: the first answer takes more than half of bare Pyodide's time")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 5)
