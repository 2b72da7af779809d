"""Elements from the cache of builds: the same code makes the same element of the same request.

To check a request and render it with all its presets takes milliseconds; to read the result takes
a tenth of that. Elements that other code made are deleted.
"""

import os
import shutil
from pathlib import Path

from calc import cache, shipped
from calc.form.memo import memo
from calc.markdown import element, modules, request
from calc.markdown.request import FenceRequest

RENDERER = cache.key_of_files(
    *(Path(str(module.__file__)) for module in (request, element, modules)), Path(__file__)
)
FINGERPRINTED = f"{shipped.PACKAGE}{os.sep}"
"""The folder whose code is in the fingerprint: a calculator elsewhere is rendered each time."""


def markup(requested: FenceRequest, key: str, code: str) -> str:
    """What `element.element` gives for a request.

    Raises PageError where the start values give no result together.
    """
    calculator, page = requested.calculator, requested.page

    def make() -> str:
        start = request.check(requested)
        return element.element(calculator, page, key, code, start=start, more=requested.more)

    if not calculator.function.__code__.co_filename.startswith(FINGERPRINTED):
        return make()
    name = cache.key(calculator.name, repr(page), requested.more, key, code)
    # Not compressed: that would take a tenth of the time to render it.
    return cache.get(f"elements/{_folder()}/{name}", lambda: make().encode()).decode()


@memo(1, in_builds=1)
def _folder() -> str:
    """The folder of what this code renders; deletes those of other code."""
    name = cache.key(shipped.fingerprint(), RENDERER)[:16]
    for other in (cache.FOLDER / "elements").glob("*"):
        if other.name != name:
            shutil.rmtree(other, ignore_errors=True)
    return name
