"""Figures of the site's data, drawn in the build; one file a figure.

``` figure
runs
```

A file has a function `chart`, or a function `markup` for a figure that is not a chart.
"""

from calc import chart, site
from calc.markdown import site_package
from calc.markdown.conversion import Conversion


def figure(source: str, _: Conversion) -> str:
    """The figure that a fence names. Raises PageError."""
    name = source.strip()
    drawn = site_package.module(site.current().figures, name, "figure")
    if hasattr(drawn, "markup"):
        markup: str = drawn.markup()
        return markup
    return chart.figure(drawn.chart(), f"figure-{name}")
