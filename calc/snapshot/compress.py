"""Compressed copies of a file, for hosts that serve them; cached, because brotli is slow."""

import gzip
import hashlib
from collections.abc import Callable

import brotli

from calc import cache
from calc.snapshot.manifest import File

MIN_SLOW_SIZE = 2_000_000
"""Bytes of a file from which compression takes seconds, so that the build announces it."""


def with_copies(file: File, say: Callable[[str], None]) -> list[File]:
    """The file, its `.br` and its `.gz`."""
    digest = hashlib.sha256(file.content).hexdigest()

    def brotli_copy() -> bytes:
        if len(file.content) > MIN_SLOW_SIZE:
            say(f"compressing {file.name}, once; this takes about 20 seconds …")
        return bytes(brotli.compress(file.content, quality=11, lgwin=24))

    def gzip_copy() -> bytes:
        return gzip.compress(file.content, 9, mtime=0)

    return [
        file,
        File(name=f"{file.name}.br", content=cache.get(f"compressed/{digest}.br", brotli_copy)),
        File(name=f"{file.name}.gz", content=cache.get(f"compressed/{digest}.gz", gzip_copy)),
    ]
