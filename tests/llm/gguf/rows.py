"""Headers that llama.cpp's own package wrote; `python -m tests.verify.gguf_files` records them."""

import base64
import io
import json
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, override


@dataclass(frozen=True)
class Row:
    """A small model: its config.json, what its class and the file have, and the file's header."""

    name: str
    config: dict[str, Any]
    parameters: int
    tensor_bytes: int
    size: int
    header: str

    @property
    def start(self) -> bytes:
        return zlib.decompress(base64.b64decode(self.header))

    def file(self) -> BinaryIO:
        """The whole file, with zeros for the tensors."""
        return io.BytesIO(self.start.ljust(self.size, b"\0"))


ROWS = [
    Row(**json.loads(line))
    for line in Path(__file__).with_name("recorded.jsonl").read_text().splitlines()
]
BY_NAME = {row.name: row for row in ROWS}


def text(value: str) -> bytes:
    """A text as GGUF has it."""
    return struct.pack("<Q", len(value.encode())) + value.encode()


def tensor(name: str, kind: int, *dims: int) -> bytes:
    return text(name) + struct.pack(f"<I{len(dims)}QIQ", len(dims), *dims, kind, 0)


def array(kind: int, length: int, values: bytes) -> bytes:
    return struct.pack("<IIQ", 9, kind, length) + values


def header(
    keys: dict[str, bytes] | list[tuple[str, bytes]] = (),  # type: ignore[assignment]
    tensors: list[bytes] = [],  # noqa: B006 -- it is not changed
    *,
    version: int = 3,
    counts: tuple[int, int] | None = None,
) -> bytes:
    """The beginning of a file; each value begins with its type."""
    pairs = list(keys.items()) if isinstance(keys, dict) else list(keys)
    said = counts or (len(tensors), len(pairs))
    start = b"GGUF" + struct.pack("<IQQ", version, *said)
    return start + b"".join(text(key) + value for key, value in pairs) + b"".join(tensors)


class Counting(io.BytesIO):
    """A file that counts what is read of it."""

    read_bytes = 0

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.read_bytes += len(found)
        return found


DAMAGED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "ends after 0 bytes"),
    "another file": (b"PK\3\4" + b"\0" * 60, "does not begin with the letters GGUF"),
    "version 1": (header(version=1), "of version 1; 2 and 3 are read here"),
    "version 4": (header(version=4), "of version 4"),
    "version 0": (header(version=0), "of version 0"),
    "absurd tensors": (header(counts=(2**63, 0)), "9,223,372,036,854,775,808 tensors"),
    "absurd keys": (header(counts=(0, 2**40)), "1,099,511,627,776 keys"),
    "no keys where some are said": (
        header(counts=(0, 5)),
        "ends after 24 bytes, within its header",
    ),
    "a name of gigabytes": (
        b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 2**32),
        "a name of 4,294,967,296 bytes",
    ),
    "a text of gigabytes": (
        header({"a": struct.pack("<IQ", 8, 2**40)}),
        "ends after 45 bytes, within its header",
    ),
    "unknown type": (header({"a": struct.pack("<I", 13)}), "The key a has a value of type 13"),
    "unknown type in a list": (
        header({"a": array(99, 3, b"\0" * 64)}),
        "The key a has a value of type 99",
    ),
    "a key twice": (
        header([("a", struct.pack("<II", 4, 1)), ("a", struct.pack("<II", 4, 1))]),
        "The key a is there twice",
    ),
    "a tensor twice": (
        header({}, [tensor("t", 0, 4), tensor("t", 0, 4)]),
        "The tensor t is there twice",
    ),
    "lists in lists": (
        header({"a": array(9, 1, struct.pack("<IQ", 9, 1) * 8)}),
        "The key a has lists in lists",
    ),
    "many texts": (header({"a": array(8, 10**7, b"\0" * 800)}), "a list of 10,000,000 texts"),
    "many lists": (
        header({"a": array(9, 10**7, b"\0" * 800)}),
        "a list of 10,000,000 texts or lists",
    ),
    "a list longer than the file": (
        header({"a": array(4, 10**12, b"\0" * 800)}),
        "within its header",
    ),
    "many dimensions": (
        header({}, [text("t") + struct.pack("<I", 10**9)]),
        "The tensor t would have 1,000,000,000 dimensions",
    ),
    "absurd dimensions": (
        header({}, [tensor("t", 0, 2**40, 2**40)]),
        "The tensor t would have more than 10¹⁸ values",
    ),
    "an empty dimension": (header({}, [tensor("t", 0, 0, 5)]), "The tensor t would have no values"),
    "alignment 3": (
        header({"general.alignment": struct.pack("<II", 4, 3)}),
        "Key general.alignment: it is not a power of two",
    ),
    "alignment as text": (
        header({"general.alignment": struct.pack("<I", 8) + text("32")}),
        "Key general.alignment: it is not a power of two",
    ),
    "invisible name": (
        header([("\u200b\0" * 40, struct.pack("<IB", 0, 1))] * 2),
        f"The key {'�' * 60}… is there twice",
    ),
}
"""Files that are refused, and a part of the sentence."""
