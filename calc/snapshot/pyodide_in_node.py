"""Runs Pyodide in Node.js, through the same `engine.js` as in a browser."""

import json
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calc.snapshot import exports, interpreter, node, pyodide_abi

BROWSER = Path(__file__).parents[1] / "browser"
SCRIPT = Path(__file__).with_name("pyodide_in_node.mjs")
SCRIPTS = (
    SCRIPT,
    SCRIPT.with_name("cold_start.mjs"),
    SCRIPT.with_name("memory_snapshot.mjs"),
    *(
        BROWSER / "worker" / f"{name}.js"
        for name in ("engine", "wasm_imports", "python", "ring", "full_interpreter")
    ),
)
"""What the results of this module depend on."""


@dataclass(frozen=True, kw_only=True)
class MemorySnapshot:
    """The memory of a Python that is ready to answer."""

    content: bytes
    """The parts of memory that are not empty, one after the other."""
    layout: str
    """Where the parts belong, as JSON; files.d.ts describes it."""
    later: bytes = b""
    """What is fetched when an answer needs it, see `calc.later`. A snapshot that was just made has
    only the code of functions, marshalled.
    """

    def memory(self) -> bytes:
        """All of memory, with zeros where it is empty or left out."""
        layout = json.loads(self.layout)
        found, at = bytearray(layout["size"]), 0
        for start, end in layout["runs"]:
            found[start:end] = self.content[at : at + end - start]
            at += end - start
        return bytes(found)


def run(stdlib: bytes, package: bytes, function: str, texts: Iterable[str]) -> list[str]:
    """What a function returns for each text, in a Python started from two archives.

    Raises `BuildError` with Python's own message when it raises or does not start.
    """
    module, _, name = function.rpartition(".")
    with tempfile.TemporaryDirectory() as folder:
        job = {"module": module, "name": name}
        return _run(Path(folder), interpreter.full(), _archives(stdlib, package), job, texts)


def snapshot(
    stdlib: bytes,
    package: bytes,
    function: str,
    *,
    modules: Iterable[str] = (),
    warm_up: Iterable[str] = (),
    kept: Collection[str] | None = None,
    zeroed: Collection[tuple[int, int]] = (),
) -> MemorySnapshot:
    """The memory of such a Python, with modules imported and texts answered before.

    Only the functions of these keys have `kept` their code, by default all. It leaves out the
    `zeroed` ranges of addresses. Raises `BuildError` as `run` does.
    """
    module, _, name = function.rpartition(".")
    wanted = {
        "modules": list(modules),
        "warmUp": list(warm_up),
        "kept": None if kept is None else list(kept),
        "zeroed": list(zeroed),
    }
    job = {"module": module, "name": name, "snapshot": wanted}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        _run(path, interpreter.full(), _archives(stdlib, package), job, [])
        return MemorySnapshot(
            content=(path / "snapshot.bin").read_bytes(),
            layout=(path / "layout.json").read_text(),
            later=b"" if kept is None else (path / "later.bin").read_bytes(),
        )


def ask(ready: MemorySnapshot, texts: Iterable[str], *, trimmed: bytes | None = None) -> list[str]:
    """What a snapshot's function returns for each text, in a trimmed interpreter or the full one.

    Raises `BuildError` as `run` does.
    """
    job = {"full": not interpreter}
    with tempfile.TemporaryDirectory() as folder:
        return _run(Path(folder), trimmed or interpreter.full(), _snapshot(ready), job, texts)


def trace(
    ready: MemorySnapshot, texts: Iterable[str], instrumented: bytes, start: int, count: int
) -> bytes:
    """The marks that an instrumented interpreter leaves in memory, from an address, as it answers.

    Raises `BuildError` as `run` does.
    """
    with tempfile.TemporaryDirectory() as folder:
        job = {"marks": {"start": start, "count": count}}
        _run(Path(folder), instrumented, _snapshot(ready), job, texts)
        return Path(folder, "marks").read_bytes()


def _archives(stdlib: bytes, package: bytes) -> dict[str, bytes]:
    return {"stdlib.zip": stdlib, "calculators.zip": package}


def _snapshot(ready: MemorySnapshot) -> dict[str, bytes]:
    return {
        "snapshot.bin": ready.content,
        "layout.json": ready.layout.encode(),
        "later.bin": ready.later,
    }


def _run(
    folder: Path,
    wasm: bytes,
    files: Mapping[str, bytes],
    job: Mapping[str, Any],
    texts: Iterable[str],
) -> list[str]:
    facts = {
        "stdlibPath": pyodide_abi.STDLIB_PATH,
        "signatureEnd": pyodide_abi.SIGNATURE_END.decode(),
    }
    common = {
        "interpreter.wasm": wasm,
        "pyodide.cjs": exports.reduced_script(),
        "exports.json": json.dumps(exports.used_by_pyodide()).encode(),
        "job.json": json.dumps({**job, **facts}).encode(),
    }
    for file, content in {**common, **files}.items():
        (folder / file).write_bytes(content)
    printed = node.run(SCRIPT, folder, text="\n".join(map(json.dumps, texts)))
    return [json.loads(line) for line in printed.decode().splitlines()]
