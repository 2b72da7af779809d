"""Stacked bars: wholes and their parts. Parts differ in texture; a legend names them."""

from dataclasses import dataclass
from typing import ClassVar

from calc import words as own
from calc.chart import legend, marks, text, texture
from calc.chart.axis import Axis
from calc.chart.bars import value_text
from calc.chart.figure import WIDTH, Cell, Chart, Drawing, Table
from calc.chart.geometry import Box
from calc.chart.values import Amount, drawable


@dataclass(frozen=True, kw_only=True)
class Whole:
    """One bar: a value for each part, in the order of `Stack.parts`."""

    name: str
    values: tuple[Amount, ...]
    role: str = "other"


@dataclass(frozen=True, kw_only=True)
class Stack(Chart):
    """A chart of stacked bars. A part that is 0 in all of them is not drawn."""

    axis: Axis
    parts: tuple[str, ...]
    wholes: tuple[Whole, ...]
    shares: bool = False
    """Whether every bar has the full width, so that the parts compare as shares of it."""
    part_roles: tuple[str, ...] = ()
    """A colour for each part, "part-1" to "part-6" or "other", in place of those of the wholes;
    textures tell the parts apart without it."""
    items: ClassVar[str] = "wholes"

    def __post_init__(self) -> None:
        for whole in self.wholes:
            if len(whole.values) != len(self.parts):
                raise ValueError(
                    f"{whole.name} has {len(whole.values)} values for {len(self.parts)} parts"
                )
        if len(self.part_roles) not in (0, len(self.parts)):
            roles, parts = len(self.part_roles), len(self.parts)
            raise ValueError(f"{self.title} has {roles} values for {parts} parts")

    def draw(self, key: str) -> Drawing:
        if not self.wholes or not self.parts:
            return Drawing(height=0, body="")
        longest = max(sum(_lengths(whole)) for whole in self.wholes) or 1.0
        used = [i for i in range(len(self.parts)) if any(_lengths(w)[i] for w in self.wholes)]

        def swatch(index: int, x: float, y: float) -> str:
            part = used[index]
            box = Box(x - 6, y - 6, x + 6, y + 6)
            return texture.part(box, part, key, self._role(part, ""))

        title = text.wrap(self.axis.title, WIDTH, 2)
        body = texture.patterns(
            key, tuple(sorted({i % texture.KINDS for i in used}))
        ) + marks.words(title, 0, 12, attributes=marks.data("axis"))
        y = text.LINE * len(title) + 4
        high, drawn = legend.draw([self.parts[i] for i in used], swatch, y)
        body, y = body + drawn, y + high + 4
        for whole in self.wholes:
            lengths = _lengths(whole)
            total = text.shorten(self._total(whole), 0.5 * WIDTH)
            name = text.shorten(whole.name, WIDTH - text.width(total) - 12)
            body += marks.words(name, 0, y + 11)
            body += marks.words(total, WIDTH, y + 11, "end", marks.data("value"))
            x, full = 0.0, (sum(lengths) or 1.0) if self.shares else longest
            for i in used:
                end = x + lengths[i] / full * WIDTH
                words = (
                    f"{whole.name}, {self.parts[i]}: {value_text(whole.values[i], self.axis.unit)}"
                )
                if lengths[i]:
                    body += texture.part(
                        _part_box(x, y + 17, end), i, key, self._role(i, whole.role), words
                    )
                x = end
            y += 42
        return Drawing(height=y - 4, body=body)

    def _role(self, part: int, of_whole: str) -> str:
        return self.part_roles[part] if self.part_roles else of_whole

    def _total(self, whole: Whole) -> str:
        known = [value for value in whole.values if drawable(value)]
        total = value_text(sum(known), self.axis.unit)
        complete = len(known) == len(whole.values)
        return total if complete else own.current().at_least.format(amount=total)

    def numbers(self) -> Table:
        return Table(
            head=(self.axis.label, *(whole.name for whole in self.wholes)),
            rows=tuple(
                (part, *(Cell(value=w.values[i], unit=self.axis.unit) for w in self.wholes))
                for i, part in enumerate(self.parts)
            )
            if self.wholes
            else (),
        )


def _lengths(whole: Whole) -> list[float]:
    """The length of each part. A negative one has none; the table has its value."""
    return [float(v) if drawable(v) and v > 0 else 0.0 for v in whole.values]


def _part_box(left: float, top: float, right: float) -> Box:
    """The box of a part, a little shorter so that parts do not touch."""
    return Box(left, top, max(left + 0.4, right - 0.8), top + 14)
