"""The words of the data section that the linker's function fills in when the module is loaded.

It consists of one pattern, repeated: a base and a number are added to an address, another base and
number to a value, and the value is stored at the address.
"""

from dataclasses import dataclass, field

from calc.snapshot import pyodide_abi
from calc.snapshot.leb128 import read_signed
from calc.snapshot.wasm_instructions import I32_CONST, instructions

GLOBAL_GET, ADD, SUBTRACT, STORE, END = 0x23, 0x6A, 0x6B, 0x36, 0x0B


@dataclass(frozen=True, kw_only=True)
class Relocations:
    """Words of the data section, by address."""

    pointers: dict[int, int] = field(default_factory=dict)
    """Addresses of data."""
    words: dict[int, int] = field(default_factory=dict)
    """These, and the numbers of functions."""


def relocations(body: bytes, start: int) -> Relocations:
    """What the function writes. Raises `ValueError` at an instruction that is not of the pattern.

    `start` is the address where data begin.
    """
    found = Relocations()
    stack: list[tuple[int | None, int]] = []
    for opcode, at, end in instructions(body):
        if opcode == GLOBAL_GET:
            stack.append((body[at + 1], 0))
        elif opcode == I32_CONST:
            stack.append((None, read_signed(body, at + 1)[0]))
        elif opcode in (ADD, SUBTRACT):
            (_, number), (base, sum_) = stack.pop(), stack.pop()
            stack.append((base, sum_ + (number if opcode == ADD else -number)))
        elif opcode == STORE and body[at + 1 : end] == b"\x02\x00":
            (base, value), (_, place) = stack.pop(), stack.pop()
            if base == pyodide_abi.MEMORY_BASE_GLOBAL:
                found.pointers[start + place] = found.words[start + place] = start + value
            elif base == pyodide_abi.TABLE_BASE_GLOBAL:
                found.words[start + place] = pyodide_abi.TABLE_START + value
        elif opcode != END:
            raise ValueError(f"the instruction {opcode:#x} is not expected among relocations")
    return found
