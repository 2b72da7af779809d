"""The few SVG elements that charts are made of.

Everything is drawn in `currentColor`; chart.css gives roles their colour. Text keeps the colour of
the page, so that it can always be read. Attributes only, no inline style: a strict content
security policy forbids it.
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
    """The attribute that chart.css colours; nothing for a mark without a role."""
    return f' data-role="{escape(name)}"' if name else ""


def data(kind: str, value: str = "") -> str:
    """An attribute for chart.css to select by."""
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


def shape(kind: str, x: float, y: float, r: float, attributes: str = "", words: str = "") -> str:
    """A marker of about equal weight whatever its kind."""
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
    """Lines of text: the first one's baseline at y or that many em below it, or all centred on y.

    Distances between text and what it belongs to are in em, so that they follow where chart.css
    makes text smaller on a wide page.
    """
    if not lines:
        return ""
    first, *more = (lines,) if isinstance(lines, str) else lines
    at = f' x="{number(x)}"'
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    drop = below + (_HALF - LEADING * len(more) / 2 if middle else 0)
    down = f' dy="{drop:.2f}em"' if drop else ""
    rest = "".join(f'<tspan{at} dy="{LEADING}em">{escape(one)}</tspan>' for one in more)
    # The space keeps words apart where no drawing is shown.
    return f' <text{at} y="{number(y)}"{down}{side}{attributes}>{escape(first)}{rest}</text>'


LEADING = round(text.LINE / text.SIZE, 2)
_HALF = 0.36
"""From the middle of a line of text down to its baseline, in em."""
