"""Fields of one line that are not numbers: texts and dates."""

from dataclasses import dataclass
from typing import Any

from calc import words
from calc.form.fields import Field
from calc.form.sentences import capital, describe, quoted

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
        try:
            value = self.kind.fromisoformat(written)
        except ValueError:
            raise ValueError(self._not_a_date(quoted(written))) from None
        return self.check(value)

    def check(self, value: Any) -> Any:
        if value is None and self.optional:
            return None
        if isinstance(value, str):
            return self.read(value)
        if type(value) is not self.kind:
            raise ValueError(self._not_a_date(capital(describe(value))))
        if self.low is not None and value < self.low:
            raise ValueError(words.current().too_early.format(value=value, first=self.low))
        if self.high is not None and value > self.high:
            raise ValueError(words.current().too_late.format(value=value, last=self.high))
        return value

    def text(self, value: Any) -> str:
        return "" if value is None else str(value)

    def _not_a_date(self, value: str) -> str:
        return words.current().not_a_date.format(value=value, example=self.example)

    @property
    def example(self) -> str:
        """A date that is allowed."""
        return self.text(self.low or self.high) or EXAMPLE
