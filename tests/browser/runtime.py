"""The site's own Python, asked many questions at once in a page of the site."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

from calc.answer import answer

BATCH = 100
"""Questions that wait for the worker at the same time."""

ASK = """async ([path, questions]) => {
    const { ask } = await import(path);
    const answered = (question) =>
        ask(JSON.parse(question)).catch((error) => `!${error.message}`);
    const digest = async (html) => {
        const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(html));
        const hex = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0"));
        return hex.join("");
    };
    return Promise.all(questions.map(async (question) => digest(await answered(question))));
}"""

QUESTIONS = """
const { postMessage } = Worker.prototype;
window.asked = [];
Worker.prototype.postMessage = function (message, ...others) {
    if (typeof message === "string") asked.push(JSON.parse(message));
    if (typeof message !== "string" || !window.swallow) postMessage.call(this, message, ...others);
};
"""
"""Notes what a page asks its worker, which hears nothing of it once the page is to `swallow`."""

ASK_ONE = """async ([path, question]) => (await import(path))
    .ask(JSON.parse(question)).catch((error) => `!${error.message}`)"""


def client(folder: Path) -> str:
    """The address of what asks Python, from a page at the root of the site."""
    [script] = folder.glob("runtime/*/controller.js")
    return f"./{script.relative_to(folder).as_posix()}"


def differences(page: Page, folder: Path, questions: Sequence[str]) -> list[str]:
    """Where the page's Python answers otherwise than this one: each as input and what differs."""
    found = []
    for start in range(0, len(questions), BATCH):
        batch = questions[start : start + BATCH]
        theirs = page.evaluate(ASK, [client(folder), batch])
        for question, digest in zip(batch, theirs, strict=True):
            ours = answer(question)
            if hashlib.sha256(ours.encode()).hexdigest() != digest:
                their = page.evaluate(ASK_ONE, [client(folder), question])
                found.append(difference(question, ours, their))
    return found


def difference(question: str, ours: str, theirs: str) -> str:
    """The place where two answers part."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(ours), len(theirs)))
    around = slice(max(0, at - 60), at + 60)
    said = {"question": json.loads(question), "CPython": ours[around], "browser": theirs[around]}
    return json.dumps(said, indent=1, ensure_ascii=False)
