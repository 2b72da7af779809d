"""Compressed copies beside a file, for hosts that serve them; kept, because brotli is slow."""

import gzip
import hashlib
from collections.abc import Callable

import brotli

from calc import cache
from calc.snapshot.names import File

LONG = 2_000_000
"""Bytes from which compressing takes seconds."""


def beside(file: File, say: Callable[[str], None]) -> list[File]:
    """The file and its `.br` and `.gz`."""
    named = hashlib.sha256(file.content).hexdigest()

    def smallest() -> bytes:
        if len(file.content) > LONG:
            say(f"compressing {file.name}, once; this takes about 20 seconds …")
        return bytes(brotli.compress(file.content, quality=11, lgwin=24))

    return [
        file,
        File(name=f"{file.name}.br", content=cache.get(f"packed/{named}.br", smallest)),
        File(name=f"{file.name}.gz", content=cache.get(f"packed/{named}.gz", lambda: _gz(file))),
    ]


def _gz(file: File) -> bytes:
    return gzip.compress(file.content, 9, mtime=0)
