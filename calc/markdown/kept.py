"""Pieces of markup that are asked for again and again while a site is built: each is made once.

The functions of `calc.form` keep little: a browser has one reader, who changes one form. So the
build puts functions that keep more in their place.
"""

from functools import lru_cache
from importlib import import_module
from typing import Any

from calc.form import display, html


def keep() -> None:
    """Keep fields, figures and quantities from now on."""
    # Its package has a function of that name.
    charts: Any = import_module("calc.chart.figure")
    charts._figure = lru_cache(200)(charts._figure.__wrapped__)
    html.field = lru_cache(1000)(html.field.__wrapped__)
    display.quantity = lru_cache(5000, typed=True)(display.quantity)
