"""WebAssembly, as far as it takes to see which functions run and to leave the others out.

A module is a row of sections; the code section is a row of function bodies, each with its length
before it. Nothing else changes places here: functions keep their numbers.
Source: WebAssembly Core Specification 2.0, §5.5, https://www.w3.org/TR/wasm-core-2/
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

TYPES, IMPORTS, FUNCTIONS, EXPORTS, CODE, DATA = 1, 2, 3, 7, 10, 11
FUNCTION, TABLE, MEMORY, GLOBAL, TAG = range(5)
"""Kinds of imports and exports."""
END = 0x0B
"""The instruction that ends an expression."""
UNREACHABLE = b"\x00\x00\x0b"
"""The body of a function that has no locals and traps."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section's number and content."""

    number: int
    content: bytes


def with_bodies(module: bytes, change: Callable[[int, bytes], bytes]) -> bytes:
    """The module with other function bodies: `change` is given each one and its number."""
    return _joined(_bodies_changed(each, change) for each in _sections(module))


def traced(module: bytes, marks: int) -> bytes:
    """The module, whose n-th function writes a 1 to the address `marks` + n whenever it runs."""

    def marking(n: int, body: bytes) -> bytes:
        start = _after_locals(body)
        mark = b"\x41" + signed(marks + n) + b"\x41\x01" + b"\x3a\x00\x00"  # i32.store8
        return body[:start] + mark + body[start:]

    return with_bodies(module, marking)


def reduced(module: bytes, functions: Collection[int], exports: Collection[str]) -> bytes:
    """The module with these exports and the bodies of these functions; the others trap."""

    def kept(n: int, body: bytes) -> bytes:
        return body if n in functions else UNREACHABLE

    names = {name.encode() for name in exports}
    return _joined(
        _bodies_changed(_exports_picked(each, names), kept) for each in _sections(module)
    )


def emptied(module: bytes) -> bytes:
    """The module without the bytes of its one data segment, which stays as one of none."""
    return _joined(_emptied(each) for each in _sections(module))


def count(module: bytes) -> int:
    """How many functions it defines."""
    return _number(_section(module, CODE), 0)[0]


def bodies(module: bytes) -> Iterator[bytes]:
    """The functions that it defines: locals and instructions, without the length before them."""
    return _bodies(_section(module, CODE))


def parameter_counts(module: bytes) -> list[int]:
    """How many parameters each function has that the module defines."""
    types = list(_parameter_counts(_section(module, TYPES)))
    content = _section(module, FUNCTIONS)
    total, at = _number(content, 0)
    found = []
    for _ in range(total):
        index, at = _number(content, at)
        found.append(types[index])
    return found


def data(module: bytes) -> bytes:
    """The bytes of its one data segment. Raises `ValueError` if it has more or none."""
    content = _section(module, DATA)
    size, start = _number(content, _segment_place(content)[1])
    return content[start : start + size]


def segment_count(module: bytes) -> int:
    """How many data segments it has."""
    return _number(_section(module, DATA), 0)[0]


def exports(module: bytes) -> list[str]:
    """The names that it exports."""
    return [name.decode() for name, _ in _exported(_section(module, EXPORTS))]


@dataclass(frozen=True, kw_only=True)
class Import:
    """What a module imports: the module and name, and whether it is a function or another kind."""

    module: str
    name: str
    kind: int


def imports(module: bytes) -> list[Import]:
    """All imports."""
    content = _section(module, IMPORTS)
    total, at = _number(content, 0)
    found = []
    for _ in range(total):
        texts = []
        for _ in range(2):
            size, at = _number(content, at)
            texts.append(content[at : at + size].decode())
            at += size
        found.append(Import(module=texts[0], name=texts[1], kind=content[at]))
        at = _import_end(content, at)
    return found


