"""Reads the header of a GGUF file from the file's first bytes."""

import struct
from dataclasses import replace
from typing import Any, BinaryIO

from calc.llm.errors import PastedError
from calc.llm.gguf import ggml_types
from calc.llm.gguf.header import MAX_KEYS, MAX_TENSORS, Header, Tensor, short

MAGIC = b"GGUF"
VERSIONS = (2, 3)
STEPS = (1, 4, 16, 64)
"""MiB that are read of a file, until they have the whole header. Vocabularies take up to 20."""

MAX_LISTED, MAX_LISTED_IN_ALL = 512, 20_000
"""Values of a list that are kept, and of all lists; of others, only the length."""
MAX_NAME_BYTES = 1000
"""Of a key or a tensor."""
MAX_TEXT_BYTES = 200
"""The same of a text: templates of conversations are longer."""
MAX_TEXTS = 2_000_000
"""Texts in all lists together. Large vocabularies have 300,000, and as many pairs to merge."""
MAX_DEPTH = 4
"""Lists in lists."""

SCALARS = {
    0: "B",
    1: "b",
    2: "H",
    3: "h",
    4: "I",
    5: "i",
    6: "f",
    7: "?",
    10: "Q",
    11: "q",
    12: "d",
}
"""Types of values by number, as `struct` names them."""
STRING, ARRAY = 8, 9
NAMES = (
    *("uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "bool"),
    *("string", "array", "uint64", "int64", "float64"),
)
"""Types of values by number."""


class _CutError(Exception):
    """The bytes end before the header does."""


def read(file: BinaryIO) -> Header:
    """The header of a file that is open in binary mode.

    Errors: PastedError for what is not a GGUF file, is of an unknown version, cut, or damaged.
    """
    size = file.seek(0, 2)
    for step in STEPS:
        file.seek(0)
        start = file.read(step << 20)
        try:
            return parse(start, size)
        except _CutError:
            if len(start) >= size:
                raise PastedError(
                    f"This GGUF file ends after {size:,} bytes, within its header; use the whole"
                    " file."
                ) from None
    raise PastedError(
        f"The header of this GGUF file is longer than {STEPS[-1]} MiB, which no model needs."
    )


def parse(start: bytes, size: int) -> Header:
    """The header, from the first bytes of a file of that size. Raises `_CutError` for too few."""
    reader = _Reader(start)
    if reader.take(4) != MAGIC:
        raise PastedError("This is not a GGUF file: it does not begin with the letters GGUF.")
    version = reader.number("I")
    if version and not version & 0xFFFF:
        reader.order = ">"
        version = int.from_bytes(version.to_bytes(4, "little"), "big")
    if version not in VERSIONS:
        raise PastedError(
            f"This GGUF file is of version {version}; 2 and 3 are read here. llama.cpp converts"
            " older files."
        )
    tensors = _count(reader.number("Q"), "tensors", MAX_TENSORS)
    keys = _count(reader.number("Q"), "keys", MAX_KEYS)
    metadata: dict[str, Any] = {}
    for _ in range(keys):
        key = reader.name()
        if key in metadata:
            raise PastedError(f"The key {short(key)} is there twice; the file is damaged.")
        metadata[key] = reader.value(reader.number("I"), short(key))
    found = tuple(reader.tensor() for _ in range(tensors))
    header = Header(
        version=version,
        byte_order="big" if reader.order == ">" else "little",
        metadata=metadata,
        tensors=found,
        data_offset=reader.at,
        size=size,
    )
    header.check()
    return replace(header, data_offset=-(-reader.at // header.alignment) * header.alignment)


def _count(number: int, what: str, most: int) -> int:
    if number > most:
        raise PastedError(
            f"This GGUF file says that it has {number:,} {what}; more than {most:,} are not read."
            " It is damaged, or no GGUF file."
        )
    return number


class _Reader:
    """Goes through the bytes; `at` is where it is."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.order = data, 0, "<"
        self.texts = self.listed = 0

    def take(self, n: int) -> bytes:
        if n > len(self.data) - self.at:
            raise _CutError
        self.at += n
        return self.data[self.at - n : self.at]

    def skip(self, n: int) -> None:
        if n > len(self.data) - self.at:
            raise _CutError
        self.at += n

    def number(self, kind: str) -> Any:
        size = struct.calcsize(self.order + kind)
        return struct.unpack(self.order + kind, self.take(size))[0]

    def name(self) -> str:
        """The name of a key or a tensor."""
        length = self.number("Q")
        if length > MAX_NAME_BYTES:
            raise PastedError(
                f"This GGUF file has a name of {length:,} bytes; it is damaged, or no GGUF file."
            )
        return self.take(length).decode("utf-8", "replace")

    def value(self, kind: int, key: str, depth: int = 0) -> Any:
        """A value of that type, or how long it is."""
        if kind in SCALARS:
            return self.number(SCALARS[kind])
        if kind == STRING:
            length = self.number("Q")
            if length <= MAX_TEXT_BYTES:
                return self.take(length).decode("utf-8", "replace")
            self.skip(length)
            return {"of": "byte", "length": length}
        if kind == ARRAY:
            return self.array(key, depth + 1)
        raise PastedError(
            f"The key {key} has a value of type {kind}, which GGUF does not have; the file is"
            " damaged."
        )

    def array(self, key: str, depth: int) -> Any:
        kind, length = self.number("I"), self.number("Q")
        if depth > MAX_DEPTH:
            raise PastedError(f"The key {key} has lists in lists, more than {MAX_DEPTH} deep.")
        if kind not in SCALARS:
            self.texts += length
            if self.texts > MAX_TEXTS:
                raise PastedError(
                    f"The key {key} has a list of {length:,} texts or lists; all lists together may"
                    f" have {MAX_TEXTS:,} here. The file is damaged, or no model’s."
                )
        if length <= min(MAX_LISTED, MAX_LISTED_IN_ALL - self.listed):
            self.listed += length
            return [self.value(kind, key, depth) for _ in range(length)]
        if kind in SCALARS:
            self.skip(length * struct.calcsize(f"<{SCALARS[kind]}"))
        elif kind == STRING:
            self.skip_texts(length)
        else:
            for _ in range(length):
                self.value(kind, key, depth)
        return {"of": NAMES[kind], "length": length}

    def skip_texts(self, length: int) -> None:
        """Go past so many texts; vocabularies have hundreds of thousands."""
        data, at, end, order = self.data, self.at, len(self.data), self.order
        unpack = struct.Struct(f"{order}Q").unpack_from
        for _ in range(length):
            if end - at < 8:
                raise _CutError
            at += 8 + unpack(data, at)[0]
        if at > end:
            raise _CutError
        self.at = at

    def tensor(self) -> Tensor:
        name, count = self.name(), self.number("I")
        if count > 8:
            raise PastedError(
                f"The tensor {short(name)} would have {count:,} dimensions; the file is damaged."
            )
        dims = tuple(self.number("Q") for _ in range(count))
        kind = self.number("I")
        self.skip(8)  # where its data begin
        return Tensor(name, ggml_types.name(kind), dims)
