"""The project that a command runs in: the folder with mkdocs.yml, and the site that it declares.

markdown_extensions:
- calc.markdown: {site: "calc.analysis:SITE"}
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from calc import site
from calc.site import Site, SiteError

CONFIG = "mkdocs.yml"
EXTENSION = "calc.markdown"


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without running what its tags name."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def use() -> Site:
    """Work for the site of this folder's mkdocs.yml. Raises SiteError."""
    found = declared(Path())
    site.use(found)
    return found


def declared(folder: Path) -> Site:
    """The site that mkdocs.yml in a folder declares. Raises SiteError."""
    path = folder / CONFIG
    try:
        # The loader is a safe one: it makes plain data and nothing else.
        config = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except FileNotFoundError:
        raise SiteError(
            f"There is no {CONFIG} in this folder; run the command beside it."
        ) from None
    for options in _options(config):
        return named(options.get("site", ""))
    raise SiteError(f"{path} lists no Markdown extension {EXTENSION}; add it to declare the site.")


def named(name: str) -> Site:
    """The site of that name. Raises SiteError."""
    found = site.load(name)
    if not isinstance(found, Site):
        raise SiteError(f"{name} is a {type(found).__name__}, not a Site")
    return found


def _options(config: Any) -> Iterator[dict[str, Any]]:
    for extension in config.get("markdown_extensions", []):
        if extension == EXTENSION:
            yield {}
        elif isinstance(extension, dict) and EXTENSION in extension:
            yield extension[EXTENSION] or {}
