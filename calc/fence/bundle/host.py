"""A bundle tried in Node.js, through the same `engine.js` as in a browser."""

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from calc.fence.bundle import cache, calls, machine, node

SCRIPT = Path(__file__).with_name("host.mjs")
ENGINE = [cache.ROOT / "calc" / "runtime" / name for name in ("engine.js", "python.js")]


def ask(
    library: bytes,
    calculators: bytes,
    function: str,
    texts: Iterable[str],
    *,
    by: bytes | None = None,
) -> list[str]:
    """What a function of the bundle makes of each text, on the whole machine or by another one.

    Raises `errors.BundleError` with what Python says when it raises, or does not start.
    """
    files = {
        "machine.wasm": by or machine.whole(),
        "library.zip": library,
        "calculators.zip": calculators,
    }
    with tempfile.TemporaryDirectory() as folder:
        said = _run(Path(folder), files, function, texts)
    return [json.loads(line) for line in said.decode().splitlines()]


def trace(
    library: bytes,
    calculators: bytes,
    function: str,
    texts: Iterable[str],
    traced: bytes,
    marks: Mapping[str, int],
) -> bytes:
    """The marks that a traced machine leaves while it answers; see host.mjs.

    Raises `errors.BundleError` as `ask` does.
    """
    files = {
        "machine.wasm": traced,
        "library.zip": library,
        "calculators.zip": calculators,
        "traced.json": json.dumps(marks).encode(),
    }
    with tempfile.TemporaryDirectory() as folder:
        _run(Path(folder), files, function, texts)
        return Path(folder, "marks").read_bytes()


def _run(folder: Path, files: Mapping[str, bytes], function: str, texts: Iterable[str]) -> bytes:
    common = {"pyodide.cjs": calls.script(), "calls.json": json.dumps(calls.names()).encode()}
    for file, content in {**common, **files}.items():
        (folder / file).write_bytes(content)
    module, _, name = function.rpartition(".")
    return node.run(SCRIPT, folder, module, name, text="\n".join(map(json.dumps, texts)))
