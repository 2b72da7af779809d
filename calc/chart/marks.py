"""The SVG elements of charts.

All are drawn in `currentColor`; style sheets colour them by their role. Text has the colour of the
page, so that it is always readable. There are no inline styles: a strict content security policy
forbids them.
"""

from collections.abc import Iterable

from calc.chart import text
from calc.chart.geometry import Box
from calc.form.markup import escape

SHAPES = ("circle", "square", "triangle", "diamond")


def number(value: float) -> str:
    """A coordinate to one decimal, as short as it can be written."""
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown


def role(name: str) -> str:
    """The attribute that style sheets colour; "" without a role."""
    return f' data-role="{escape(name)}"' if name else ""


def data(kind: str, value: str = "") -> str:
    """An attribute for style sheets to select."""
    return f' data-{kind}="{value}"'


def tooltip(words: str) -> str:
    return f"<title>{escape(words)}</title>" if words else ""


def rect(box: Box, attributes: str = "", words: str = "", *, radius: float = 0) -> str:
    corner = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect x="{number(box.left)}" y="{number(box.top)}"'
        f' width="{number(max(0, box.right - box.left))}"'
        f' height="{number(max(0, box.bottom - box.top))}"{corner}{attributes}>'
        f"{tooltip(words)}</rect>"
    )


def line(x1: float, y1: float, x2: float, y2: float, attributes: str = "") -> str:
    return (
        f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        f' stroke="currentColor"{attributes}/>'
    )


def polyline(points: Iterable[tuple[float, float]], attributes: str = "") -> str:
    places = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return f'<polyline points="{places}" fill="none" stroke="currentColor"{attributes}/>'


def area(points: Iterable[tuple[float, float]], attributes: str = "") -> str:
    """What is within a line that ends where it begins."""
    places = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return f'<polygon points="{places}" fill="currentColor"{attributes}/>'


def shape(kind: str, x: float, y: float, r: float, attributes: str = "", words: str = "") -> str:
    """A mark; all kinds look about equally large."""
    s = {"square": 0.88, "triangle": 1.2, "diamond": 1.25}.get(kind, 1.0) * r
    a, b, c, d = (number(v) for v in (x - s, x + s, y - s, y + s))
    match kind:
        case "square":
            path = f"M{a} {c}H{b}V{d}H{a}Z"
        case "triangle":
            path = f"M{number(x)} {c}L{b} {number(y + 0.8 * s)}H{a}Z"
        case "diamond":
            path = f"M{number(x)} {c}L{b} {number(y)}L{number(x)} {d}L{a} {number(y)}Z"
        case _:
            return (
                f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(s)}"{attributes}>'
                f"{tooltip(words)}</circle>"
            )
    return f'<path d="{path}"{attributes}>{tooltip(words)}</path>'


def words(
    lines: str | tuple[str, ...],
    x: float,
    y: float,
    anchor: str = "start",
    attributes: str = "",
    *,
    middle: bool = False,
    below: float = 0,
) -> str:
    """Lines of text: the first baseline is `below` em below y, or all are centred on y.

    The distance is in em, so that it follows the font size, which style sheets reduce on wide
    pages.
    """
    if not lines:
        return ""
    first, *more = (lines,) if isinstance(lines, str) else lines
    at = f' x="{number(x)}"'
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    drop = below + (_HALF - LEADING * len(more) / 2 if middle else 0)
    down = f' dy="{drop:.2f}em"' if drop else ""
    rest = "".join(f'<tspan{at} dy="{LEADING}em">{escape(one)}</tspan>' for one in more)
    # The space keeps words apart in browsers that do not draw SVG.
    return f' <text{at} y="{number(y)}"{down}{side}{attributes}>{escape(first)}{rest}</text>'


LEADING = round(text.LINE / text.SIZE, 2)
_HALF = 0.36
"""From the middle of a line of text to its baseline, in em."""