def _import_end(content: bytes, at: int) -> int:
    """Where the description of an import ends: kind, type, limits."""
    kind, at = content[at], at + 1
    if kind == GLOBAL:
        return at + 2
    if kind in (TABLE, TAG):
        at += 1
    if kind in (FUNCTION, TAG):
        return _number(content, at)[1]
    has_maximum, at = content[at] & 1, at + 1
    for _ in range(1 + has_maximum):
        _, at = _number(content, at)
    return at


def function_number(module: bytes, name: str) -> int:
    """The number of an exported function, of those that the module defines."""
    entry = dict(_exported(_section(module, EXPORTS)))[name.encode()]
    length, start = _number(entry, 0)
    index, _ = _number(entry, start + length + 1)
    return index - sum(each.kind == FUNCTION for each in imports(module))


def _sections(module: bytes) -> Iterator[Section]:
    at = len(b"\0asm\1\0\0\0")
    while at < len(module):
        number = module[at]
        size, start = _number(module, at + 1)
        at = start + size
        yield Section(number=number, content=module[start:at])


def _joined(sections: Iterator[Section]) -> bytes:
    rows = (bytes([each.number]) + _sized(each.content) for each in sections)
    return b"\0asm\1\0\0\0" + b"".join(rows)


def _section(module: bytes, number: int) -> bytes:
    return next(each.content for each in _sections(module) if each.number == number)


def _bodies_changed(section: Section, change: Callable[[int, bytes], bytes]) -> Section:
    if section.number != CODE:
        return section
    changed = [_sized(change(n, body)) for n, body in enumerate(_bodies(section.content))]
    return Section(number=CODE, content=unsigned(len(changed)) + b"".join(changed))


def _bodies(content: bytes) -> Iterator[bytes]:
    total, at = _number(content, 0)
    for _ in range(total):
        size, start = _number(content, at)
        at = start + size
        yield content[start:at]


def _exports_picked(section: Section, names: Collection[bytes]) -> Section:
    if section.number != EXPORTS:
        return section
    picked = [entry for name, entry in _exported(section.content) if name in names]
    return Section(number=EXPORTS, content=unsigned(len(picked)) + b"".join(picked))


def _exported(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and entry of each export: the name, a byte for its kind, its index."""
    total, at = _number(content, 0)
    for _ in range(total):
        start = at
        size, at = _number(content, at)
        name = content[at : at + size]
        _, at = _number(content, at + size + 1)
        yield name, content[start:at]


def _emptied(section: Section) -> Section:
    if section.number != DATA:
        return section
    place, _ = _segment_place(section.content)
    return Section(number=DATA, content=b"\x01" + place + b"\x00")


def _segment_place(content: bytes) -> tuple[bytes, int]:
    """Kind and address of the one data segment, and where they end."""
    segments, at = _number(content, 0)
    if segments != 1:
        raise ValueError(f"{segments} data segments, where one was expected")
    end = content.index(END, at) + 1
    return content[at:end], end


def _parameter_counts(content: bytes) -> Iterator[int]:
    """How many parameters each function type has; a type is 0x60, parameters and results."""
    total, at = _number(content, 0)
    for _ in range(total):
        count, at = _number(content, at + 1)
        results, at = _number(content, at + count)
        at += results
        yield count


def _after_locals(body: bytes) -> int:
    """Where the instructions of a function begin: after groups of a count and a type each."""
    groups, at = _number(body, 0)
    for _ in range(groups):
        _, at = _number(body, at)
        at += 1
    return at


def _sized(content: bytes) -> bytes:
    return unsigned(len(content)) + content


def _number(content: bytes | bytearray, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number, and where it ends."""
    value = shift = 0
    while True:
        byte = content[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def unsigned(value: int) -> bytes:
    """LEB128, seven bits a byte, the lowest first."""
    encoded = bytearray()
    while value >= 0x80:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])


def leb_size(value: int) -> int:
    """Bytes of an unsigned LEB128 number."""
    return len(unsigned(value))


def signed(value: int) -> bytes:
    """A positive number as signed LEB128: the sign is the second highest bit of the last byte."""
    encoded = bytearray()
    while value >= 0x40:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])
