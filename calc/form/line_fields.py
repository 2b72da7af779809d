"""Fields of one line that are not numbers: texts and dates."""

from dataclasses import dataclass
from typing import Any

from calc import words
from calc.form import dates
from calc.form.errors import Question, Reading
from calc.form.fields import Field
from calc.form.sentences import capital, describe, either, quoted

MAX_LINE_CHARACTERS = 200
"""A longer text is one to paste."""

EXAMPLE = "2026-03-01"


@dataclass(frozen=True, kw_only=True)
class Line(Field):
    """A short text on one line."""

    def read(self, text: str) -> str | None:
        line = " ".join(text.splitlines()).strip()
        if len(line) > MAX_LINE_CHARACTERS:
            said = words.current()
            count = said.number(f"{len(line):,}")
            raise ValueError(said.line_too_long.format(count=count, most=MAX_LINE_CHARACTERS))
        return line or (None if self.optional else "")

    def check(self, value: Any) -> str | None:
        if value is None and self.optional:
            return None
        if not isinstance(value, str):
            raise ValueError(words.current().no_text.format(value=capital(describe(value))))
        return self.read(value)

    def text(self, value: str | None) -> str:
        return value or ""


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    """A day, written as 2026-03-01."""

    kind: Any
    """The class `datetime.date`. It comes with the annotation, so that nothing here imports it."""
    low: Any = None
    high: Any = None
    """The first and the last day allowed; None if there is no such bound."""

    def read(self, text: str) -> Any:
        written = text.strip()
        if not written and self.optional:
            return None
        if not written:
            raise ValueError(words.current().no_date.format(example=self.example))
        return self.check(self._day(written) or self._decide(written))

    def _decide(self, written: str) -> Any:
        """The date that a text means which is not by ISO 8601. Raises Question."""
        from calc.form import parse_date  # loaded only for such texts

        meant = [day for text in parse_date.readings(written) if (day := self._day(text))]
        if not meant:
            raise ValueError(self._not_a_date(quoted(written)))
        wrong = {day: sentence for day in meant if (sentence := self._beyond(day))}
        possible = [day for day in meant if day not in wrong]
        if len(meant) == 1 or not possible:
            return meant[0]
        readings = [Reading(text=self.text(day), spoken=dates.shown(day)) for day in possible]
        said, options = words.current(), either([reading.spoken for reading in readings])
        if wrong:
            first = next(iter(wrong.values()))
            raise Question(said.other_reading.format(wrong=first, reading=options), readings)
        raise Question(said.which_reading.format(text=quoted(written), readings=options), readings)

    def _day(self, text: str) -> Any:
        """The day of a text by ISO 8601; None if there is no such day."""
        try:
            return self.kind.fromisoformat(text)
        except ValueError:
            return None

    def check(self, value: Any) -> Any:
        if value is None and self.optional:
            return None
        if isinstance(value, str):
            return self.read(value)
        if type(value) is not self.kind:
            raise ValueError(self._not_a_date(capital(describe(value))))
        if sentence := self._beyond(value):
            raise ValueError(sentence)
        return value

    def _beyond(self, value: Any) -> str:
        """What is wrong with a day before the first or after the last one."""
        if self.low is not None and value < self.low:
            return words.current().too_early.format(value=value, first=self.low)
        if self.high is not None and value > self.high:
            return words.current().too_late.format(value=value, last=self.high)
        return ""

    def text(self, value: Any) -> str:
        return "" if value is None else str(value)

    def _not_a_date(self, value: str) -> str:
        return words.current().not_a_date.format(value=value, example=self.example)

    @property
    def example(self) -> str:
        """A date that is allowed."""
        return self.text(self.low or self.high) or EXAMPLE
