"""The calculators as bytecode, with all modules that they may need beside the standard library."""

import ast
import json
from collections.abc import Iterable, Iterator

from calc import cache
from calc.shipped import fingerprint, sources
from calc.snapshot import bytecode, stdlib

__all__ = ["compiled", "fingerprint", "imports", "sources", "with_imports"]


def compiled() -> dict[str, bytes]:
    """The bytecode of all sources, with docstrings: they are titles. Raises `BuildError`."""
    return bytecode.unpacked(cache.get(f"package/{fingerprint()}", _compile))


def imports() -> list[str]:
    """The names that the sources import, wherever the import statement is."""
    return sorted({name for names in _imports().values() for name in names})


def with_imports(modules: Iterable[str]) -> frozenset[str]:
    """These modules and those of the sources that they import, directly or not."""
    known = _imports()
    found = set(modules)
    open_ = list(found)
    while open_:
        for name in known.get(open_.pop(), ()):
            if name in known and name not in found:
                found.add(name)
                open_.append(name)
    return frozenset(found)


def _imports() -> dict[str, list[str]]:
    """What each module of the sources imports, by the module's name."""
    found: dict[str, list[str]] = json.loads(cache.get(f"imported/{fingerprint()}", _parse))
    return found


def _parse() -> bytes:
    found = {
        bytecode.module(path): sorted(set(_imported(source))) for path, source in sources().items()
    }
    return json.dumps(found).encode()


def _imported(source: bytes) -> Iterator[str]:
    """The modules that a source names, their packages, and names that may be modules."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                names = [alias.name for alias in node.names]
            case ast.ImportFrom():
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            case _:
                continue
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def _compile() -> bytes:
    stdlib.check_magic()
    return bytecode.archive(bytecode.compiled(sources()))
