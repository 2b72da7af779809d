"""The project that a command runs in: the folder with mkdocs.yml, and the site that it declares.

    plugins:
      - calculators:
          calculators: [calculators, calc.calculators]
          packages: ["more-itertools==10.8.0"]

Calculators are in folders beside mkdocs.yml or in importable packages; without the option, in the
folder `calculators`. Every member of `calc.site.Site` may be an option; `site` names a declaration
in Python, which the other options add to. The Markdown extension takes the same options, for a
generator that runs no plugins.
"""

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from difflib import get_close_matches
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import yaml

from calc import packages, site
from calc.site import Site, SiteError

CONFIG = "mkdocs.yml"
EXTENSION = "calc.markdown"
PLUGIN = "calculators"
FOLDER = "calculators"
"""The folder of calculators, where a project names none."""

PLUGIN_ONLY = ("publish",)
"""Options that are not about the site."""


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
            f"There is no {CONFIG} in this folder; run the command beside it,"
            " or begin a site with `python -m calc new FOLDER`."
        ) from None
    except yaml.YAMLError as error:
        raise SiteError(f"{path} is not valid YAML: {' '.join(str(error).split())}.") from error
    found = [*_options(config)]
    if not found:
        raise SiteError(f"{path} does not list {PLUGIN}; add `plugins: [search, {PLUGIN}]`.")
    options: dict[str, Any] = theme_options(config.get("theme"))
    for each in reversed(found):
        options |= each
    return of({name: options[name] for name in options if name not in PLUGIN_ONLY}, folder)


def docs(folder: Path) -> Path:
    """The folder of the pages' sources, `docs` unless mkdocs.yml in that folder says otherwise."""
    try:
        config = yaml.load((folder / CONFIG).read_text(encoding="utf-8"), _Loader)
    except (OSError, ValueError, yaml.YAMLError):
        config = {}
    named = config.get("docs_dir") if isinstance(config, dict) else None
    return folder / (named if isinstance(named, str) else "docs")


def theme_options(theme: Any) -> dict[str, Any]:
    """The options that the theme's own say: the language of its words is that of ours."""
    language = theme.get("language") if isinstance(theme, Mapping) else None
    return {"language": language} if isinstance(language, str) else {}


def of(options: Mapping[str, Any], folder: Path) -> Site:
    """The site that options of the plugin declare, in the project in a folder. Raises SiteError."""
    given = {name: value for name, value in options.items() if value is not None}
    for name in given:
        if name not in OPTIONS:
            near = get_close_matches(name, OPTIONS, n=1) or [", ".join(OPTIONS)]
            raise SiteError(f"{CONFIG}: {PLUGIN} has no option {name}; use {near[0]}.")
    values = {name: OPTIONS[name](name, value) for name, value in given.items()}
    base = named(values.pop("site")) if values.get("site") else Site()
    values.pop("site", None)
    names = values.pop("calculators", () if base.calculators else (FOLDER,))
    found = [_package(name, folder) for name in names]
    own = Site(calculators=tuple(found), **values).with_defaults(base)
    packages.bring(own.packages)
    for package in found:
        own = own.with_defaults(getattr(_imported(package), "SITE", Site()))
    return own


def named(name: str) -> Site:
    """The site of that name, "module:attribute". Raises SiteError."""
    found = site.load(name)
    if not isinstance(found, Site):
        raise SiteError(f"{name} is a {type(found).__name__}, not a Site.")
    return found


