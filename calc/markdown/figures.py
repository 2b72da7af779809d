"""Charts of published data, drawn when the page is built: one file a figure.

``` figure
runs
```
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from pymdownx.superfences import SuperFencesException

from calc import chart, site
from calc.markdown import block, mistakes
from calc.markdown.mistakes import PageError


def format(source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
    """Superfences' formatter."""
    block.declare(md)
    try:
        return _figure(source.strip())
    except Exception as error:
        raise SuperFencesException(mistakes.sentence(error, md, source)) from error


def _figure(name: str) -> str:
    known = sorted(
        module.name
        for module in iter_modules(import_module(site.current().figures).__path__)
        if module.name[0] != "_"
    )
    if name not in known:
        raise PageError(f"There is no figure “{name}”; {', '.join(known)} would do.")
    drawn: Any = import_module(f"{site.current().figures}.{name}")
    return chart.figure(drawn.chart(), f"figure-{name}")
