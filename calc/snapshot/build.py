"""The browser's files: CPython, its memory with library and calculators in it, the JavaScript.

    bundle.write(Path("site/runtime"))          # what `python -m calc.snapshot` does

Every file but `element.js` and the style sheets has its content in its name, so that it may be
cached for ever. Nothing is accepted before every question has been asked of it, in Node, and been
answered as CPython answers. The same sources give the same bytes; what did not change is taken
from `.cache/bundle`.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from calc.snapshot import (
    accept,
    bytecode,
    calls,
    closure,
    host,
    image,
    library,
    machine,
    names,
    package,
    packed,
    sizes,
    trace,
    wasm,
)
from calc.snapshot.errors import BundleError
from calc.snapshot.names import File
from calc.snapshot.package import fingerprint

__all__ = ["BundleError", "File", "fingerprint", "made", "members", "remembered", "write"]


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
    ready = remembered(draft)
    if draft:
        cut = machine.reduced(range(wasm.count(machine.whole())))
    else:
        cut = machine.cut(trace.functions(ready))
        accept.accept(cut, ready, say)
    return assembled(cut, ready, fingerprint())


def traced() -> tuple[int, ...]:
    """The functions of the machine that run, by number. Raises `BundleError`."""
    return trace.functions(remembered())


def members() -> dict[str, bytes]:
    """The modules that the image was made from, by path. Raises `BundleError`."""
    return {
        path: code for archive in _archives() for path, code in bytecode.unpacked(archive).items()
    }


def _archives(draft: bool = False) -> tuple[bytes, bytes]:
    """The library, as far as it is reached, and the package."""
    compiled = package.compiled()
    return library.archive(closure.reach(compiled, draft)), bytecode.archive(compiled)


def remembered(draft: bool = False) -> host.Image:
    """Python with the calculators imported."""
    return image.made(*_archives(draft), warm=list(image.questions()))


def assembled(cut: bytes, ready: host.Image, fingerprint: str) -> list[File]:
    """The files of a site with this machine and image. Raises `BundleError`.

    The image is named .wasm, too: hosts that compress by themselves go by the name, know that one,
    and would send a file of no known type as it is, six times as long.
    """
    shipped = {
        "machine": names.hashed("python", ".wasm", cut),
        "image": names.hashed("image", ".wasm", ready.content),
    }
    spare = {
        "machine": names.hashed("whole", ".wasm", machine.whole()),
        "script": names.hashed("pyodide", ".js", calls.script()),
    }
    scripts = names.javascript(shipped, spare, ready.layout, fingerprint)
    return [*shipped.values(), *spare.values(), *scripts]
