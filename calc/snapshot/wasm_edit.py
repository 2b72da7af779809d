"""Changes a WebAssembly module: records which functions run, and leaves others out.

Functions keep their numbers, so that nothing that refers to them has to change.
"""

from collections.abc import Callable, Collection, Iterable

from calc.snapshot import wasm
from calc.snapshot.leb128 import signed, unsigned
from calc.snapshot.wasm import CODE, DATA, EXPORTS, Section
from calc.snapshot.wasm_instructions import local_groups

TRAP = b"\x00\x00\x0b"
"""The body of a function without locals that traps: `unreachable`, `end`."""


def with_bodies(module: bytes, change: Callable[[int, bytes], bytes]) -> bytes:
    """The module with other function bodies: `change` is given each number and body."""

    def edit(content: bytes) -> bytes:
        changed = [_sized(change(n, body)) for n, body in enumerate(wasm.sized(content))]
        return unsigned(len(changed)) + b"".join(changed)

    return _with_section(module, CODE, edit)


def traced(module: bytes, marks: int) -> bytes:
    """The module, whose n-th function writes a 1 to the address `marks` + n whenever it runs."""

    def marking(n: int, body: bytes) -> bytes:
        _, start = local_groups(body)
        mark = b"\x41" + signed(marks + n) + b"\x41\x01" + b"\x3a\x00\x00"  # i32.store8
        return body[:start] + mark + body[start:]

    return with_bodies(module, marking)


def reduced(module: bytes, functions: Collection[int], exports: Collection[str]) -> bytes:
    """The module with these exports and the bodies of these functions; the others trap."""
    names = {name.encode() for name in exports}

    def edit(content: bytes) -> bytes:
        picked = [entry for name, entry in wasm.exported(content) if name in names]
        return unsigned(len(picked)) + b"".join(picked)

    kept = with_bodies(module, lambda n, body: body if n in functions else TRAP)
    return _with_section(kept, EXPORTS, edit)


def without_data(module: bytes) -> bytes:
    """The module with an empty data segment in place of its one segment."""
    return _with_section(
        module, DATA, lambda content: b"\x01" + wasm.segment_place(content)[0] + b"\x00"
    )


def _with_section(module: bytes, kind: int, edit: Callable[[bytes], bytes]) -> bytes:
    return _joined(
        Section(kind=kind, content=edit(each.content)) if each.kind == kind else each
        for each in wasm.sections(module)
    )


def _joined(sections: Iterable[Section]) -> bytes:
    rows = (bytes([each.kind]) + _sized(each.content) for each in sections)
    return wasm.HEADER + b"".join(rows)


def _sized(content: bytes) -> bytes:
    return unsigned(len(content)) + content
