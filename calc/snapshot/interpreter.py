"""The interpreter: Pyodide's WebAssembly module, and the same trimmed to the functions that run.

A tenth of its functions run in answers. In place of each other function the trimmed interpreter
has an instruction that traps. Then the page starts a worker with the full interpreter, and asks it
again. So trimming decides about bytes, never about answers. The trimmed interpreter has no data:
the memory snapshot holds them, but for the zeroed ranges. wasm-opt then inlines small functions:
fewer bytes, and fewer functions for a browser to compile before the first answer.

interpreter.json names the functions and the ranges, so that a browser may keep the interpreter in
its cache while calculators change. Functions that answers need beyond it are added when the site is
built. To write them down:

    python -m calc.snapshot --trace
"""

import hashlib
import json
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from calc import cache
from calc.snapshot import node, npm, pyodide_abi, wasm, wasm_edit
from calc.snapshot.errors import BuildError

FILE = Path(__file__).with_name("interpreter.json")
SOURCES = cache.key_of_files(Path(__file__), Path(wasm_edit.__file__))
MAX_LINE_WIDTH = 90

OPTIONS = (
    "-O2",
    *(
        f"--enable-{feature}"
        for feature in (
            "bulk-memory",
            "bulk-memory-opt",
            "exception-handling",
            "multivalue",
            "mutable-globals",
            "nontrapping-float-to-int",
            "reference-types",
            "sign-ext",
        )
    ),
)
"""Of wasm-opt: the features of WebAssembly are those that Pyodide has, so that it adds no other."""


@dataclass(frozen=True, kw_only=True)
class Trimming:
    """What is kept of an interpreter, and what is left out of its data."""

    functions: frozenset[int]
    """The numbers of the functions that are kept, of those that the module defines."""
    zeroed: tuple[tuple[int, int], ...]
    """From, to, as addresses; see zeroed_ranges.py. The full interpreter has these data, so that
    one memory snapshot serves both."""


def full() -> bytes:
    """The interpreter with everything in it. Raises `BuildError`."""
    return npm.file(pyodide_abi.MODULE)


def trimmed(traced: Iterable[int] = (), say: Callable[[str], None] = lambda _: None) -> bytes:
    """The interpreter with the functions of interpreter.json and these.

    `say` receives what takes long. Raises `BuildError`.
    """
    functions = read().functions | frozenset(traced)
    numbers = ",".join(map(str, sorted(functions)))
    name = cache.key(pyodide_abi.identity(), npm.version("binaryen"), SOURCES, numbers)

    def content() -> bytes:
        say("optimizing the interpreter, once; this takes about 20 seconds …")
        return optimized(wasm_edit.without_data(with_functions(functions)))

    return cache.get(f"interpreter/{name}", content)


def optimized(module: bytes) -> bytes:
    """A module that does the same, by wasm-opt. Raises `BuildError`."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "before.wasm"), Path(folder, "after.wasm")
        before.write_bytes(module)
        node.run(npm.folder() / "binaryen" / "bin" / "wasm-opt", *OPTIONS, before, "-o", after)
        return after.read_bytes()


def with_functions(functions: Collection[int]) -> bytes:
    """The interpreter with these functions and all its data. Raises `BuildError`."""
    return wasm_edit.reduced(full(), functions, pyodide_abi.CALLED_BY_PAGES)


def with_all_functions() -> bytes:
    """The interpreter with all its functions, and only the exports that pages call."""
    return with_functions(range(wasm.count(full())))


def read() -> Trimming:
    """What interpreter.json says. Raises `BuildError` if it is about another Pyodide."""
    content = json.loads(FILE.read_text(encoding="utf-8"))
    if content["pyodide"] != _digest():
        raise BuildError(
            f"{FILE.name} is about another Pyodide than {npm.version('pyodide')}, which is"
            " installed: `make upgrade-pyodide` writes it anew."
        )
    return Trimming(
        functions=frozenset(_numbers(" ".join(content["functions"]))),
        zeroed=tuple((start, end) for start, end in content["zeroed"]),
    )


def write(trimming: Trimming) -> None:
    """Write interpreter.json for the Pyodide that is installed."""
    content = {
        "pyodide": _digest(),
        "zeroed": [list(each) for each in trimming.zeroed],
        "functions": list(_lines(sorted(trimming.functions))),
    }
    text = json.dumps(content, indent=2)
    pairs = "".join(f"\n    [{start}, {end}]," for start, end in trimming.zeroed).rstrip(",")
    start, end = text.index('"zeroed": ['), text.index('"functions"')
    text = f'{text[:start]}"zeroed": [{pairs}\n  ],\n  {text[end:]}\n'
    FILE.write_text(text, encoding="utf-8")


def count(lines: Iterable[str]) -> int:
    """How many functions interpreter.json names."""
    return len(list(_numbers(" ".join(lines))))


def _digest() -> str:
    return hashlib.sha256(full()).hexdigest()


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
