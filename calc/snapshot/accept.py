"""The finished bundle must answer every question as CPython does, or it is none."""

from collections.abc import Callable
from pathlib import Path

from calc import answer, cache
from calc.snapshot import host, npm, questions
from calc.snapshot.errors import BundleError

CODE = cache.key_of_files(Path(__file__), *host.SCRIPTS, Path(questions.__file__))


def accept(machine: bytes, image: host.Image, say: Callable[[str], None]) -> None:
    """Ask it everything. Raises `BundleError` where the answers differ, or there is none."""
    name = cache.key(npm.identity(), CODE, machine, image.content, image.layout)
    cache.get(f"accepted/{name}", lambda: _accept(machine, image, say))


def _accept(machine: bytes, image: host.Image, say: Callable[[str], None]) -> bytes:
    asked = list(questions.questions())
    say(f"asking the bundle {len(asked)} questions …")
    answers = host.ask(image, asked, by=machine)
    for question, theirs in zip(asked, answers, strict=True):
        ours = answer.answer(question)
        if theirs != ours:
            raise BundleError(_difference(question, ours, theirs))
    return str(len(asked)).encode()


def _difference(question: str, ours: str, theirs: str) -> str:
    pairs = enumerate(zip(ours, theirs, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(ours), len(theirs)))
    start = max(0, at - 30)
    return (
        f"Pyodide answers {question} differently: …{theirs[start : at + 30]!r}…"
        f" where CPython has …{ours[start : at + 30]!r}…"
    )
