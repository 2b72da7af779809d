"""The JavaScript as browsers get it: few files, because each request slows a page that is opening.

esbuild joins the modules of calc/browser to one file for each occasion on which scripts are loaded.
A module that two of these files import is in both.
"""

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path, PurePosixPath

from calc import cache, site
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
    own = of_site()
    entries = {PurePosixPath(entry).stem: entry for entry in (*ENTRIES, *own)}
    sources = {**written, **generated, **own}
    job = json.dumps({"sources": sources, "entries": entries}, sort_keys=True)
    content = cache.get(
        f"scripts/{cache.key(CODE, npm.version('esbuild'), job)}", lambda: _join(job)
    )
    texts: dict[str, str] = json.loads(content)
    return {name: text.encode() for name, text in texts.items()}


def of_site() -> dict[str, str]:
    """The site's own scripts, each published as a file of its name.

    Raises `BuildError` for one that is not there, or has the name of one of these modules.
    """
    found = {}
    for resource in site.current().scripts:
        package, _, name = resource.partition(":")
        if name in {PurePosixPath(entry).name for entry in ENTRIES}:
            raise BuildError(f"The script {resource} has the name of one of calc/browser.")
        try:
            text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
        except (ImportError, OSError) as error:
            raise BuildError(f"The script {resource} cannot be read: {error}.") from None
        found[f"site/{name}"] = text
    return found


def _join(job: str) -> bytes:
    try:
        return node.run(SCRIPT, npm.folder() / "esbuild" / "lib" / "main.js", text=job)
    except BuildError as error:
        raise BuildError(f"The scripts of calc/browser cannot be joined: {error}") from None
