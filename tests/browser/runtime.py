"""Compares the answers of the Python in a page with those of CPython, many at once."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

from calc.answer import answer

QUESTIONS_AT_A_TIME = 100
"""How many questions wait for the worker at the same time."""

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

RECORD_QUESTIONS = """
const { postMessage } = Worker.prototype;
window.asked = [];
Worker.prototype.postMessage = function (message, ...others) {
    if (typeof message === "string") asked.push(JSON.parse(message));
    if (typeof message !== "string" || !window.swallow) postMessage.call(this, message, ...others);
};
"""
"""Records the questions to the worker in `asked`; while `swallow` is true they do not reach it."""

ASK_ONE = """async ([path, question]) => (await import(path))
    .ask(JSON.parse(question)).catch((error) => `!${error.message}`)"""


def client(folder: Path) -> str:
    """The address of the script that asks Python, relative to the root of the site."""
    [script] = folder.glob("runtime/*/controller.js")
    return f"./{script.relative_to(folder).as_posix()}"


def differences(
    page: Page, folder: Path, questions: Sequence[str], at_a_time: int = QUESTIONS_AT_A_TIME
) -> list[str]:
    """Answers of the page's Python that differ from CPython's, each with its question."""
    found = []
    for start in range(0, len(questions), at_a_time):
        batch = questions[start : start + at_a_time]
        theirs = page.evaluate(ASK, [client(folder), batch])
        for question, digest in zip(batch, theirs, strict=True):
            ours = answer(question)
            if hashlib.sha256(ours.encode()).hexdigest() != digest:
                their = page.evaluate(ASK_ONE, [client(folder), question])
                found.append(difference(question, ours, their))
    return found


def difference(question: str, ours: str, theirs: str) -> str:
    """Where two answers begin to differ."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(ours), len(theirs)))
    around = slice(max(0, at - 60), at + 60)
    found = {"question": json.loads(question), "CPython": ours[around], "browser": theirs[around]}
    return json.dumps(found, indent=1, ensure_ascii=False)
