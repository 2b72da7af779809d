"""Bytecode and archives of it, the same bytes for the same sources."""

import importlib.util
import io
import marshal
import zipfile
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import CodeType
from typing import Any

UNCHECKED = 0b01
"""The flag of a .pyc file that names its source by hash and is never compared with it; PEP 552."""

WITHOUT_REFERENCES = 2
"""The last version of the marshal format in which the bytes depend on the value alone: later ones
refer back to objects that happen to be shared in the process that writes them."""


def compiled(source: bytes, path: str) -> bytes:
    """A .pyc file without docstrings and asserts."""
    return pyc(compile(source, path, "exec", dont_inherit=True, optimize=2))


def pyc(code: CodeType) -> bytes:
    """A .pyc file that Python takes as it is. There is no source that it could be older than."""
    header = importlib.util.MAGIC_NUMBER + UNCHECKED.to_bytes(4, "little") + bytes(8)
    return header + marshalled(code)


def code(content: bytes) -> CodeType:
    """The code in a .pyc file."""
    found: CodeType = marshal.loads(content[16:])
    return found


def marshalled(value: Any) -> bytes:
    """A value in Python's own format, without what differs from process to process."""
    return marshal.dumps(value, WITHOUT_REFERENCES)


def archive(members: Mapping[str, bytes]) -> bytes:
    """A zip archive: sorted, stored (the transfer compresses better), of no date.

    Folders are in it too: by them Python knows a package without an `__init__`.
    """
    folders = {f"{folder}/": b"" for path in members for folder in PurePosixPath(path).parents[:-1]}
    entries = folders | dict(members)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as file:
        for path in sorted(entries):
            file.writestr(zipfile.ZipInfo(path), entries[path])
    return content.getvalue()
