"""CPython cut to what runs: pyodide.asm.wasm with the functions that answers call, and no others.

Of its functions a sixth ever runs here. A function that was left out traps when it is called after
all; worker.js then fetches the whole machine and asks again. So the cut decides about bytes, never
about answers. Its data are left out, too: the image has them as they are when Python is ready; all
but tables that only functions read that are left out, and the code of modules that are imported.

machine.json names the functions, so that a reader's browser may keep the machine while calculators
change: what they call beyond it is added when the site is built. After a new Pyodide, or to write
down what was added:

    python -m calc.snapshot --trace
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from calc import cache
from calc.snapshot import calls, npm, wasm

FILE = Path(__file__).with_name("machine.json")
CODE = cache.key_of_files(Path(__file__), Path(wasm.__file__))
WIDTH = 90

BASE = 1024
"""The address where its data begin, as Emscripten links a program of its own."""


@dataclass(frozen=True, kw_only=True)
class Cut:
    """What is kept of a machine, and what of its data is left blank."""

    of: str
    """SHA-256 of the whole."""
    functions: frozenset[int]
    """By number, of those that it defines."""
    blank: tuple[tuple[int, int, str], ...]
    """From, to, in bytes of its data; and what is there. Only functions that are left out read it:
    how that was found stands in tests/fence/test_machine.py, which holds it. The whole machine has
    it, so that an image will do for both."""


def whole() -> bytes:
    """All of it. Raises `BundleError`."""
    return npm.file("pyodide.asm.wasm")


def cut(traced: Iterable[int] = ()) -> bytes:
    """The machine with the functions of machine.json and these. Raises `BundleError`."""
    known = read()
    functions = known.functions | frozenset(traced)
    name = cache.key(npm.identity(), CODE, *calls.ours(), ",".join(map(str, sorted(functions))))
    return cache.get(f"machine/{name}", lambda: wasm.emptied(reduced(functions)))


def reduced(functions: Collection[int]) -> bytes:
    """The machine with these functions and all of its data. Raises `BundleError`."""
    return wasm.reduced(whole(), functions, calls.ours())


def blank() -> list[tuple[int, int]]:
    """The addresses, from, to, of what is left blank of its data."""
    return [(BASE + start, BASE + end) for start, end, _ in read().blank]


def read() -> Cut:
    """What machine.json says; of another Pyodide's it says nothing."""
    said = json.loads(FILE.read_text())
    of = hashlib.sha256(whole()).hexdigest()
    if said["of"] != of:
        return Cut(of=of, functions=frozenset(), blank=())
    return Cut(
        of=of,
        functions=frozenset(_numbers(" ".join(said["functions"]))),
        blank=tuple((each["from"], each["to"], each["what"]) for each in said["blank"]),
    )


def write(traced: Iterable[int]) -> int:
    """Add functions to machine.json; gives how many are new there."""
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
        if len(line) + len(part) >= WIDTH:
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
