"""Pieces of markup that are asked for again and again while a site is built: each is made once.

The functions of `calc.form` keep little: a browser has one reader, who changes one form. So the
build puts functions that keep more in their place.
"""

from functools import lru_cache

from calc.form import chart as charts
from calc.form import display, html
from calc.form.chart import Chart


def keep() -> None:
    """Keep fields, figures and quantities from now on."""
    drawn = charts.figure

    @lru_cache(200)
    def kept(chart: Chart, key: str, _: str) -> str:
        return drawn(chart, key)

    def figure(chart: Chart, key: str) -> str:
        return kept(chart, key, repr(chart))  # 1 and 1.0 are equal and written differently

    charts.figure = figure
    html.field = lru_cache(1000)(html.field.__wrapped__)
    display.quantity = lru_cache(5000, typed=True)(display.quantity)
