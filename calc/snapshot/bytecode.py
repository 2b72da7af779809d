"""Bytecode, compiled by pyodide-build, and archives of it; the same sources, the same bytes."""

import importlib.util
import io
import marshal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import CodeType
from typing import Any

from calc.snapshot.errors import BuildError

COMPILE = "from pyodide_build.cli.py_compile import main; main()"
"""What the command `pyodide py-compile` runs; the command itself takes seconds to start."""

LINES = ("-X", "no_debug_ranges")
"""Options of Python: tracebacks name lines but no columns, a third of the bytes."""

BARE = (*LINES, "-OO")
"""The same without docstrings and asserts."""

UNCHECKED = 0b01
"""The flag of a .pyc file that Python never compares with its source; PEP 552."""

WITHOUT_REFERENCES = 2
"""The last version of the marshal format in which the bytes depend on the value alone: later ones
refer back to objects that happen to be shared in the process that writes them."""


def compiled(sources: Mapping[str, bytes], how: tuple[str, ...] = LINES) -> dict[str, bytes]:
    """The .pyc files of .py files, by path. They contain no time and no folder of this machine.

    Raises `BuildError` if one cannot be compiled.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sources.zip")
        path.write_bytes(archive(sources))
        command = [sys.executable, *how, "-c", COMPILE, str(path), "--silent"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BuildError(f"pyodide-build could not compile: {done.stderr.strip()}")
        members = unpacked(path.read_bytes())
    return {path: pyc(code(content)) for path, content in members.items()}


def pyc(compiled: CodeType) -> bytes:
    """A .pyc file that Python loads without comparing it with a source."""
    header = importlib.util.MAGIC_NUMBER + UNCHECKED.to_bytes(4, "little") + bytes(8)
    return header + marshalled(compiled)


def code(content: bytes) -> CodeType:
    """The code in a .pyc file."""
    found: CodeType = marshal.loads(content[16:])
    return found


def without_lines(archive_: bytes) -> bytes:
    """The same archive of .pyc files without the numbers of lines, which only tracebacks show."""
    return archive({path: pyc(_bare(code(each))) for path, each in unpacked(archive_).items()})


def _bare(compiled: CodeType) -> CodeType:
    inner = (_bare(each) if isinstance(each, CodeType) else each for each in compiled.co_consts)
    return compiled.replace(co_linetable=b"", co_consts=tuple(inner))


def marshalled(value: Any) -> bytes:
    """A value in Python's own format, the same in every process."""
    return marshal.dumps(value, WITHOUT_REFERENCES)


def archive(members: Mapping[str, bytes]) -> bytes:
    """A zip archive: sorted, without dates, and uncompressed, because hosts compress better.

    It has entries for folders: Python needs them to find a package without an `__init__`.
    """
    folders = {f"{folder}/": b"" for path in members for folder in PurePosixPath(path).parents[:-1]}
    entries = folders | dict(members)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as file:
        for path in sorted(entries):
            file.writestr(zipfile.ZipInfo(path), entries[path])
    return content.getvalue()


def module(path: str) -> str:
    """The module of a path in an archive: json/__init__.pyc → json"""
    return ".".join(PurePosixPath(path).with_suffix("").parts).removesuffix(".__init__")


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files in an archive, by path."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {path: file.read(path) for path in file.namelist() if path[-1] != "/"}
