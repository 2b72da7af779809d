"""Which of the interpreter's exported functions Pyodide's script calls.

The interpreter exports thousands, nearly all of them for libraries that a browser would load later.
"""

import json
import re

from calc import cache
from calc.snapshot import npm, pyodide_abi

_WORD = re.compile(r"\w+")


def used_by_pyodide() -> list[str]:
    """The functions that the script names outside its list of all exports."""
    found: list[str] = json.loads(cache.get(f"exports/{pyodide_abi.identity()}", _find))
    return found


def reduced_script() -> bytes:
    """The script, whose list of exports has only these functions: a fifth of its bytes is saved."""
    used = set(used_by_pyodide())
    return pyodide_abi.EXPORT_LINE.sub(
        lambda line: line[0] if line[1] in used else "", _script()
    ).encode()


def _find() -> bytes:
    exported = set(pyodide_abi.EXPORT_USE.findall(_script()))
    named = {
        word
        for found in _WORD.findall(pyodide_abi.EXPORT_LINE.sub("", _script()))
        for word in (found, found.removeprefix("_"))
    }
    return json.dumps(sorted(exported & named)).encode()


def _script() -> str:
    return npm.file(pyodide_abi.SCRIPT).decode()
