"""The legend: marks and their names, in columns."""

from collections.abc import Callable, Sequence

from calc.chart import marks, text
from calc.chart.figure import WIDTH

_SWATCH = 18.0
_GAP = 14.0


def draw(
    names: Sequence[str], swatch: Callable[[int, float, float], str], top: float
) -> tuple[float, str]:
    """The height and the markup; `swatch` draws the mark with a number around a position."""
    if not names:
        return 0.0, ""
    shown = [text.shorten(name, WIDTH - _SWATCH) for name in names]
    columns = _columns([_SWATCH + text.width(name) for name in shown])
    body = ""
    for index, name in enumerate(shown):
        row, column = divmod(index, len(columns))
        x, y = columns[column], top + 10.0 + row * (text.LINE + 2)
        body += swatch(index, x + 6, y) + marks.words(name, x + _SWATCH, y, middle=True)
    return y + 12 - top, body


def _columns(widths: Sequence[float]) -> Sequence[float]:
    """The left ends of as many columns as fit, each as wide as its widest name."""
    for count in range(len(widths), 0, -1):
        starts = [0.0]
        for column in range(count):
            starts.append(starts[-1] + max(widths[column::count]) + _GAP)
        if starts[-1] - _GAP <= WIDTH:
            break
    return starts[:-1]
