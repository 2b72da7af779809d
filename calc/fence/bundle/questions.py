"""What a bundle is asked before it is shipped."""

import json
from collections.abc import Callable, Iterable

from calc import answer, calculators


def every() -> list[str]:
    """Questions that reach every calculator, preset and error, as JSON."""
    given: Callable[[], Iterable[str]] = getattr(answer, "questions", _starts)
    return list(given())


def _starts() -> list[str]:
    return [json.dumps({"calculator": name}) for name in calculators.names()]
