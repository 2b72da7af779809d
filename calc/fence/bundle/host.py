"""A bundle tried in Node.js, through the same `engine.js` as in a browser."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from calc.fence.bundle import cache, node

SCRIPT = Path(__file__).with_name("host.mjs")
ENGINE = [cache.ROOT / "calc" / "runtime" / name for name in ("engine.js", "python.js")]
PYODIDE = cache.ROOT / "node_modules" / "pyodide"


def ask(library: bytes, calculators: bytes, function: str, texts: Iterable[str]) -> list[str]:
    """What a function of the bundle makes of each text.

    Raises `errors.BundleError` with Python's last line when it raises, or does not start.
    """
    module, _, name = function.rpartition(".")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, "library"), Path(folder, "calculators")]
        for path, content in zip(paths, [library, calculators], strict=True):
            path.write_bytes(content)
        text = "\n".join(map(json.dumps, texts))
        said = node.run(SCRIPT, PYODIDE, *paths, module, name, text=text)
    return [json.loads(line) for line in said.decode().splitlines()]
