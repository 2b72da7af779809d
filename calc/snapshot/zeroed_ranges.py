"""The zeroed ranges: parts of the interpreter's data that only left-out functions read.

The memory snapshot leaves them out; they hold, for example, the tables of East Asian codecs and the
code of frozen modules. A range qualifies if
- no kept function names an address in it, or in the MARGIN before it;
- no kept function has read from it, or near it, while it answered all questions and the workload;
- no pointer outside it leads to a small object in it, such as the name of a type;
- Python has not changed it: the full interpreter has the same bytes, so one snapshot serves both.

Verification then compares the answers of an interpreter without these ranges with CPython's.
"""

import array
import bisect
from collections.abc import Collection, Iterable, Iterator

from calc.snapshot import pyodide_abi, wasm
from calc.snapshot.wasm_instructions import constants
from calc.snapshot.wasm_relocations import Relocations, relocations

MARGIN = 4096
"""Bytes around an address that a kept function names or reads: what begins there may be as long."""

MIN_LENGTH = 4096
"""Bytes of the shortest range; a further range is an entry more in the snapshot's layout."""

MAX_SMALL_OBJECT = 4096
"""Bytes of an object that a pointer alone protects. Code and tables are larger."""

BLOCK = 64
"""Bytes that are compared together."""

START = pyodide_abi.DATA_START

type Range = tuple[int, int]
"""From, to, as addresses."""


def compute(
    module: bytes, functions: Collection[int], memory: bytes, read: Collection[int]
) -> list[Range]:
    """The ranges, in ascending order.

    `functions` are kept, `memory` is that of a started Python, and `read` are addresses that the
    functions read while they answered.
    """
    bodies = list(wasm.bodies(module))
    linker = wasm.function_number(module, pyodide_abi.RELOCATE)
    data = wasm.data(module)
    end = START + len(data)
    moved = relocations(bodies[linker], START)
    kept = set(_named((bodies[n] for n in functions if n != linker), end))
    known = set(_named((body for n, body in enumerate(bodies) if n != linker), end))
    known |= set(moved.pointers.values())
    live = [(address, address + MARGIN) for address in kept]
    live += [(address - MARGIN, address + MARGIN) for address in read]
    live += _changed(data, moved, memory)
    pointers = [*moved.pointers.items(), *_pointers(memory, end, known)]
    return _gaps_without_small_objects(live, pointers, sorted({*known, end}), end)


def without_named(
    module: bytes, ranges: Iterable[Range], functions: Collection[int]
) -> list[Range]:
    """The ranges that these functions, which are kept too, name no address in."""
    bodies = list(wasm.bodies(module)) if functions else []
    end = START + len(wasm.data(module))
    named = sorted(_named((bodies[n] for n in functions), end))
    return [
        (start, stop)
        for start, stop in ranges
        if bisect.bisect_left(named, start - MARGIN) == bisect.bisect_left(named, stop)
    ]


def _named(bodies: Iterable[bytes], end: int) -> Iterator[int]:
    """Addresses of data that functions name: each is an operand relative to the start of data."""
    for body in bodies:
        yield from (START + value for value in constants(body) if 0 <= value < end - START)


def _pointers(memory: bytes, end: int, known: Collection[int]) -> Iterator[Range]:
    """Place and target of each word behind the data that equals a known address in the data."""
    start = end + -end % 4
    for i, word in enumerate(array.array("I", memory[start:])):
        if START <= word < end and word in known:
            yield start + 4 * i, word


def _changed(data: bytes, moved: Relocations, memory: bytes) -> Iterator[Range]:
    """The blocks of data that Python has changed since its start."""
    initial = bytearray(bytes(START) + data)
    for place, value in moved.words.items():
        initial[place : place + 4] = value.to_bytes(4, "little")
    _clear_docstrings(initial)
    for start in range(START, len(initial), BLOCK):
        block = initial[start : start + BLOCK]
        if block != memory[start : start + len(block)]:
            yield start, start + len(block)


def _clear_docstrings(data: bytearray) -> None:
    """As memory_snapshot.mjs does."""
    end = pyodide_abi.SIGNATURE_END
    at = data.find(end)
    while at >= 0:
        start, stop = data.rfind(0, 0, at) + 1, data.find(0, at)
        data[start:stop] = bytes(stop - start)
        at = data.find(end, at)


def _gaps_without_small_objects(
    live: list[Range], pointers: list[Range], objects: list[int], end: int
) -> list[Range]:
    """The gaps between live ranges, after small objects that live memory points to are live too."""
    while True:
        gaps = _gaps(live, end)
        starts = [start for start, _ in gaps]

        def inside(address: int) -> bool:
            i = bisect.bisect_right(starts, address) - 1  # noqa: B023  used in this round only
            return i >= 0 and address < gaps[i][1]  # noqa: B023

        found = []
        for place, target in pointers:
            if inside(target) and not inside(place):
                stop = objects[bisect.bisect_right(objects, target)]
                if stop - target < MAX_SMALL_OBJECT:
                    found.append((target, stop))
        if not found:
            return gaps
        live = live + found


def _gaps(live: list[Range], end: int) -> list[Range]:
    gaps, last = [], START
    for start, stop in [*sorted(live), (end, end)]:
        if start - last >= MIN_LENGTH:
            gaps.append((last, start))
        last = max(last, stop)
    return gaps
