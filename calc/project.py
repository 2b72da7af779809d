"""The project that a command runs in: the folder with mkdocs.yml, and the site that it declares.

markdown_extensions:
- calc.markdown: {site: "calc.analysis:SITE"}
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from calc import site
from calc.site import Site, SiteError

CONFIG = "mkdocs.yml"
EXTENSION = "calc.markdown"
PLUGIN = "calculators"


class _Loader(yaml.SafeLoader):
    """Loads plain data; tags, which MkDocs would run, become None."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def use() -> Site:
    """Work for the site that mkdocs.yml in the current folder declares. Raises SiteError."""
    declaration = declared(Path())
    site.use(declaration)
    return declaration


def declared(folder: Path) -> Site:
    """The site that mkdocs.yml in a folder declares. Raises SiteError."""
    path = folder / CONFIG
    try:
        config = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # a subclass of SafeLoader
    except FileNotFoundError:
        raise SiteError(
            f"There is no {CONFIG} in this folder; run the command beside it."
        ) from None
    except yaml.YAMLError as error:
        raise SiteError(f"{path} is not valid YAML: {' '.join(str(error).split())}.") from error
    names = [options["site"] for options in _options(config) if "site" in options]
    if not names:
        raise SiteError(f"{path} declares no site: {EXTENSION} needs its name as the option site.")
    return named(names[0])


def named(name: str) -> Site:
    """The site of that name, "module:attribute". Raises SiteError."""
    found = site.load(name)
    if not isinstance(found, Site):
        raise SiteError(f"{name} is a {type(found).__name__}, not a Site.")
    return found


def _options(config: Any) -> Iterator[Mapping[str, Any]]:
    """The options of the Markdown extension in mkdocs.yml, then those of the plugin.

    MkDocs takes a list of names, some with options, or one mapping from names to options.
    """
    for kind, name in (("markdown_extensions", EXTENSION), ("plugins", PLUGIN)):
        entries = config.get(kind) if isinstance(config, dict) else None
        for entry in entries if isinstance(entries, list) else [entries]:
            options = entry.get(name) if isinstance(entry, dict) else None
            if isinstance(options, dict):
                yield options
