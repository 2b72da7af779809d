"""Which functions of the machine are called from JavaScript.

It exports thousands, nearly all of them for libraries that would be linked to it in the browser.
"""

import json
import re

from calc import cache
from calc.snapshot import npm

LISTED = re.compile(r'var _(\w+)=Module\["_\1"\]=wasmExports\["\1"\];')
NAMED = re.compile(r"\w+")
PYTHON = cache.ROOT / "calc" / "browser" / "python.js"


def ours() -> list[str]:
    """Those that our own JavaScript calls."""
    return sorted(set(re.findall(r"exports\.(\w+)\(", PYTHON.read_text())))


def theirs() -> list[str]:
    """Those that Pyodide's script names outside of its list, which has a line for each."""
    found: list[str] = json.loads(cache.get(f"calls/{npm.identity()}", _find))
    return found


def script() -> bytes:
    """Pyodide's script, with lines for these functions only: a fifth of its bytes are others."""
    called = set(theirs())
    text = npm.file("pyodide.asm.js").decode()
    return LISTED.sub(lambda line: line[0] if line[1] in called else "", text).encode()


def _find() -> bytes:
    text = npm.file("pyodide.asm.js").decode()
    exported = set(re.findall(r'wasmExports\["(\w+)"\]', text))
    named = {
        word
        for found in NAMED.findall(LISTED.sub("", text))
        for word in (found, found.removeprefix("_"))
    }
    return json.dumps(sorted(exported & named)).encode()
