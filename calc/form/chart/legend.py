"""What marks mean, in as many lines as it takes."""

from collections.abc import Callable, Sequence

from calc.form.chart import marks, text
from calc.form.chart.figure import WIDTH

_SWATCH = 18.0
_GAP = 14.0


def draw(
    names: Sequence[str], swatch: Callable[[int, float, float], str], top: float
) -> tuple[float, str]:
    """The height taken and the drawing; `swatch` draws the n-th mark around a place."""
    x, y, body = 0.0, top + 10.0, ""
    if not names:
        return 0.0, body
    for index, name in enumerate(names):
        shown = text.shorten(name, WIDTH - _SWATCH)
        wide = _SWATCH + text.width(shown)
        if x and x + wide > WIDTH:
            x, y = 0.0, y + text.LINE + 2
        body += swatch(index, x + 6, y) + marks.words(shown, x + _SWATCH, y, middle=True)
        x += wide + _GAP
    return y + 12 - top, body
