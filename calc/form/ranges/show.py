"""Results of ranges for people: each number, what is said about all, what moves a result most."""

from collections.abc import Collection, Iterator, Sequence

from calc import words
from calc.form import display, show
from calc.form.markup import escape
from calc.form.number_field import Number
from calc.form.ranges import draws, spread
from calc.form.ranges.spread import Between, Effect
from calc.form.ranges.text import spoken
from calc.form.sentences import ended, in_sentence, scenario_name
from calc.form.state import Entry, FormState
from calc.form.table import Result
from calc.form.unit_styles import style

LOG_FROM = 20
"""Bars are on a log scale if the largest value is as many times the smallest, or more."""


def text(number: Between, row: Result, kind: str) -> str:
    """A number with its interval, or its bounds: "$5.20 M (90%: $3.10 M to $8.00 M)"."""
    low, middle, high = (show.text(n, row) for n in (number.low, number.middle, number.high))
    said, unit = words.current(), _unit(row)
    if low == high:
        return middle
    if kind == "bounds":
        return said.range_bounds.format(low=low.removesuffix(unit), high=high)
    low, high = low.removesuffix(unit), high.removesuffix(unit)
    return said.range_interval.format(median=middle, low=low, high=high)


def _unit(row: Result) -> str:
    """What follows numbers of the row and their magnitude, and need not be repeated."""
    how = style(row.unit)
    return how.after + how.qualifier if how.after.startswith(" ") else how.qualifier


def markup(number: Between, row: Result, kind: str, attribute: str = "") -> str:
    """The same as HTML, the exact numbers in attributes."""
    shown, median = text(number, row, kind), show.text(number.middle, row)
    if kind == "interval" and shown != median and shown.startswith(median):
        shown = f"{escape(median)}<small>{escape(shown.removeprefix(median))}</small>"
    else:
        shown = escape(shown)
    return (
        f'<data{attribute} value="{number.middle!r}" data-low="{number.low!r}"'
        f' data-high="{number.high!r}">{shown}</data>'
    )


def value_text(entry: Entry) -> str:
    """The value of a range's slider for screen readers."""
    assert isinstance(entry.field, Number)
    assert entry.range
    return words.current().range_spoken.format(
        range=spoken(entry.field, entry.range), middle=entry.field.spoken(entry.value)
    )


def about(state: FormState) -> Iterator[str]:
    """Sentences about the results: what they are, and what draws have none."""
    found, said = state.spread, words.current()
    if found is None:
        return
    count = said.number(f"{found.count:,}")
    about_all = said.range_about_bounds if found.kind == "bounds" else said.range_about_interval
    yield about_all.format(count=count)
    if found.mixed:
        yield said.range_about_mixed
    for gap in found.missing:
        share = display.quantity(gap.share, "1")
        reason = gap.reason or said.range_empty
        if not gap.name:
            yield ended(said.range_none.format(share=share, reason=reason))
            continue
        label = in_sentence(state.calculator.results[gap.name].label)
        yield ended(said.range_missing.format(share=share, label=label, reason=reason))
    yield said.range_middle


def headline(state: FormState, shown: Collection[str]) -> Result | None:
    """The number whose causes are listed, if two inputs are ranges.

    Of those that are announced it is the one that the most ranges move, else the first that varies.
    """
    found = state.spread
    if found is None or len(state.ranges) < 2:
        return None
    varying = [name for name in found.numbers if name in shown]
    names = [name for name in state.calculator.announced if name in varying] or varying[:1]
    if not names:
        return None
    moved = {
        name: sum(effect.low < effect.high for effect in spread.effects(state, name))
        for name in names
    }
    return state.calculator.results[max(names, key=lambda name: moved[name])]


def effect_text(effect: Effect, row: Result) -> str:
    """From where to where an input moves the result."""
    said = words.current()
    if effect.low == effect.high:
        return said.range_no_effect
    low, high = show.text(effect.low, row).removesuffix(_unit(row)), show.text(effect.high, row)
    return said.range_bounds.format(low=low, high=high)


def below(state: FormState, shown: Collection[str], pinned: Sequence[FormState]) -> str:
    """What follows the table of results: the sentences, and the bars of what matters most."""
    own = " ".join(about(state))
    sentences = [own] if own else []
    for place, one in enumerate(pinned):
        text = " ".join(about(one))
        if text and text != own:
            sentences.append(f"{scenario_name(place)}: {text}")
    return f"<p data-ranges>{escape(' '.join(sentences))}</p>{_matters(state, shown)}"


def _matters(state: FormState, shown: Collection[str]) -> str:
    row = headline(state, shown)
    if row is None:
        return ""
    said, effects = words.current(), spread.effects(state, row.name)
    place = Scale(effects)
    title = said.range_matters.format(result=in_sentence(row.label))
    lines = "".join(
        f'<tr><th scope="row">{escape(state.entries[one.name].field.label)}'
        f" <small>{escape(state.entries[one.name].text)}</small></th>"
        f"<td>{place.bar(one)}</td><td>{escape(effect_text(one, row))}</td></tr>"
        for one in effects
    )
    return (
        f"<div data-matters><p><strong>{escape(title)}</strong>"
        f' <small>{escape(said.range_matters_how)}</small></p><table class="">'
        f"<caption>{escape(title)}</caption><thead><tr>"
        f'<th scope="col">{said.range_input}</th><td></td>'
        f'<th scope="col">{escape(row.label)}</th></tr></thead><tbody>{lines}</tbody></table></div>'
    )


class Scale:
    """The places of bars, in percent of the width."""

    def __init__(self, effects: Sequence[Effect]) -> None:
        self.low = min((one.low for one in effects), default=0.0)
        self.high = max((one.high for one in effects), default=1.0)
        self.log = self.low > 0 and self.high >= LOG_FROM * self.low

    def bar(self, effect: Effect) -> str:
        """A bar from the lowest to the highest value."""
        left, right = self._place(effect.low), self._place(effect.high)
        return (
            f'<svg aria-hidden="true" width="100%" height="18"><rect x="{left:.2f}%" y="3"'
            f' width="{max(right - left, 0.5):.2f}%" height="12" rx="2"/></svg>'
        )

    def characters(self, effect: Effect, width: int) -> str:
        """The same for a terminal."""
        left, right = (round(self._place(n) * width / 100) for n in (effect.low, effect.high))
        left = min(left, width - 1)
        return ("·" * left + "█" * max(right - left, 1)).ljust(width, "·")

    def _place(self, value: float) -> float:
        if self.low == self.high:
            return 50.0
        if self.log:
            return 99.5 * draws.log(value / self.low) / draws.log(self.high / self.low)
        return 99.5 * (value - self.low) / (self.high - self.low)
