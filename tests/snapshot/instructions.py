"""The constants in a WebAssembly function: enough of a decoder to walk over its instructions.

Source: WebAssembly Core Specification 2.0, §5.4, https://www.w3.org/TR/wasm-core-2/
"""

from collections.abc import Iterator

BLOCKS = {0x02, 0x03, 0x04, 0x06}
ONE_INDEX = {0x07, 0x08, 0x09, 0x0C, 0x0D, 0x10, 0x12, 0x18, 0xD0, 0xD2, *range(0x20, 0x27)}
TWO_INDICES = {0x11, 0x13, *range(0x28, 0x3F)}
NOTHING = {0x00, 0x01, 0x05, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)}
BULK_WITH_TWO = {8, 10, 12, 14}
LAST_CONVERSION = 7


def number(code: bytes, at: int) -> tuple[int, int]:
    """A signed LEB128 number, and where it ends; as an index, only that matters."""
    value = shift = 0
    while True:
        byte = code[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value - (1 << shift if byte & 0x40 else 0), at


def over(code: bytes, at: int, numbers: int) -> int:
    """Where so many numbers end."""
    for _ in range(numbers):
        _, at = number(code, at)
    return at


def constants(body: bytes) -> Iterator[int]:
    """The operands of `i32.const` in a function: every address in it is one of them."""
    groups, at = body[0], 1
    assert groups < 0x80
    for _ in range(groups):
        at = over(body, at, 1) + 1
    while at < len(body):
        instruction, at = body[at], at + 1
        if instruction == 0x41:
            value, at = number(body, at)
            yield value
        elif instruction == 0x42 or instruction in BLOCKS or instruction in ONE_INDEX:
            at = over(body, at, 1)
        elif instruction in (0x43, 0x44):
            at += 4 if instruction == 0x43 else 8
        elif instruction in TWO_INDICES:
            at = over(body, at, 2)
        elif instruction in (0x3F, 0x40):
            at += 1
        elif instruction in (0x0E, 0x1C):
            # A table of labels has one more than it says; a typed select has one byte a type.
            start = at
            count, at = number(body, at)
            count %= 1 << 7 * (at - start)  # unsigned
            at = over(body, at, count + 1) if instruction == 0x0E else at + count
        elif instruction == 0xFC:
            kind, at = number(body, at)
            if kind > LAST_CONVERSION:
                at = over(body, at, 2 if kind in BULK_WITH_TWO else 1)
        else:
            assert instruction in NOTHING, hex(instruction)
