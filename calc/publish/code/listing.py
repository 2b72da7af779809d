"""A module as markup: what it is for, what it imports, and its source, line by line."""

from collections.abc import Iterable
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from calc import cache, words
from calc.form.markup import escape
from calc.markdown import code_pages, modules
from calc.markdown.modules import Module

CODE_KEY = cache.key_of_files(Path(__file__))


def listing(module: Module) -> str:
    """The article of a module's page."""
    said = words.current()
    neighbours = {said.builds_on: module.imports, said.used_by: modules.users(module.name)}
    return (
        f"<h1>{escape(_file(module))}</h1><p>{escape(module.title)}</p>"
        + "".join(
            f"<p>{text.format(modules=_links(names))}</p>"
            for text, names in neighbours.items()
            if names
        )
        + _defined(module)
        + cache.get(
            f"listing/{cache.key(CODE_KEY, module.source)}", lambda: _source(module)
        ).decode()
        + f'<p><a href="{code_pages.INDEX}">{said.all_modules}</a></p>'
    )


def _file(module: Module) -> str:
    """Its path, which may be broken into lines after each slash."""
    return f"{module.path.replace('/', '/\u200b')}"


def _links(names: Iterable[str]) -> str:
    return ", ".join(f'<a href="{code_pages.file(name)}">{escape(name)}</a>' for name in names)


def _defined(module: Module) -> str:
    public = [name for name in module.definitions if not name.startswith("_")]
    links = ", ".join(f'<a href="#{name}">{name}</a>' for name in public)
    return f"<p>{words.current().defined.format(names=links)}</p>" if links else ""


def _source(module: Module) -> bytes:
    """The source, with an anchor for each line and each name; the theme colours its classes."""
    marked = highlight(module.source, PythonLexer(stripnl=False), HtmlFormatter(nowrap=True))
    names: dict[int, list[str]] = {}
    for name, number in module.definitions.items():
        names.setdefault(number, []).append(name)
    lines = "".join(
        f'<span id="L{number}" data-line="{number}">'
        + "".join(f'<span id="{name}">' for name in names.get(number, ()))
        + line
        + "</span>" * len(names.get(number, ()))
        + "\n</span>"
        for number, line in enumerate(marked.rstrip("\n").split("\n"), 1)
    )
    whole = (
        f'<div class="highlight" data-listing><pre><code tabindex="0">{lines}</code></pre></div>'
    )
    return whole.encode()
