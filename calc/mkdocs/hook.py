"""A MkDocs hook: puts the browser's files into the site, and forgets old code while serving.

Everything in it a command does too (`python -m calc.publish.site --into site`,
`python -m calc.snapshot --into site/runtime` and `python -m calc.publish --into site`),
so a generator without hooks needs none.
"""

import logging
import sys
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from pymdownx.inlinehilite import InlineHiliteException
from pymdownx.superfences import SuperFencesException

log = logging.getLogger("mkdocs.hooks.calc")

ROOT = Path(__file__).parents[2]
REMEMBERED = ("calc",)
"""Of what is here, imported modules hold something."""

_serving = False
_seen: frozenset[tuple[str, int, int]] = frozenset()


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is `mkdocs serve`: nobody downloads there, so nothing is compressed."""
    global _serving, _seen  # noqa: PLW0603  MkDocs passes the command only here
    _serving = command == "serve"
    from calc import project

    project.use()
    if _serving:
        _seen = _files()


def on_serve(server: Any, **_: Any) -> Any:
    """Have each further build begin with `calc` as it then is on disk. To import it anew takes a
    quarter of a build, so that is only done where something of it has changed.
    """
    build = server.builder

    def rebuild() -> None:
        global _seen  # noqa: PLW0603  the last build's
        seen = _files()
        if seen != _seen:
            _forget()
        _seen = seen
        build()

    server.builder = rebuild
    return server


def on_post_build(*, config: Any) -> None:
    """Write the runtime files beside the pages, and what else a site has."""
    from calc import publish
    from calc.publish import site
    from calc.snapshot import build

    folder, url = Path(config.site_dir), config.site_url or ""
    site.write(folder, url=url, name=config.site_name)
    # An author looks for pages and mistakes in what is said, not for the sizes of files.
    say = log.debug if _serving else log.info
    build.write(folder / "runtime", compressed=not _serving, draft=_serving, say=say)
    # MkDocs adds a script of its own to each page that it serves: no policy would allow it.
    if not _serving:
        publish.write(folder, url=url, name=config.site_name, say=log.info)


def on_build_error(*, error: Exception) -> None:
    """An author's mistake ends the build with its sentence, without a traceback."""
    from calc.markdown.mistakes import PageError
    from calc.snapshot.errors import BuildError

    told = (SuperFencesException, InlineHiliteException, PageError, BuildError)
    if isinstance(error, told):
        log.error(str(error))
        raise Abort("The build stops here.") from error


def _forget() -> None:
    """Have `calc` imported anew."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "calc"]:
        del sys.modules[name]


def _files() -> frozenset[tuple[str, int, int]]:
    """What is remembered, as far as a change of it shows."""
    found = (path for part in REMEMBERED for path in ((ROOT / part), *(ROOT / part).rglob("*")))
    states = ((path, path.stat()) for path in found if path.is_file())
    return frozenset(
        (str(path), state.st_mtime_ns, state.st_size)
        for path, state in states
        if path.suffix != ".pyc"
    )
