"""The JavaScript as it is sent: few files, since each costs a page that is being opened some time.

The modules of calc/browser are joined to one file for each occasion on which something is loaded;
what they import is in it, and what two of them import is in both.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from calc import cache
from calc.snapshot import node, npm
from calc.snapshot.errors import BuildError

RUNTIME = cache.ROOT / "calc" / "browser"

ENTRIES = ("element.js", "calculator.js", "worker.js", "spare.js", "whole.js")
"""With the page, at the first sign that a calculator is wanted, in the worker, and there when an
answer takes more than the cut machine has."""

SCRIPT = Path(__file__).with_suffix(".mjs")
CODE = cache.key_of_files(Path(__file__), SCRIPT)


def joined(generated: Mapping[str, str]) -> dict[str, bytes]:
    """What is sent, by name, of the modules as written and of those that were `generated`.

    Raises `BuildError` if one imports what there is not.
    """
    written = {path.name: path.read_text(encoding="utf-8") for path in RUNTIME.glob("*.js")}
    asked = json.dumps({"sources": {**written, **generated}, "entries": ENTRIES}, sort_keys=True)
    content = cache.get(
        f"scripts/{cache.key(CODE, npm.version('esbuild'), asked)}", lambda: _join(asked)
    )
    texts: dict[str, str] = json.loads(content)
    return {name: text.encode() for name, text in texts.items()}


def _join(asked: str) -> bytes:
    try:
        return node.run(SCRIPT, text=asked)
    except BuildError as error:
        raise BuildError(f"The scripts of {RUNTIME.name}/ cannot be joined: {error}") from None
