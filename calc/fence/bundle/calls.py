"""Which functions of the machine are called from JavaScript.

It exports thousands, nearly all of them for libraries that would be linked to it in the browser.
Pyodide's script has a line for each; what it calls, it names once more.
"""

import json
import re

from calc.fence.bundle import cache, npm

LISTED = re.compile(r'var _(\w+)=Module\["_\1"\]=wasmExports\["\1"\];')
NAMED = re.compile(r"\w+")
SOURCES = [cache.ROOT / "calc" / "runtime" / name for name in ("engine.js", "python.js")]


def names() -> list[str]:
    """Every export that is named outside of the list of exports: in Pyodide's script or in ours."""
    ours = [path.read_bytes() for path in SOURCES]
    name = cache.key(npm.identity(), *ours)
    found: list[str] = json.loads(cache.kept(f"calls/{name}", lambda: _find(ours)))
    return found


def script() -> bytes:
    """Pyodide's script, with lines for these functions only: a fifth of its bytes are others."""
    called = set(names())
    text = npm.file("pyodide.asm.js").decode()
    return LISTED.sub(lambda line: line[0] if line[1] in called else "", text).encode()


def _find(ours: list[bytes]) -> bytes:
    text = npm.file("pyodide.asm.js").decode()
    exported = set(re.findall(r'wasmExports\["(\w+)"\]', text))
    elsewhere = LISTED.sub("", text) + b"".join(ours).decode()
    named = {
        word for found in NAMED.findall(elsewhere) for word in (found, found.removeprefix("_"))
    }
    return json.dumps(sorted(exported & named)).encode()
