"""Which of the interpreter's exported functions JavaScript calls.

It exports thousands, nearly all of them for libraries that a browser would load later.
"""

import json
import re

from calc import cache
from calc.snapshot import npm

LISTED = re.compile(r'var _(\w+)=Module\["_\1"\]=wasmExports\["\1"\];')
NAMED = re.compile(r"\w+")
PYTHON = cache.ROOT / "calc" / "browser" / "worker" / "python.js"


def used_by_our_scripts() -> list[str]:
    """The functions that calc/browser calls."""
    return sorted(set(re.findall(r"exports\.(\w+)\(", PYTHON.read_text())))


def used_by_pyodide() -> list[str]:
    """The functions that Pyodide's script names outside its list of all exports."""
    found: list[str] = json.loads(cache.get(f"exports/{npm.identity()}", _find))
    return found


def reduced_script() -> bytes:
    """Pyodide's script, whose list of exports has only these functions: a fifth is saved."""
    used = set(used_by_pyodide())
    text = npm.file("pyodide.asm.js").decode()
    return LISTED.sub(lambda line: line[0] if line[1] in used else "", text).encode()


def _find() -> bytes:
    text = npm.file("pyodide.asm.js").decode()
    exported = set(re.findall(r'wasmExports\["(\w+)"\]', text))
    named = {
        word
        for found in NAMED.findall(LISTED.sub("", text))
        for word in (found, found.removeprefix("_"))
    }
    return json.dumps(sorted(exported & named)).encode()
