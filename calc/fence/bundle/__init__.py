"""The browser's files: CPython, the part of its library that is reached, the calculators, the JS.

    bundle.write(Path("site/runtime"))          # what `python -m calc.fence.bundle` does

Every file but `element.js` and the style sheets has its content in its name, so that it may be
cached for ever. Nothing is accepted before every question has been asked of it, in Node, and been
answered as CPython answers. The same sources give the same bytes; what did not change is taken
from `.cache/bundle`.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from calc.fence.bundle import (
    accept,
    bytecode,
    calls,
    closure,
    library,
    machine,
    names,
    package,
    packed,
    sizes,
    trace,
)
from calc.fence.bundle.errors import BundleError
from calc.fence.bundle.names import File
from calc.fence.bundle.package import fingerprint

__all__ = ["BundleError", "File", "fingerprint", "made", "write"]


def write(
    directory: Path,
    *,
    compress: bool = True,
    draft: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> None:
    """Put all runtime files into `directory`, instead of what is there, and say their sizes.

    With `compress`, a `.br` and a `.gz` stand beside each. A `draft`, for an author who waits, is
    not asked everything before it is accepted. `say` hears of steps that take long.
    Raises `BundleError`.
    """
    files = made(draft=draft, say=say)
    if compress:
        files = [each for file in files for each in packed.beside(file, say)]
    shutil.rmtree(directory, ignore_errors=True)
    for file in files:
        path = directory / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    say(sizes.table(files))


def made(*, draft: bool = False, say: Callable[[str], None] = lambda _: None) -> list[File]:
    """All runtime files, as `write` writes them. Raises `BundleError`."""
    stdlib, calculators = _archives(draft)
    if draft:
        cut = machine.whole()
    else:
        cut = machine.cut(trace.functions(stdlib, calculators))
        accept.accept(cut, stdlib, calculators, say)
    return assembled(cut, stdlib, calculators, fingerprint())


def traced() -> tuple[int, ...]:
    """The functions of the machine that run, by number. Raises `BundleError`."""
    return trace.functions(*_archives(draft=False))


def _archives(draft: bool) -> tuple[bytes, bytes]:
    """The library and the package."""
    compiled = package.compiled()
    reached = closure.reach(compiled, draft)
    stdlib = library.archive(reached.modules)
    return stdlib, bytecode.archive(compiled | {"methods": reached.methods})


def assembled(cut: bytes, stdlib: bytes, calculators: bytes, fingerprint: str) -> list[File]:
    """The files of a site with this machine, library and package. Raises `BundleError`.

    The archives are named .wasm, too: hosts that compress by themselves go by the name, know that
    one, and would send a file of no known type as it is, six times as long.
    """
    shipped = {
        "glue": names.hashed("pyodide", ".js", calls.script()),
        "machine": names.hashed("python", ".wasm", cut),
        "library": names.hashed("library", ".wasm", stdlib),
        "calculators": names.hashed("calculators", ".wasm", calculators),
    }
    spare = names.hashed("whole", ".wasm", machine.whole())
    return [*shipped.values(), spare, *names.scripts(shipped, spare, fingerprint)]
