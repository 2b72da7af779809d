"""The worker in an empty page, with a Python that can be told to loop, raise or use up memory.

The worker and the interpreter are those of the site; only the memory snapshot is different.
"""

import time
from pathlib import Path
from typing import Any, override

from playwright.sync_api import Page

from calc.snapshot import (
    build,
    bytecode,
    interpreter,
    memory_snapshot,
    package,
    stdlib,
    usage,
)
from tests.browser import server

SCRATCH = """
import json

def answer(question):
    match json.loads(question):
        case {"say": text}:
            return text
        case {"loop": _}:
            while True:
                pass
        case {"name": character}:
            import unicodedata
            return unicodedata.name(character)
        case {"raise": text}:
            raise ValueError(text)
        case {"recurse": depth}:
            return str(nested(depth))
        case {"eat": size}:
            return str([0] * size)

def nested(depth):
    deep = []
    for _ in range(depth):
        deep = [deep]
    return deep
"""

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self';"
    " worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Strict(server.Files):
    """A host with the strictest policy under which the worker runs."""

    policy = POLICY

    @override
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()


def write(folder: Path) -> None:
    """Write an empty page and the runtime files."""
    (folder / "index.html").write_text("<!doctype html><title>Scratch</title>")
    (folder / "favicon.ico").touch()
    library = stdlib.archive(usage.of(package.compiled()).modules)
    scratch = bytecode.archive(bytecode.compiled({"calc/answer.py": SCRATCH.encode()}))
    for file in build.assemble(
        interpreter.trimmed(),
        memory_snapshot.make(library, scratch, "calc.answer.answer"),
        "scratch",
    ):
        path = folder / "runtime" / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


class Client:
    """The page's client of the worker, for tests."""

    def __init__(self, page: Page, host: str, folder: Path) -> None:
        self.page = page
        page.goto(host)
        [script] = folder.glob("runtime/*/controller.js")
        path = f"./{script.relative_to(folder).as_posix()}"
        page.evaluate(
            """async (path) => {
                window.client = await import(path);
                window.states = [];
                client.onState((now) => states.push(now));
            }""",
            path,
        )

    def ask(self, *questions: tuple[Any, str]) -> list[Any]:
        """Ask all questions at once, each for its asker; the answers, or {"error": message}."""
        answers: list[Any] = self.page.evaluate(
            """(questions) => Promise.all(questions.map(([question, asker]) =>
                client.ask(question, { asker }).then(
                    (html) => html ?? null, (error) => ({ error: error.message }))))""",
            list(questions),
        )
        return answers

    def say(self, text: str) -> str:
        [answer] = self.ask(({"say": text}, "says"))
        return str(answer)

    def stop_the_clock(self) -> None:
        """Stop the page's clock: time passes only when a test says so."""
        self.page.clock.install()
        self.page.clock.pause_at(time.time() + 60)

    @property
    def states(self) -> list[str]:
        """The states that listeners were told, without repetitions for progress."""
        heard = [state["state"] for state in self.page.evaluate("states")]
        return [state for i, state in enumerate(heard) if i == 0 or state != heard[i - 1]]
