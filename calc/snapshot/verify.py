"""Verification: the finished files answer every question as CPython does, or the build fails."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import batched
from pathlib import Path

from calc import answer, cache
from calc.snapshot import pyodide_abi, pyodide_in_node, questions
from calc.snapshot.errors import BuildError
from calc.snapshot.pyodide_in_node import MemorySnapshot

SOURCES = cache.key_of_files(Path(__file__), *pyodide_in_node.SCRIPTS)

AT_A_TIME = 200
"""Questions to one Node.js: a slow machine answers so many before they are stopped."""

CONTEXT = 30
"""Characters shown before and after the first difference between two answers."""


def verify(interpreter: bytes, snapshot: MemorySnapshot, say: Callable[[str], None]) -> None:
    """Ask an interpreter all questions. Raises `BuildError` at the first answer that differs."""
    asked = list(questions.questions())
    name = cache.key(
        pyodide_abi.identity(),
        SOURCES,
        interpreter,
        snapshot.content,
        snapshot.layout,
        snapshot.later,
        *asked,
    )

    def verified() -> bytes:
        say(f"verifying {len(asked)} answers …")
        _verify(interpreter, snapshot, asked)
        return b""

    cache.get(f"verified/{name}", verified)


def _verify(interpreter: bytes, snapshot: MemorySnapshot, asked: list[str]) -> None:
    """Each processor has a Node.js that is asked, while this process computes its own answers."""

    def pyodide(part: Iterable[str]) -> list[str]:
        return pyodide_in_node.ask(snapshot, part, trimmed=interpreter)

    parts = list(batched(asked, AT_A_TIME, strict=False))
    with ThreadPoolExecutor(os.process_cpu_count()) as pool:
        try:
            for part, answers in zip(parts, pool.map(pyodide, parts), strict=True):
                for question, theirs in zip(part, answers, strict=True):
                    ours = answer.answer(question)
                    if theirs != ours:
                        raise BuildError(_difference(question, ours, theirs))
        finally:
            pool.shutdown(cancel_futures=True)


def _difference(question: str, ours: str, theirs: str) -> str:
    pairs = enumerate(zip(ours, theirs, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(ours), len(theirs)))
    shown = slice(max(0, at - CONTEXT), at + CONTEXT)
    return (
        f"Pyodide answers {question} differently: …{theirs[shown]!r}…"
        f" where CPython has …{ours[shown]!r}…"
    )
