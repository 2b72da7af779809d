"""What a source file imports is read from its text."""

import pytest

from calc import imports

SOURCE = """
from __future__ import annotations
import json, os.path
from typing import TYPE_CHECKING
from . import beans
from .roast import time as t
from ..units import LITRE
if TYPE_CHECKING:
    from decimal import Decimal
else:
    import fractions
try:
    import tomllib
except ImportError:
    import toml
def f(kind):
    match kind:
        case 1:
            import colorsys
        case _:
            with open("x"):
                from xml.etree import ElementTree as E
"""


def found(source: str = SOURCE, module: str = "site.pots.brew") -> dict[str, bool]:
    return {each.name: each.needed for each in imports.imports(source, module, is_package=False)}


def test_imports_anywhere_are_found_those_of_type_checkers_are_not():
    names = found()
    for name in ("json", "os.path", "typing", "fractions", "colorsys", "xml.etree"):
        assert names[name] is True
    assert "decimal" not in names


def test_relative_imports_are_named_in_full():
    names = found()
    assert names["site.pots"] is True
    assert names["site.pots.beans"] is False  # it may be a name in the package
    assert names["site.pots.roast"] is True
    assert names["site.units"] is True


def test_what_a_try_imports_may_be_missing():
    names = found()
    assert names["tomllib"] is False
    assert names["toml"] is True


def test_lines_are_those_of_the_statements():
    lines = {each.name: each.line for each in imports.imports(SOURCE, "m", is_package=False)}
    assert SOURCE.splitlines()[lines["colorsys"] - 1].strip() == "import colorsys"


def test_a_syntax_error_names_the_file():
    with pytest.raises(SyntaxError) as raised:
        imports.imports("def f(:", "brew", is_package=False, path="calculators/brew.py")
    assert raised.value.filename == "calculators/brew.py"
