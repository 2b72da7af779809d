"""The bytes of the memory snapshot that nothing reads are zeros: they would not compress."""

import json
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from calc.snapshot import bytecode, node, pyodide_in_node, stdlib
from calc.snapshot.errors import BuildError
from calc.snapshot.pyodide_in_node import MemorySnapshot

SOURCE = b"""
KNOWN = "a text by which the type of all texts is found"

def answer(text):
    return text
"""
KNOWN = b"a text by which the type of all texts is found"

HEADER = 20
"""Bytes of an ASCII text before its characters. Source: CPython's unicodeobject.h."""
ASCII = 0b1100100
"""The low byte of its state: ASCII, compact, one byte each; interned or not."""
INTERNED = 3


def texts(memory: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Each ASCII text in the heap: its address, and the end of its characters."""
    known = memory.index(KNOWN) - HEADER
    kind = memory[known + 4 : known + 8]
    at = start
    while (at := memory.find(kind, at)) >= 0:
        address, at = at - 4, at + 4
        length, _, state = struct.unpack_from("<III", memory, address + 8)
        end = address + HEADER + length
        if address % 8 or length > 10_000 or state & 255 & ~INTERNED != ASCII:
            continue
        if memory[address + HEADER : end].isascii() and not memory[end]:
            yield address, end


def ready() -> MemorySnapshot:
    archive = bytecode.archive(bytecode.compiled({"speaks.py": SOURCE}))
    return pyodide_in_node.snapshot(stdlib.full(), archive, "speaks.answer")


def test_texts_have_nothing_around_them():
    made = ready()
    memory, layout = made.memory(), json.loads(made.layout)
    found = list(texts(memory, layout["globals"]["__stack_pointer"]))
    assert len(found) > 3_000
    for address, end in found:
        assert not any(memory[address + 17 : address + HEADER])  # bits of the state without meaning
        block = (end + 1 + 3) // 8 * 8 + 4  # a block of the heap ends four bytes before another
        assert not any(memory[end:block])
    assert pyodide_in_node.ask(made, ["as before"]) == ["as before"]


CHUNKS = Path(__file__).with_name("chunks.mjs")


def chunks(sizes: dict[int, int], end: int) -> list[int]:
    """The chunks that are found in a memory with these sizes, by their addresses."""
    words = [0] * (end // 4)
    for address, size in sizes.items():
        words[address // 4 + 1] = size
    asked = json.dumps({"words": words, "stack": 0, "end": end})
    found: list[int] = json.loads(node.run(CHUNKS, text=asked))
    return found


def test_the_heap_is_the_longest_row_of_chunks():
    in_use = 3
    heap = {64: 16 | in_use, 80: 32 | in_use, 112: 16 | in_use, 128: 24, 152: 40 | in_use}
    # Bytes before it that look like sizes: one leads past chunks, one past the end.
    before = {8: 104, 24: 184}
    assert chunks(heap, 192) == [64, 80, 112, 128, 152]
    assert chunks(heap | before, 192) == [64, 80, 112, 128, 152]


def test_a_memory_without_a_heap_is_named():
    with pytest.raises(BuildError, match="look into dlmalloc"):
        chunks({}, 192)
