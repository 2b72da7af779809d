"""The browser's files: the interpreter, its memory with the calculators in it, the JavaScript.

    build.write(Path("site/runtime"))          # what `python -m calc.snapshot` does

Every file but `element.js` and the style sheets has a hash of its content in its name, so that
browsers may cache it for ever. The build asks the finished files every question in Node.js and
fails unless they answer as CPython does. The same sources give the same bytes; `calc.cache` keeps
what did not change.
"""

import shutil
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from calc import shipped
from calc.snapshot import (
    bytecode,
    compress,
    exports,
    function_trace,
    interpreter,
    manifest,
    memory_snapshot,
    package,
    probe,
    pyodide_abi,
    sizes,
    stdlib,
    usage,
    verify,
    zeroed_ranges,
)
from calc.snapshot.errors import BuildError
from calc.snapshot.interpreter import Trimming
from calc.snapshot.manifest import File
from calc.snapshot.package import fingerprint
from calc.snapshot.pyodide_in_node import MemorySnapshot

__all__ = [
    "BuildError",
    "File",
    "assemble",
    "files",
    "fingerprint",
    "modules",
    "snapshot",
    "trace",
    "write",
]


def write(
    directory: Path,
    *,
    compressed: bool = True,
    draft: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> None:
    """Write all files into `directory`, in place of its content, and say their sizes.

    `compressed` adds a `.br` and a `.gz` to each. A `draft`, for an author who waits, is neither
    trimmed nor verified. `say` receives steps that take long. Raises `BuildError`.
    """
    made = files(draft=draft, say=say)
    if compressed:
        made = [each for file in made for each in compress.with_copies(file, say)]
    shutil.rmtree(directory, ignore_errors=True)
    for file in made:
        path = directory / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    say(sizes.table(made))


def files(*, draft: bool = False, say: Callable[[str], None] = lambda _: None) -> list[File]:
    """All files, as `write` writes them. Raises `BuildError`."""
    probe.check(draft=draft)
    ready = snapshot(draft)
    if draft:
        return assemble(interpreter.with_all_functions(), ready, fingerprint())
    known = interpreter.read()
    functions = function_trace.functions(ready)
    added = set(functions) - known.functions
    kept_out = zeroed_ranges.without_named(interpreter.full(), known.zeroed, added)
    if len(kept_out) < len(known.zeroed):
        ready = snapshot(zeroed=kept_out)
    wasm_file = interpreter.trimmed(functions, say)
    verify.verify(wasm_file, ready, say)
    return assemble(wasm_file, ready, fingerprint())


def trace(*, anew: bool = False) -> Trimming:
    """The functions that run, with those of interpreter.json unless `anew`, and the zeroed ranges.

    Raises `BuildError`.
    """
    complete = snapshot(zeroed=())
    functions = set(function_trace.functions(complete))
    if not anew:
        functions |= interpreter.read().functions
    read = function_trace.reads(complete, functions)
    ranges = zeroed_ranges.compute(interpreter.full(), functions, complete.memory(), read)
    return Trimming(functions=frozenset(functions), zeroed=tuple(ranges))


def modules() -> dict[str, bytes]:
    """The bytecode of the modules in the memory snapshot, by path. Raises `BuildError`."""
    return {
        path: code
        for archive in _archives(usage.of(package.compiled()).modules)
        for path, code in bytecode.unpacked(archive).items()
    }


def snapshot(
    draft: bool = False, zeroed: Collection[tuple[int, int]] | None = None
) -> MemorySnapshot:
    """The memory of a Python that has imported the calculators.

    It leaves out the `zeroed` ranges, by default those of interpreter.json. Raises `BuildError`.
    """
    pyodide_abi.require()
    ranges = interpreter.read().zeroed if zeroed is None else zeroed
    warm_up = list(memory_snapshot.warm_up_questions())
    used = usage.of(package.compiled(), draft)
    kept = None if draft else used.functions
    library, ours = _archives(used.modules, lines=draft)
    made = memory_snapshot.make(library, ours, warm_up=warm_up, kept=kept, zeroed=ranges)
    return replace(made, later=package.later(made.later))


def _archives(used: Collection[str], *, lines: bool = False) -> list[bytes]:
    """The modules of these names: of the standard library, and of the calculators' own.

    Without numbers of `lines`, tracebacks, which only developers read, name functions.
    """
    wanted = {*used} - shipped.later().keys()
    ours = {
        path: code for path, code in package.compiled().items() if bytecode.module(path) in wanted
    }
    found = [stdlib.archive(used), bytecode.archive(ours)]
    return found if lines else [*map(bytecode.without_lines, found)]


def assemble(wasm_file: bytes, ready: MemorySnapshot, fingerprint: str) -> list[File]:
    """The files of a site with this interpreter and memory snapshot. Raises `BuildError`.

    The snapshot's name ends in .wasm, although it is none: hosts that compress by file type know
    this one, and would send an unknown type uncompressed, six times as long.
    """
    sent = {
        "interpreter": manifest.hashed("python", ".wasm", wasm_file),
        "snapshot": manifest.hashed("snapshot", ".wasm", ready.content),
    }
    if ready.later:
        sent["later"] = manifest.hashed("later", ".wasm", ready.later)
    fallback = {
        "interpreter": manifest.hashed("full", ".wasm", interpreter.full()),
        "script": manifest.hashed("pyodide", ".js", exports.reduced_script()),
    }
    scripts = manifest.javascript(sent, fallback, ready.layout, fingerprint)
    return [*sent.values(), *fallback.values(), *scripts]
