"""The header of a file with tensors as JSON text: of GGUF or of safetensors."""

from typing import BinaryIO

from calc.llm.errors import PastedError
from calc.llm.gguf import binary
from calc.llm.gguf import text as gguf_text

MAX_SAFETENSORS = 1_000_000
"""Bytes of a header. Files of large models have a tenth of it."""


def text(file: BinaryIO) -> str:
    """The text of a file that is open in binary mode; only its beginning is read.

    Of safetensors it is the header as it is: eight bytes before it have its length.
    Errors: PastedError for what is neither, is cut, or damaged.
    Source: https://github.com/huggingface/safetensors#format
    """
    start = file.read(9)
    if start[:4] == binary.MAGIC:
        return gguf_text.write(binary.read(file))
    if len(start) < 9 or start[8:] != b"{":
        raise PastedError(
            "This is neither a GGUF nor a safetensors file: it does not begin like one."
        )
    length = int.from_bytes(start[:8], "little")
    if length > MAX_SAFETENSORS:
        raise PastedError(
            f"The header of this safetensors file would have {length:,} bytes; up to"
            f" {MAX_SAFETENSORS:,} are read."
        )
    header = b"{" + file.read(length - 1)
    if len(header) < length:
        raise PastedError(
            f"This safetensors file ends after {len(header) + 8:,} bytes, within its header; use"
            " the whole file."
        )
    try:
        return header.decode().rstrip()
    except UnicodeDecodeError as error:
        raise PastedError(
            "The header of this safetensors file is not a text; the file is damaged."
        ) from error
