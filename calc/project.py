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
PLUGIN = "calculators"


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
    names = [options["site"] for options in _options(config) if "site" in options]
    if not names:
        raise SiteError(f"{path} declares no site: {EXTENSION} needs its name as the option site.")
    return named(names[0])


def named(name: str) -> Site:
    """The site of that name. Raises SiteError."""
    try:
        found = site.load(name)
    except (ModuleNotFoundError, ValueError) as error:
        raise SiteError(f"The site “{name}” cannot be imported: {error}.") from error
    if not isinstance(found, Site):
        raise SiteError(f"{name} is a {type(found).__name__}, not a Site")
    return found


def _options(config: Any) -> Iterator[dict[str, Any]]:
    """What the author configures of the extension, then what of the plugin."""
    for kind, name in (("markdown_extensions", EXTENSION), ("plugins", PLUGIN)):
        for each in config.get(kind, []):
            if isinstance(each, dict) and name in each:
                yield each[name] or {}
