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
    found: list[str] = json.loads(
        cache.kept(f"calls/{cache.key(npm.identity(), *ours)}", lambda: _find(ours))
    )
    return found


def _find(ours: list[bytes]) -> bytes:
    script = npm.file("pyodide.asm.js").decode()
    exported = set(re.findall(r'wasmExports\["(\w+)"\]', script))
    elsewhere = LISTED.sub("", script) + b"".join(ours).decode()
    named = {
        word for found in NAMED.findall(elsewhere) for word in (found, found.removeprefix("_"))
    }
    return json.dumps(sorted(exported & named)).encode()
