"""An interpreter that records which parts of memory its functions read.

Before each load, and before each copy of memory, the instrumented function writes a 1 to the
address `marks` + address // GRANULE.
"""

from collections.abc import Callable

from calc.snapshot import wasm, wasm_edit
from calc.snapshot.leb128 import read_unsigned, signed, unsigned
from calc.snapshot.wasm_instructions import (
    LOADS,
    MEMORY_COPY,
    PREFIX,
    instructions,
    local_groups,
)

GRANULE_BITS = 6
GRANULE = 1 << GRANULE_BITS
"""Bytes for which there is one mark."""

ADDRESSES = 1 << 32
MARKS = ADDRESSES // GRANULE
"""How many marks all addresses need."""

_I32 = b"\x7f"
_LOCALS = 4
"""i32 locals that are added to each function: target, source and length of a copy, and a cursor."""


def instrumented(module: bytes, marks: int) -> bytes:
    """The module, all of whose functions record what they read."""
    parameters = wasm.parameter_counts(module)
    return wasm_edit.with_bodies(module, lambda n, body: _instrument(body, parameters[n], marks))


def _instrument(body: bytes, parameters: int, marks: int) -> bytes:
    counts, start = local_groups(body)
    code = _Code(parameters + sum(counts), marks)
    _, groups = read_unsigned(body, 0)
    made = bytearray(unsigned(len(counts) + 1) + body[groups:start])
    made += unsigned(_LOCALS) + _I32
    for opcode, at, end in instructions(body):
        if opcode in LOADS:
            _, offset_at = read_unsigned(body, at + 1)
            made += code.before_load(read_unsigned(body, offset_at)[0])
        elif opcode == PREFIX and read_unsigned(body, at + 1)[0] == MEMORY_COPY:
            made += code.before_copy()
        made += body[at:end]
    return bytes(made)


class _Code:
    """Instructions that write marks, for a function whose added locals start at an index."""

    def __init__(self, first: int, marks: int) -> None:
        self._get, self._set, self._tee = (
            _access(opcode, first) for opcode in (b"\x20", b"\x21", b"\x22")
        )
        shift = b"\x41" + bytes([GRANULE_BITS]) + b"\x76"  # i32.const, i32.shr_u
        # i32.const 1, i32.store8 with the address of the marks as its offset
        self._mark = shift + b"\x41\x01\x3a\x00" + unsigned(marks)

    def before_load(self, offset: int) -> bytes:
        """The address of the load is on the stack, and stays there."""
        plus = b"\x41" + signed(offset) + b"\x6a" if offset else b""
        return self._tee(3) + self._get(3) + plus + self._mark

    def before_copy(self) -> bytes:
        """Target, source and length are on the stack, and stay there."""
        get, set_ = self._get, self._set
        at_end = get(3) + get(1) + get(2) + b"\x6a\x4f\x0d\x01"  # i32.add, i32.ge_u, br_if 1
        step = get(3) + b"\x41" + signed(GRANULE) + b"\x6a" + set_(3) + b"\x0c\x00"  # br 0
        loop = b"\x02\x40\x03\x40" + at_end + get(3) + self._mark + step + b"\x0b\x0b"
        return set_(2) + set_(1) + set_(0) + get(1) + set_(3) + loop + get(0) + get(1) + get(2)


def _access(opcode: bytes, first: int) -> Callable[[int], bytes]:
    return lambda local: opcode + unsigned(first + local)
