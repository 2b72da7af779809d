"""Which functions of the interpreter run: found by asking every question, and invalid ones.

The coverage workload runs too: it does what calculators that are still to be written may do.
"""

from pathlib import Path

from calc import cache
from calc.snapshot import (
    bytecode,
    interpreter,
    memory_snapshot,
    npm,
    pyodide_in_node,
    questions,
    stdlib,
    wasm,
)
from calc.snapshot.pyodide_in_node import MemorySnapshot

MARKS = 1 << 30
"""The address from which functions leave their marks: far above the heap."""

INVALID = ("{", "[]", '{"calculator": "none"}', '{"calculator": "experts", "id": 0}')
"""Questions that no page asks: Python raises, and uses more functions for its message."""

ROUNDS = 3
"""How often everything is asked: Python collects garbage only now and then."""

WORKLOAD = Path(__file__).with_name("coverage_workload.py")

SOURCES = cache.key_of_files(
    WORKLOAD,
    Path(__file__),
    Path(wasm.__file__),
    Path(memory_snapshot.__file__),
    *pyodide_in_node.SCRIPTS,
    Path(questions.__file__),
)


def functions(ready: MemorySnapshot) -> tuple[int, ...]:
    """The numbers of all functions that run. Raises `BuildError`."""
    answers = run(ready, [*questions.questions(), *INVALID] * ROUNDS)
    name = cache.key(npm.identity(), SOURCES)
    workload = cache.get(f"trace/{name}", lambda: _trace(_workload(), [""]))
    return tuple(sorted({*answers, *_marked(workload)}))


def run(ready: MemorySnapshot, asked: list[str]) -> tuple[int, ...]:
    """The numbers of the functions that run while a snapshot answers. Raises `BuildError`."""
    name = cache.key(npm.identity(), SOURCES, ready.content, ready.layout, *asked)
    return _marked(cache.get(f"trace/{name}", lambda: _trace(ready, asked)))


def _marked(marks: bytes) -> tuple[int, ...]:
    return tuple(n for n, mark in enumerate(marks) if mark)


def _workload() -> MemorySnapshot:
    package = bytecode.archive(bytecode.compiled({WORKLOAD.name: WORKLOAD.read_bytes()}))
    return pyodide_in_node.snapshot(stdlib.full(), package, "coverage_workload.everything")


def _trace(ready: MemorySnapshot, asked: list[str]) -> bytes:
    """A byte for each function of the interpreter: whether it ran."""
    everything = interpreter.with_functions(range(wasm.count(interpreter.full())))
    instrumented = wasm.traced(everything, MARKS)
    return pyodide_in_node.trace(ready, asked, instrumented, MARKS, wasm.count(everything))
