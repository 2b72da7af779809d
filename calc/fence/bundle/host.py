"""A bundle tried in Node.js, through the same `engine.js` as in a browser."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from calc.fence.bundle import cache, calls, node, npm

SCRIPT = Path(__file__).with_name("host.mjs")
ENGINE = [cache.ROOT / "calc" / "runtime" / name for name in ("engine.js", "python.js")]
PYODIDE = npm.FOLDER


def ask(library: bytes, calculators: bytes, function: str, texts: Iterable[str]) -> list[str]:
    """What a function of the bundle makes of each text.

    Raises `errors.BundleError` with Python's last line when it raises, or does not start.
    """
    module, _, name = function.rpartition(".")
    with tempfile.TemporaryDirectory() as folder:
        contents = [library, calculators, json.dumps(calls.names()).encode()]
        paths = [Path(folder, f"{i}") for i in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        text = "\n".join(map(json.dumps, texts))
        said = node.run(SCRIPT, PYODIDE, *paths, module, name, text=text)
    return [json.loads(line) for line in said.decode().splitlines()]
