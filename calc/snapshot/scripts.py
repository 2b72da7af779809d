"""The JavaScript as browsers get it: few files, because each request slows a page that is opening.

esbuild joins the modules of calc/browser to one file for each occasion on which scripts are loaded.
A module that two of these files import is in both.
"""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from calc import cache
from calc.snapshot import node, npm
from calc.snapshot.errors import BuildError

BROWSER = Path(__file__).parents[1] / "browser"

ENTRIES = (
    "page/element.js",
    "page/controller.js",
    "worker/worker.js",
    "fallback.js",
    "worker/full_interpreter.js",
)
"""The modules that are published: with the page; at the first sign that somebody wants a
calculator; in the worker; and two for an answer that the trimmed interpreter cannot give."""

SCRIPT = Path(__file__).with_suffix(".mjs")
CODE = cache.key_of_files(Path(__file__), SCRIPT)


def joined(generated: Mapping[str, str]) -> dict[str, bytes]:
    """The published files by name, from the modules as written and those that were generated.

    Raises `BuildError` if one imports a module that is not there.
    """
    written = {
        path.relative_to(BROWSER).as_posix(): path.read_text(encoding="utf-8")
        for path in BROWSER.rglob("*.js")
    }
    entries = {PurePosixPath(entry).stem: entry for entry in ENTRIES}
    job = json.dumps({"sources": {**written, **generated}, "entries": entries}, sort_keys=True)
    content = cache.get(
        f"scripts/{cache.key(CODE, npm.version('esbuild'), job)}", lambda: _join(job)
    )
    texts: dict[str, str] = json.loads(content)
    return {name: text.encode() for name, text in texts.items()}


def _join(job: str) -> bytes:
    try:
        return node.run(SCRIPT, npm.folder() / "esbuild" / "lib" / "main.js", text=job)
    except BuildError as error:
        raise BuildError(f"The scripts of calc/browser cannot be joined: {error}") from None
