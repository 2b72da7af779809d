"""The `calculator` fence: TOML in, a calculator with its result out.

``` calculator
name = "brew"
preset = "filter"
water = "1.5 l"
show = ["water", "strength"]
```
"""

from collections.abc import Iterator
from itertools import count

from calc.markdown import cached_element, code_pages, request
from calc.markdown.conversion import Conversion
from calc.markdown.mistakes import PageError


def calculator(source: str, page: Conversion) -> str:
    """The placeholder of the calculator that a fence requests.

    Raises PageError, and `registry.UnknownCalculator`.
    """
    requested = request.parse(source)
    key = requested.key or next(key for key in _keys(requested) if key not in page.calculators)
    if key in page.calculators:
        raise PageError(f'There is another calculator with id = "{key}" above; use another id.')
    page.calculators[key] = requested
    if page.piece:
        page.fences[key] = page.piece
    return page.placeholders.hold(cached_element.markup(requested, key, code_pages.base(page.md)))


def _keys(requested: request.FenceRequest) -> Iterator[str]:
    """name, name-2, name-3, …: a page may have several calculators of one name."""
    name = requested.calculator.name
    yield name
    yield from (f"{name}-{number}" for number in count(2))
