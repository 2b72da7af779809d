"""The MkDocs hook: puts the browser's files into the site, and forgets old code while serving.

Everything in it a command does too (`python -m calc.fence.site --into site`,
`python -m calc.fence.bundle --into site/runtime` and `python -m calc.fence.publish --into site`),
so a generator without hooks needs none.
"""

import logging
import sys
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from pymdownx.inlinehilite import InlineHiliteException
from pymdownx.superfences import SuperFencesException

from calc.fence.bundle.errors import BundleError
from calc.fence.mistakes import PageError

log = logging.getLogger("mkdocs.hooks.calc")

_serving = False


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is `mkdocs serve`: nobody downloads there, so nothing is compressed."""
    global _serving  # noqa: PLW0603  MkDocs passes the command only here
    _serving = command == "serve"


def on_post_build(*, config: Any) -> None:
    """Write the runtime files beside the pages, and what else a site has."""
    from calc.fence import bundle, publish, site

    folder, url = Path(config.site_dir), config.site_url or ""
    site.write(folder, url=url, name=config.site_name)
    # An author looks for pages and mistakes in what is said, not for the sizes of files.
    say = log.debug if _serving else log.info
    bundle.write(folder / "runtime", compress=not _serving, draft=_serving, say=say)
    # MkDocs adds a script of its own to each page that it serves: no policy would allow it.
    if not _serving:
        publish.write(folder, url=url, name=config.site_name, say=log.info)
    _forget()


def on_build_error(*, error: Exception) -> None:
    """An author's mistake ends the build with its sentence, without a traceback."""
    _forget()
    told = (SuperFencesException, InlineHiliteException, PageError, BundleError)
    if isinstance(error, told):
        log.error(str(error))
        raise Abort("The build stops here.") from error


def _forget() -> None:
    """Have the next build of `mkdocs serve` import `calc` as it then is on disk."""
    if _serving:
        for name in [name for name in sys.modules if name.partition(".")[0] == "calc"]:
            del sys.modules[name]
