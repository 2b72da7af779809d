"""A drawing as data: the boxes of its texts, by their estimated widths, and of its marks."""

from dataclasses import dataclass
from xml.etree import ElementTree

from calc import chart
from calc.chart import text
from calc.chart.figure import WIDTH, Chart
from calc.chart.geometry import Box

SVG = "{http://www.w3.org/2000/svg}"
INK_ABOVE, INK_BELOW = 0.72, 0.21
"""Of letters above and below the baseline, in em."""


@dataclass(frozen=True)
class Text:
    """One text element with all its lines."""

    lines: tuple[str, ...]
    box: Box


@dataclass(frozen=True)
class Drawn:
    root: ElementTree.Element
    height: float

    @property
    def texts(self) -> list[Text]:
        return [_text(element) for element in self.root.iter(f"{SVG}text")]

    @property
    def text(self) -> str:
        return " ".join(" ".join(text.lines) for text in self.texts)

    @property
    def outline(self) -> Box:
        return Box(0, 0, WIDTH, self.height)

    def all(self, tag: str, **attributes: str) -> list[ElementTree.Element]:
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.root.iter(f"{SVG}{tag}")
            if wanted.items() <= element.attrib.items()
        ]

    @property
    def marks(self) -> list[Box]:
        """Of rectangles, circles, lines and polylines outside of patterns."""
        inside = {id(e) for p in self.root.iter(f"{SVG}pattern") for e in p.iter()}
        return [box for e in self.root.iter() if id(e) not in inside for box in _boxes(e)]


def draw(figure: Chart, key: str = "key") -> Drawn:
    """The parsed svg; raises if it is not well-formed XML."""
    root = ElementTree.fromstring(chart.svg(figure, key))
    _, _, width, height = root.attrib["viewBox"].split()
    assert float(width) == WIDTH
    return Drawn(root, float(height))


def _text(element: ElementTree.Element) -> Text:
    lines = (element.text or "", *(tspan.text or "" for tspan in element))
    size, bold = text.SIZE, element.get("font-weight") == "bold"
    wide = max(text.width(line, bold=bold) for line in lines)
    x, y = float(element.attrib["x"]), float(element.attrib["y"]) + _em(element) * size
    left = x - wide * {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", ""), 0.0)
    last = y + sum(map(_em, element)) * size
    return Text(lines, Box(left, y - INK_ABOVE * size, left + wide, last + INK_BELOW * size))


def _em(element: ElementTree.Element) -> float:
    return float(element.get("dy", "0em").removesuffix("em"))


def _boxes(element: ElementTree.Element) -> list[Box]:
    def at(*names: str) -> list[float]:
        return [float(element.attrib[name]) for name in names]

    match element.tag.removeprefix(SVG):
        case "rect":
            x, y, width, height = at("x", "y", "width", "height")
            return [Box(x, y, x + width, y + height)]
        case "circle":
            x, y, r = at("cx", "cy", "r")
            return [Box(x - r, y - r, x + r, y + r)]
        case "line":
            x1, y1, x2, y2 = at("x1", "y1", "x2", "y2")
            return [Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))]
        case "polyline":
            places = [tuple(map(float, p.split(","))) for p in element.attrib["points"].split()]
            xs, ys = [x for x, _ in places], [y for _, y in places]
            return [Box(min(xs), min(ys), max(xs), max(ys))]
    return []


def colliding(drawing: Drawn) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Pairs of texts of which one covers the other."""
    texts = drawing.texts
    return [
        (a.lines, b.lines) for i, a in enumerate(texts) for b in texts[:i] if a.box.overlaps(b.box)
    ]


def outside(drawing: Drawn) -> list[Box]:
    """Texts and marks that leave the drawing, but for a line's thickness."""
    from calc.chart.geometry import grown

    outline = grown(drawing.outline, 0.6)
    boxes = [text.box for text in drawing.texts] + drawing.marks
    return [box for box in boxes if not outline.contains(box)]
