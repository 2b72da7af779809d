"""Charts of the site's data, drawn in the build; one file a figure.

``` figure
runs
```
"""

from calc import chart, site
from calc.markdown import site_package
from calc.markdown.conversion import Conversion


def figure(source: str, _: Conversion) -> str:
    """The figure that a fence names. Raises PageError."""
    name = source.strip()
    drawn = site_package.module(site.current().figures, name, "figure").chart()
    return chart.figure(drawn, f"figure-{name}")
