"""Elements kept from build to build: the same code makes the same of the same values.

To render one with all its presets takes tens of milliseconds, to read it less than one. What other
code made is forgotten.
"""

import shutil
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from calc.fence import element
from calc.fence.bundle import cache as kept
from calc.fence.bundle import package
from calc.fence.code import modules
from calc.form import reading
from calc.form.declare import Calculator

CODE = kept.code(Path(__file__), Path(element.__file__), Path(modules.__file__))
OURS = "calc.calculators."
"""Where the code is that the name of a build covers."""


def rendered(calculator: Calculator[..., Any], page: reading.Page, key: str, code: str) -> str:
    """What `element.element` gives."""

    def make() -> str:
        return element.element(calculator, page, key, code)

    if not calculator.function.__module__.startswith(OURS):
        return make()
    return _kept(kept.key(calculator.name, repr(page), key, code), make)


def _kept(name: str, make: Callable[[], str]) -> str:
    def packed() -> bytes:
        return zlib.compress(make().encode(), 1)

    return zlib.decompress(kept.kept(f"elements/{_folder()}/{name}", packed)).decode()


@cache
def _folder() -> str:
    """The folder of what this code renders; those of other code are removed."""
    name = kept.key(package.fingerprint(), CODE)[:16]
    for other in (kept.FOLDER / "elements").glob("*"):
        if other.name != name:
            shutil.rmtree(other, ignore_errors=True)
    return name
