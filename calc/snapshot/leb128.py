"""Integers in WebAssembly (LEB128): seven bits a byte, the lowest first, and a bit for "more".

Source: WebAssembly Core Specification 2.0, §5.2.2, https://www.w3.org/TR/wasm-core-2/
"""


def read_unsigned(content: bytes | bytearray, at: int) -> tuple[int, int]:
    """A number, and where it ends."""
    value = shift = 0
    while True:
        byte = content[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def read_signed(content: bytes | bytearray, at: int) -> tuple[int, int]:
    """A number in two's complement, and where it ends."""
    value, end = read_unsigned(content, at)
    return value - (1 << 7 * (end - at) if content[end - 1] & 0x40 else 0), end


def unsigned(value: int) -> bytes:
    """A number that is not negative."""
    encoded = bytearray()
    while value >= 0x80:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])


def signed(value: int) -> bytes:
    """The same, where a sign is expected: it is the second highest bit of the last byte."""
    encoded = bytearray()
    while value >= 0x40:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])
