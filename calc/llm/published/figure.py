"""A published figure: its value, as it was printed, and where."""

from dataclasses import dataclass

from calc.units import Unknown

MILLION = 10**6
BILLION = 10**9
TRILLION = 10**12
TONNE = 10**6  # grams


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What the maker of a model, or somebody else, states about it."""

    value: float | str | Unknown
    """A number in base units, or a word (an accelerator's key, a precision, a date). `Unknown` if
    it is not published: `source` is then the publication that does not state it."""
    stated: str
    """The words of the source."""
    source: str
    """Key in `calc.llm.sources.SOURCES`."""
    where: str
    """Where in the source."""


Figures = dict[str, Figure]
"""The figures of one model, by field."""
