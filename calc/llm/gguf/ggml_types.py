"""The number formats of tensors in GGUF files: a row is made of blocks of so many values and bytes.

Source: ggml/include/ggml.h and ggml/src/ggml-common.h, https://github.com/ggml-org/llama.cpp
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class GGMLType:
    """A format by its number in files."""

    name: str
    values: int
    """Values of a block."""
    bytes: int
    """Bytes of a block, with its scales."""


TYPES = {
    0: GGMLType("F32", 1, 4),
    1: GGMLType("F16", 1, 2),
    2: GGMLType("Q4_0", 32, 18),
    3: GGMLType("Q4_1", 32, 20),
    6: GGMLType("Q5_0", 32, 22),
    7: GGMLType("Q5_1", 32, 24),
    8: GGMLType("Q8_0", 32, 34),
    9: GGMLType("Q8_1", 32, 40),
    10: GGMLType("Q2_K", 256, 84),
    11: GGMLType("Q3_K", 256, 110),
    12: GGMLType("Q4_K", 256, 144),
    13: GGMLType("Q5_K", 256, 176),
    14: GGMLType("Q6_K", 256, 210),
    15: GGMLType("Q8_K", 256, 292),
    16: GGMLType("IQ2_XXS", 256, 66),
    17: GGMLType("IQ2_XS", 256, 74),
    18: GGMLType("IQ3_XXS", 256, 98),
    19: GGMLType("IQ1_S", 256, 50),
    20: GGMLType("IQ4_NL", 32, 18),
    21: GGMLType("IQ3_S", 256, 110),
    22: GGMLType("IQ2_S", 256, 82),
    23: GGMLType("IQ4_XS", 256, 136),
    24: GGMLType("I8", 1, 1),
    25: GGMLType("I16", 1, 2),
    26: GGMLType("I32", 1, 4),
    27: GGMLType("I64", 1, 8),
    28: GGMLType("F64", 1, 8),
    29: GGMLType("IQ1_M", 256, 56),
    30: GGMLType("BF16", 1, 2),
    31: GGMLType("Q4_0_4_4", 32, 18),
    32: GGMLType("Q4_0_4_8", 32, 18),
    33: GGMLType("Q4_0_8_8", 32, 18),
    34: GGMLType("TQ1_0", 256, 54),
    35: GGMLType("TQ2_0", 256, 66),
    39: GGMLType("MXFP4", 32, 17),
    40: GGMLType("NVFP4", 64, 36),
    41: GGMLType("Q1_0", 128, 18),
}
"""Numbers 4 and 5 were removed before GGUF; 31 to 33 are Q4_0 in other orders, of 2024."""

BY_NAME = {one.name: one for one in TYPES.values()}


def name(number: int) -> str:
    """The name of a format: "Q4_K", or "type 139" for one that is not known here."""
    return TYPES[number].name if number in TYPES else f"type {number}"
