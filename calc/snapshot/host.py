"""A bundle tried in Node.js, through the same `engine.js` as in a browser."""

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calc.snapshot import calls, machine, node

SCRIPT = Path(__file__).with_name("host.mjs")
SCRIPTS = (
    SCRIPT,
    SCRIPT.with_name("cold.mjs"),
    SCRIPT.with_name("image.mjs"),
    *(calls.PYTHON.with_name(f"{name}.js") for name in ("engine", "joints", "python", "whole")),
)
"""What the answers of this module depend on."""


@dataclass(frozen=True, kw_only=True)
class Image:
    """What Python's memory holds when it is ready to answer."""

    content: bytes
    """Where there is something, one run after the other."""
    layout: str
    """As JSON: see files.d.ts."""


def started(library: bytes, calculators: bytes, function: str, texts: Iterable[str]) -> list[str]:
    """What a function makes of each text in a Python that has just started from two archives.

    Raises `errors.BundleError` with what Python says when it raises, or does not start.
    """
    module, _, name = function.rpartition(".")
    files = {"library.zip": library, "calculators.zip": calculators}
    with tempfile.TemporaryDirectory() as folder:
        return _run(Path(folder), machine.whole(), files, {"module": module, "name": name}, texts)


def image(
    library: bytes,
    calculators: bytes,
    function: str,
    *,
    modules: Iterable[str] = (),
    warm: Iterable[str] = (),
) -> Image:
    """The memory of such a Python, able to call the function, with these modules imported and these
    texts answered before.

    Raises `errors.BundleError` as `started` does.
    """
    module, _, name = function.rpartition(".")
    wanted = {"modules": list(modules), "warm": list(warm), "blank": machine.blank()}
    files = {"library.zip": library, "calculators.zip": calculators}
    job = {"module": module, "name": name, "image": wanted}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        _run(path, machine.whole(), files, job, [])
        return Image(
            content=(path / "image.bin").read_bytes(), layout=(path / "layout.json").read_text()
        )


def ask(image: Image, texts: Iterable[str], *, by: bytes | None = None) -> list[str]:
    """What an image's function makes of each text by a cut machine, or else by the whole one.

    Raises `errors.BundleError` as `started` does.
    """
    job = {"whole": not by}
    with tempfile.TemporaryDirectory() as folder:
        return _run(Path(folder), by or machine.whole(), _files(image), job, texts)


def trace(image: Image, texts: Iterable[str], traced: bytes, marks: Mapping[str, int]) -> bytes:
    """The marks that a traced machine leaves while it answers; see host.mjs.

    Raises `errors.BundleError` as `started` does.
    """
    with tempfile.TemporaryDirectory() as folder:
        _run(Path(folder), traced, _files(image), marks, texts)
        return Path(folder, "marks").read_bytes()


def _files(image: Image) -> dict[str, bytes]:
    return {"image.bin": image.content, "layout.json": image.layout.encode()}


def _run(
    folder: Path,
    machine: bytes,
    files: Mapping[str, bytes],
    job: Mapping[str, Any],
    texts: Iterable[str],
) -> list[str]:
    common = {
        "machine.wasm": machine,
        "pyodide.cjs": calls.script(),
        "calls.json": json.dumps(calls.theirs()).encode(),
        "job.json": json.dumps(job).encode(),
    }
    for file, content in {**common, **files}.items():
        (folder / file).write_bytes(content)
    said = node.run(SCRIPT, folder, text="\n".join(map(json.dumps, texts)))
    return [json.loads(line) for line in said.decode().splitlines()]