def _package(name: str, folder: Path) -> str:
    """The importable name of a folder of calculators beside mkdocs.yml, or of a package."""
    path = (folder / name).absolute()
    if not path.is_dir():
        try:
            found = find_spec(name) if name != FOLDER else None
        except (ImportError, ValueError):
            found = None
        if found and found.submodule_search_locations:
            return name
        raise SiteError(
            f"There is no folder {name} beside {CONFIG}, and no package of that name; make a folder"
            " with a Python file for each calculator."
        )
    package = path.name
    if not package.isidentifier() or package == "calc":
        raise SiteError(
            f"The folder {name} cannot be imported under its name; use letters, digits and _,"
            " and another name than calc."
        )
    if _registered.get(package) != path:
        _forget(package)
        known = find_spec(package)
        if known and str(path) not in (known.submodule_search_locations or ()):
            raise SiteError(
                f"The folder {name} has the name of another Python module; use another name."
            )
        _registered[package] = path
    if package not in sys.modules:
        _register(package, path)
    return package


_registered: dict[str, Path] = {}
"""The folders that were made importable, by package."""


def _forget(package: str) -> None:
    """Forget the modules of another folder that had this name."""
    if package in _registered:
        for name in [name for name in sys.modules if f"{name}.".startswith(f"{package}.")]:
            del sys.modules[name]


def _register(package: str, path: Path) -> None:
    """Make a folder importable as a package, wherever it is."""
    importlib.invalidate_caches()
    first = path / "__init__.py"
    spec: ModuleSpec | None = ModuleSpec(package, None, is_package=True)
    if first.is_file():
        spec = spec_from_file_location(package, first, submodule_search_locations=[str(path)])
    assert spec is not None
    spec.submodule_search_locations = [str(path)]
    module = module_from_spec(spec)
    sys.modules[package] = module
    if spec.loader and first.is_file():
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[package]
            raise


def _imported(package: str) -> Any:
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise SiteError(f"{package} cannot be imported: {error}.") from error


def _options(config: Any) -> Iterator[Mapping[str, Any]]:
    """The options of the Markdown extension in mkdocs.yml, then those of the plugin.

    MkDocs takes a list of names, some with options, or one mapping from names to options.
    """
    for kind, name in (("markdown_extensions", EXTENSION), ("plugins", PLUGIN)):
        entries = config.get(kind) if isinstance(config, dict) else None
        for entry in entries if isinstance(entries, list) else [entries]:
            if entry == name:
                yield {}
            elif isinstance(entry, dict) and name in entry:
                yield entry[name] or {}


# --- Reading options ------------------------------------------------------------------


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise SiteError(f"{CONFIG}: {PLUGIN}: {name} is {value!r}; it must be a text.")
    return value


def _texts(name: str, value: Any) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list | tuple) or not all(isinstance(each, str) for each in listed):
        raise SiteError(f"{CONFIG}: {PLUGIN}: {name} is {value!r}; it must be a list of texts.")
    return tuple(listed)


def _text_or_switch(name: str, value: Any) -> str | bool:
    if not isinstance(value, str | bool):
        raise SiteError(
            f"{CONFIG}: {PLUGIN}: {name} is {value!r}; it must be a text, true or false."
        )
    return value


def _mapping(name: str, value: Any) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise SiteError(f"{CONFIG}: {PLUGIN}: {name} is {value!r}; it must be texts by name.")
    return {_text(name, key): _text(f"{name}.{key}", text) for key, text in value.items()}


def _policy(name: str, value: Any) -> Mapping[str, tuple[str, ...]] | bool:
    if isinstance(value, bool):
        return value
    if not isinstance(value, Mapping):
        raise SiteError(
            f"{CONFIG}: {PLUGIN}: {name} is {value!r}; it must be true, false or sources by"
            " directive, such as connect-src: https://example.org."
        )
    return {_text(name, key): _texts(f"{name}.{key}", each) for key, each in value.items()}


_READERS: Mapping[Any, Callable[[str, Any], Any]] = {
    str: _text,
    tuple[str, ...]: _texts,
    str | bool: _text_or_switch,
    Mapping[str, str]: _mapping,
    Mapping[str, tuple[str, ...]] | bool: _policy,
}
OPTIONS: Mapping[str, Callable[[str, Any], Any]] = {
    "site": _text,
    **{each.name: _READERS[each.type] for each in fields(Site)},
}
"""Each option, and how its value is read."""
