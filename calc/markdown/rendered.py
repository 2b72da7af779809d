"""Elements kept from build to build: the same code makes the same of the same values.

To check and to render one with all its presets takes milliseconds, to read it a tenth of that. What
other code made is forgotten.
"""

import functools
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from calc import cache, shipped
from calc.markdown import element, modules, request
from calc.markdown.request import FenceRequest

CODE = cache.key_of_files(
    *(Path(str(m.__file__)) for m in (request, element, modules)), Path(__file__)
)
OURS = f"{shipped.PACKAGE}{os.sep}"
"""Where the code is that the name of a build covers."""


def rendered(asked: FenceRequest, key: str, code: str) -> str:
    """What `element.element` gives for what a fence asks. Raises PageError where it asks for start
    values that give no result.
    """
    calculator, page = asked.calculator, asked.page

    def make() -> str:
        return element.element(calculator, page, key, code, start=request.check(asked))

    if not calculator.function.__code__.co_filename.startswith(OURS):
        return make()
    return _kept(cache.key(calculator.name, repr(page), key, code), make)


def _kept(name: str, make: Callable[[], str]) -> str:
    # As they are: to compress one takes a tenth of the time to render it.
    return cache.get(f"elements/{_folder()}/{name}", lambda: make().encode()).decode()


@functools.cache
def _folder() -> str:
    """The folder of what this code renders; those of other code are removed."""
    name = cache.key(shipped.fingerprint(), CODE)[:16]
    for other in (cache.FOLDER / "elements").glob("*"):
        if other.name != name:
            shutil.rmtree(other, ignore_errors=True)
    return name
