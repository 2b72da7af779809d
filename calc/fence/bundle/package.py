"""The package `calc` as the browser gets it, made to bytecode by pyodide-build."""

import io
import tempfile
import zipfile
from pathlib import Path

import annotated_types
from pyodide_build.cli import py_compile  # type: ignore[import-untyped]

from calc.fence.bundle import bytecode, cache, pyodide

PACKAGE = cache.ROOT / "calc"
SHIPPED = ("__init__.py", "units.py", "answer.py", "llm", "form", "calculators")
"""What is needed to answer; `fence` and `runtime` are not."""


def sources() -> dict[str, bytes]:
    """Path → source, of `calc` and the one package that it needs."""
    found = {"annotated_types/__init__.py": Path(annotated_types.__file__).read_bytes()}
    for part in SHIPPED:
        below = PACKAGE / part
        for path in sorted(below.rglob("*.py")) if below.is_dir() else [below]:
            found[path.relative_to(cache.ROOT).as_posix()] = path.read_bytes()
    return found


def fingerprint() -> str:
    """A name for the code of the calculators, the same in the page and in the worker."""
    found = sources()
    return cache.key(*(part for path in sorted(found) for part in (path, found[path])))[:16]


def compiled() -> dict[str, bytes]:
    """The bytecode of all sources, docstrings included: they are titles."""
    content = cache.kept(f"package/{fingerprint()}", _compile)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {path: archive.read(path) for path in archive.namelist() if path[-1] != "/"}


def _compile() -> bytes:
    pyodide.check_magic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "calc.zip")
        path.write_bytes(bytecode.archive(sources()))
        py_compile.main([str(path), "--silent"], standalone_mode=False)
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}
    # pyodide-build notes the time of compilation, and references that vary, in its .pyc files.
    return bytecode.archive(
        {
            name: bytecode.pyc(bytecode.code(content)) if name.endswith(".pyc") else content
            for name, content in members.items()
        }
    )
