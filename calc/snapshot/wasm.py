"""Reads a WebAssembly module: its functions, imports, exports and data.

A module is a sequence of sections. The code section is a sequence of function bodies, each with its
length before it.
Source: WebAssembly Core Specification 2.0, §5.5, https://www.w3.org/TR/wasm-core-2/
"""

from collections.abc import Iterator
from dataclasses import dataclass

from calc.snapshot.leb128 import read_unsigned

HEADER = b"\0asm\1\0\0\0"
TYPES, IMPORTS, FUNCTIONS, EXPORTS, CODE, DATA = 1, 2, 3, 7, 10, 11
"""Kinds of sections."""
FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)
"""Kinds of imports and exports."""
END = 0x0B
"""The instruction that ends an expression."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section's kind and content."""

    kind: int
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Import:
    """A value or function that a module imports."""

    module: str
    name: str
    kind: int


def sections(module: bytes) -> Iterator[Section]:
    """All sections, in their order."""
    at = len(HEADER)
    while at < len(module):
        kind = module[at]
        size, start = read_unsigned(module, at + 1)
        at = start + size
        yield Section(kind=kind, content=module[start:at])


def count(module: bytes) -> int:
    """How many functions the module defines."""
    return read_unsigned(_section(module, CODE), 0)[0]


def bodies(module: bytes) -> Iterator[bytes]:
    """The functions that the module defines: locals and instructions, without their length."""
    return sized(_section(module, CODE))


def parameter_counts(module: bytes) -> list[int]:
    """How many parameters each function has that the module defines."""
    types = list(_parameter_counts(_section(module, TYPES)))
    content = _section(module, FUNCTIONS)
    total, at = read_unsigned(content, 0)
    found = []
    for _ in range(total):
        index, at = read_unsigned(content, at)
        found.append(types[index])
    return found


def function_number(module: bytes, name: str) -> int:
    """The number of an exported function, of those that the module defines."""
    entry = dict(exported(_section(module, EXPORTS)))[name.encode()]
    length, start = read_unsigned(entry, 0)
    index, _ = read_unsigned(entry, start + length + 1)
    return index - sum(each.kind == FUNCTION for each in imports(module))


def exports(module: bytes) -> list[str]:
    """The names that the module exports."""
    return [name.decode() for name, _ in exported(_section(module, EXPORTS))]


def imports(module: bytes) -> list[Import]:
    """All imports."""
    content = _section(module, IMPORTS)
    total, at = read_unsigned(content, 0)
    found = []
    for _ in range(total):
        texts = []
        for _ in range(2):
            size, at = read_unsigned(content, at)
            texts.append(content[at : at + size].decode())
            at += size
        found.append(Import(module=texts[0], name=texts[1], kind=content[at]))
        at = _import_end(content, at)
    return found


def data(module: bytes) -> bytes:
    """The bytes of the one data segment. Raises `ValueError` if there are more or none."""
    content = _section(module, DATA)
    size, start = read_unsigned(content, segment_place(content)[1])
    return content[start : start + size]


def segment_count(module: bytes) -> int:
    """How many data segments the module has."""
    return read_unsigned(_section(module, DATA), 0)[0]


def sized(content: bytes) -> Iterator[bytes]:
    """The items of a section, each of which has its length before it."""
    total, at = read_unsigned(content, 0)
    for _ in range(total):
        size, start = read_unsigned(content, at)
        at = start + size
        yield content[start:at]


def exported(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and entry of each export: the name, a byte for its kind, its index."""
    total, at = read_unsigned(content, 0)
    for _ in range(total):
        start = at
        size, at = read_unsigned(content, at)
        name = content[at : at + size]
        _, at = read_unsigned(content, at + size + 1)
        yield name, content[start:at]


def segment_place(content: bytes) -> tuple[bytes, int]:
    """Kind and address of the one data segment, and where they end. Raises as `data` does."""
    segments, at = read_unsigned(content, 0)
    if segments != 1:
        raise ValueError(f"{segments} data segments, where one was expected")
    end = content.index(END, at) + 1
    return content[at:end], end


def _section(module: bytes, kind: int) -> bytes:
    return next(each.content for each in sections(module) if each.kind == kind)


def _import_end(content: bytes, at: int) -> int:
    """Where the description of an import ends: kind, type, limits."""
    kind, at = content[at], at + 1
    if kind == GLOBAL:
        return at + 2
    if kind in (TABLE, TAG):
        at += 1
    if kind in (FUNCTION, TAG):
        return read_unsigned(content, at)[1]
    has_maximum, at = content[at] & 1, at + 1
    for _ in range(1 + has_maximum):
        _, at = read_unsigned(content, at)
    return at


def _parameter_counts(content: bytes) -> Iterator[int]:
    """How many parameters each function type has; a type is 0x60, parameters and results."""
    total, at = read_unsigned(content, 0)
    for _ in range(total):
        parameters, at = read_unsigned(content, at + 1)
        results, at = read_unsigned(content, at + parameters)
        at += results
        yield parameters
