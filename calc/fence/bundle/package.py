"""The package `calc` as the browser gets it, made to bytecode by pyodide-build."""

import ast
from pathlib import Path

import annotated_types

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


def imports() -> list[str]:
    """The modules that the sources name when they import, wherever that is."""
    found: set[str] = set()
    for source in sources().values():
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Import():
                    found.update(alias.name for alias in node.names)
                case ast.ImportFrom():
                    found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return sorted(found)


def compiled() -> dict[str, bytes]:
    """The bytecode of all sources, docstrings included: they are titles. Raises `BundleError`."""
    return bytecode.unpacked(cache.kept(f"package/{fingerprint()}", _compile))


def _compile() -> bytes:
    pyodide.check_magic()
    return bytecode.archive(bytecode.compiled(sources()))
