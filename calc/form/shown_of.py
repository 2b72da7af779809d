"""A known result of a form, as text and as HTML: with ranges, a median or bounds."""

from calc.form import show
from calc.form.state import FormState
from calc.form.table import Result


def text(state: FormState, row: Result) -> str:
    """A known result of a form as people read it: with ranges, a median or bounds."""
    number = state.spread and state.spread.numbers.get(row.name)
    if state.spread and number:
        from calc.form.ranges import show as ranges  # loaded only for ranges

        return ranges.text(number, row, state.spread.kind)
    return show.text(getattr(state.result, row.name), row)


def markup(state: FormState, row: Result, attribute: str = "") -> str:
    """The same as HTML; see `show.markup`."""
    number = state.spread and state.spread.numbers.get(row.name)
    if state.spread and number:
        from calc.form.ranges import show as ranges

        return ranges.markup(number, row, state.spread.kind, attribute)
    return show.markup(getattr(state.result, row.name), row, attribute)
