"""The instructions of a WebAssembly function, as far as the trace needs them.

Source: WebAssembly Core Specification 2.0, §5.4, https://www.w3.org/TR/wasm-core-2/
"""

from collections.abc import Iterator

from calc.snapshot.leb128 import read_signed, read_unsigned

I32_CONST, I64_CONST, F32_CONST, F64_CONST = 0x41, 0x42, 0x43, 0x44
LOADS = range(0x28, 0x36)
PREFIX, MEMORY_COPY = 0xFC, 10
BR_TABLE, TYPED_SELECT = 0x0E, 0x1C

_BLOCKS = {0x02, 0x03, 0x04, 0x06}
_ONE_INDEX = {0x07, 0x08, 0x09, 0x0C, 0x0D, 0x10, 0x12, 0x18, 0xD0, 0xD2, *range(0x20, 0x27)}
_TWO_INDICES = {0x11, 0x13, *range(0x28, 0x3F)}
_MEMORY_SIZE = {0x3F, 0x40}
_NO_OPERAND = {0x00, 0x01, 0x05, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)}
_BULK_WITH_TWO = {8, 10, 12, 14}
_LAST_CONVERSION = 7


def local_groups(body: bytes) -> tuple[list[int], int]:
    """The sizes of the groups of locals at the start of a function, and where they end."""
    groups, at = read_unsigned(body, 0)
    counts = []
    for _ in range(groups):
        count, at = read_unsigned(body, at)
        counts.append(count)
        at += 1  # the type
    return counts, at


def instructions(body: bytes) -> Iterator[tuple[int, int, int]]:
    """Opcode, start and end of each instruction. Raises `ValueError` at an unknown one."""
    _, at = local_groups(body)
    while at < len(body):
        opcode, start = body[at], at
        at = _end(body, opcode, at + 1)
        yield opcode, start, at


def constants(body: bytes) -> Iterator[int]:
    """The operands of `i32.const`: every address that a function names is one of them."""
    for opcode, start, _ in instructions(body):
        if opcode == I32_CONST:
            yield read_signed(body, start + 1)[0]


def _end(body: bytes, opcode: int, at: int) -> int:
    """Where the operands of an instruction end."""
    if opcode in _NO_OPERAND:
        return at
    if opcode in (I32_CONST, I64_CONST) or opcode in _ONE_INDEX or opcode in _BLOCKS:
        return _after(body, at, 1)
    if opcode in _TWO_INDICES:
        return _after(body, at, 2)
    if opcode in _MEMORY_SIZE:
        return at + 1
    if opcode in (F32_CONST, F64_CONST):
        return at + (4 if opcode == F32_CONST else 8)
    if opcode in (BR_TABLE, TYPED_SELECT):
        count, at = read_unsigned(body, at)
        return _after(body, at, count + 1) if opcode == BR_TABLE else at + count
    if opcode == PREFIX:
        kind, at = read_unsigned(body, at)
        return at if kind <= _LAST_CONVERSION else _after(body, at, 1 + (kind in _BULK_WITH_TWO))
    raise ValueError(f"The instruction {opcode:#x} is not known.")


def _after(code: bytes, at: int, numbers: int) -> int:
    for _ in range(numbers):
        _, at = read_unsigned(code, at)
    return at
