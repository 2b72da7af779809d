"""A bundle tried in Node.js, through the same `engine.js` as in a browser."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from calc.fence.bundle import cache, calls, node, npm

SCRIPT = Path(__file__).with_name("host.mjs")
ENGINE = [cache.ROOT / "calc" / "runtime" / name for name in ("engine.js", "python.js")]


def ask(library: bytes, calculators: bytes, function: str, texts: Iterable[str]) -> list[str]:
    """What a function of the bundle makes of each text.

    Raises `errors.BundleError` with what Python says when it raises, or does not start.
    """
    files = {
        "pyodide.cjs": calls.script(),
        "calls.json": json.dumps(calls.names()).encode(),
        "library.zip": library,
        "calculators.zip": calculators,
    }
    module, _, name = function.rpartition(".")
    with tempfile.TemporaryDirectory() as folder:
        for file, content in files.items():
            Path(folder, file).write_bytes(content)
        machine = npm.FOLDER / "pyodide.asm.wasm"
        text = "\n".join(map(json.dumps, texts))
        said = node.run(SCRIPT, folder, machine, module, name, text=text)
    return [json.loads(line) for line in said.decode().splitlines()]
