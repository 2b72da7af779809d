"""Which functions of the interpreter run, and what they read: found by asking it everything.

It answers all questions, invalid ones too, and runs the coverage workload, which does what
calculators that are still to be written may do.
"""

from collections.abc import Collection
from pathlib import Path

from calc import cache
from calc.snapshot import (
    bytecode,
    interpreter,
    memory_snapshot,
    pyodide_abi,
    pyodide_in_node,
    questions,
    stdlib,
    wasm,
    wasm_edit,
    wasm_reads,
)
from calc.snapshot.pyodide_in_node import MemorySnapshot

ROUNDS = 3
"""How often everything is asked: Python collects garbage only now and then."""

WORKLOAD = Path(__file__).with_name("coverage_workload.py")

SOURCES = cache.key_of_files(
    WORKLOAD,
    Path(__file__),
    Path(wasm_edit.__file__),
    Path(memory_snapshot.__file__),
    *pyodide_in_node.SCRIPTS,
)


def functions(ready: MemorySnapshot) -> tuple[int, ...]:
    """The numbers of all functions that run. Raises `BuildError`."""
    answers = run(ready, _asked() * ROUNDS)
    name = cache.key(pyodide_abi.identity(), SOURCES)
    workload = cache.get(f"trace/{name}", lambda: _trace(_workload(), [""]))
    return tuple(sorted({*answers, *_marked(workload)}))


def run(ready: MemorySnapshot, asked: list[str]) -> tuple[int, ...]:
    """The numbers of the functions that run while a snapshot answers. Raises `BuildError`."""
    name = cache.key(
        pyodide_abi.identity(), SOURCES, ready.content, ready.layout, ready.later, *asked
    )
    return _marked(cache.get(f"trace/{name}", lambda: _trace(ready, asked)))


def reads(ready: MemorySnapshot, kept: Collection[int]) -> tuple[int, ...]:
    """The addresses of data that these functions read: of each granule the first.

    Raises `BuildError`.
    """
    instrumented = wasm_reads.instrumented(interpreter.with_functions(kept), pyodide_abi.MARKS)
    end = pyodide_abi.DATA_START + len(wasm.data(interpreter.full()))
    found: set[int] = set()
    for snapshot, asked in ((ready, _asked()), (_workload(), [""])):
        marks = pyodide_in_node.trace(
            snapshot, asked, instrumented, pyodide_abi.MARKS, wasm_reads.MARKS
        )
        found |= set(_marked(marks[: end // wasm_reads.GRANULE + 1]))
    return tuple(sorted(wasm_reads.GRANULE * n for n in found))


def _asked() -> list[str]:
    return [*questions.questions(), *questions.invalid()]


def _marked(marks: bytes) -> tuple[int, ...]:
    return tuple(n for n, mark in enumerate(marks) if mark)


def _workload() -> MemorySnapshot:
    package = bytecode.archive(bytecode.compiled({WORKLOAD.name: WORKLOAD.read_bytes()}))
    return pyodide_in_node.snapshot(stdlib.full(), package, "coverage_workload.everything")


def _trace(ready: MemorySnapshot, asked: list[str]) -> bytes:
    """A byte for each function of the interpreter: whether it ran."""
    everything = interpreter.with_all_functions()
    instrumented = wasm_edit.traced(everything, pyodide_abi.MARKS)
    return pyodide_in_node.trace(
        ready, asked, instrumented, pyodide_abi.MARKS, wasm.count(everything)
    )
