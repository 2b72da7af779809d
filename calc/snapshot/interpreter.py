"""The interpreter: Pyodide's WebAssembly module, and the same trimmed to the functions that run.

A sixth of its functions run in answers. In place of each other function the trimmed interpreter
has an instruction that traps; worker.js then fetches the full interpreter and asks again. So
trimming decides about bytes, never about answers. The trimmed interpreter has no data section: the
memory snapshot holds its data, but for zeroed ranges, which only left-out functions read.

interpreter.json names the functions and the ranges, so that a browser may keep the interpreter in
its cache while calculators change. Functions that answers need beyond it are added when the site is
built. After a new Pyodide, or to write down what was added:

    python -m calc.snapshot --trace
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from calc import cache
from calc.snapshot import exports, npm, wasm

FILE = Path(__file__).with_name("interpreter.json")
SOURCES = cache.key_of_files(Path(__file__), Path(wasm.__file__))
MAX_LINE_WIDTH = 90

BASE = 1024
"""The address where its data begin, as Emscripten links a program of its own."""


@dataclass(frozen=True, kw_only=True)
class Trimming:
    """What is kept of a machine, and what of its data is left blank."""

    of: str
    """SHA-256 of the whole."""
    functions: frozenset[int]
    """By number, of those that it defines."""
    blank: tuple[tuple[int, int, str], ...]
    """From, to, in bytes of its data; and what is there. Only functions that are left out read it:
    how that was found stands in tests/fence/test_machine.py, which holds it. The whole machine has
    it, so that an image will do for both."""


def full() -> bytes:
    """All of it. Raises `BuildError`."""
    return npm.file("pyodide.asm.wasm")


def trimmed(traced: Iterable[int] = ()) -> bytes:
    """The machine with the functions of interpreter.json and these. Raises `BuildError`."""
    known = read()
    functions = known.functions | frozenset(traced)
    name = cache.key(
        npm.identity(),
        SOURCES,
        *exports.used_by_our_scripts(),
        ",".join(map(str, sorted(functions))),
    )
    return cache.get(f"interpreter/{name}", lambda: wasm.emptied(with_functions(functions)))


def with_functions(functions: Collection[int]) -> bytes:
    """The machine with these functions and all of its data. Raises `BuildError`."""
    return wasm.reduced(full(), functions, exports.used_by_our_scripts())


def zeroed_ranges() -> list[tuple[int, int]]:
    """The addresses, from, to, of what is left blank of its data."""
    return [(BASE + start, BASE + end) for start, end, _ in read().blank]


def read() -> Trimming:
    """What interpreter.json says; of another Pyodide's it says nothing."""
    said = json.loads(FILE.read_text())
    of = hashlib.sha256(full()).hexdigest()
    if said["of"] != of:
        return Trimming(of=of, functions=frozenset(), blank=())
    return Trimming(
        of=of,
        functions=frozenset(_numbers(" ".join(said["functions"]))),
        blank=tuple((each["from"], each["to"], each["what"]) for each in said["blank"]),
    )


def write(traced: Iterable[int]) -> int:
    """Add functions to interpreter.json; gives how many are new there."""
    known = read()
    functions = known.functions | set(traced)
    blank = [{"from": start, "to": end, "what": what} for start, end, what in known.blank]
    said = {"of": known.of, "blank": blank, "functions": list(_lines(sorted(functions)))}
    FILE.write_text(json.dumps(said, indent=2) + "\n")
    return len(functions) - len(known.functions)


def _numbers(text: str) -> Iterator[int]:
    """3-5 8 → 3, 4, 5, 8"""
    for part in text.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def _lines(numbers: list[int]) -> Iterator[str]:
    """3, 4, 5, 8 → 3-5 8, in lines."""
    line = ""
    for part in _ranges(numbers):
        if len(line) + len(part) >= MAX_LINE_WIDTH:
            yield line
            line = ""
        line = f"{line} {part}".strip()
    yield line


def _ranges(numbers: list[int]) -> Iterator[str]:
    for i, first in enumerate(numbers):
        if i and numbers[i - 1] == first - 1:
            continue
        end = next((j for j in range(i, len(numbers)) if numbers[j] != first + j - i), len(numbers))
        last = numbers[end - 1]
        yield str(first) if last == first else f"{first}-{last}"
