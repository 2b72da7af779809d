"""The package `calc` as the browser gets it, made to bytecode by pyodide-build."""

import ast
import json

from calc import cache
from calc.shipped import fingerprint, sources
from calc.snapshot import bytecode, stdlib

__all__ = ["compiled", "fingerprint", "imports", "sources"]


def imports() -> list[str]:
    """The modules that the sources name when they import, wherever that is."""
    found: list[str] = json.loads(cache.get(f"imports/{fingerprint()}", _imports))
    return found


def _imports() -> bytes:
    found: set[str] = set()
    for source in sources().values():
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Import():
                    found.update(alias.name for alias in node.names)
                case ast.ImportFrom():
                    found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return json.dumps(sorted(found)).encode()


def compiled() -> dict[str, bytes]:
    """The bytecode of all sources, docstrings included: they are titles. Raises `BuildError`."""
    return bytecode.unpacked(cache.get(f"package/{fingerprint()}", _compile))


def _compile() -> bytes:
    stdlib.check_magic()
    return bytecode.archive(bytecode.compiled(sources()))
