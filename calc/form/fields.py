"""The kinds of field, but for numbers: how each parses a text, checks a value, and writes it.

A field parses a text or raises ValueError with the sentence to show beside it.
"""

from dataclasses import dataclass
from types import ModuleType
from typing import Any, Literal

from calc.form.sentences import capital, describe, either, quoted


@dataclass(frozen=True, kw_only=True)
class Field:
    """What all kinds have: the parameter it sets, and its texts."""

    name: str
    label: str
    note: str = ""
    source: str = ""
    """The source of its start value, unless a preset provides both."""
    follows: str = ""
    """The preset parameter that provides its start value; "" if none does."""

    def read(self, text: str) -> Any:
        """The value that `text` means."""
        raise NotImplementedError

    def check(self, value: Any) -> Any:
        """The value, if it is valid here. Python callers and authors may pass a text too."""
        raise NotImplementedError

    def text(self, value: Any) -> str:
        """The canonical text of a value: `read(text(value)) == value`."""
        raise NotImplementedError

    def explain(self, text: str) -> str:
        """A notice of how the text was understood, if it could mean something else."""
        return ""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One option of a choice."""

    key: str
    label: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a few options: a select."""

    options: tuple[Option, ...]
    preset: bool = False
    """Whether the answers of its options are computed when the page is built."""
    home: ModuleType | None = None
    """The module that has the values as constants, if there is one."""

    def read(self, text: str) -> Any:
        wanted = text.strip().casefold()
        for option in self.options:
            if wanted in (option.key.casefold(), option.label.casefold()):
                return option.value
        wrong = f"There is no {quoted(text)} here" if wanted else "Nothing is chosen"
        raise ValueError(f"{wrong}; {either(self._keys())} would do.")

    def check(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.read(value)
        if self.preset and any(isinstance(value, type(option.value)) for option in self.options):
            return value
        raise ValueError(
            f"{capital(describe(value))} cannot be chosen; {either(self._keys())} would do."
        )

    def text(self, value: Any) -> str:
        return self.option(value).key

    def option(self, value: Any) -> Option:
        """The option with that value."""
        for option in self.options:
            if option.value is value or option.value == value:
                return option
        raise ValueError(
            f"{capital(describe(value))} is not offered; {either(self._keys())} would do."
        )

    def _keys(self) -> list[str]:
        return [option.key for option in self.options]


@dataclass(frozen=True, kw_only=True)
class LongText(Field):
    """A text that people paste, unchanged to the last space."""

    file: str = ""
    too_large: str = ""
    empty: str = ""
    binary: str = ""

    def read(self, text: str) -> str:
        if not text.strip():
            raise ValueError("Nothing is written here; a pasted text would do.")
        if len(text) > MAX_TEXT_CHARACTERS:
            raise ValueError(
                f"This text has more than {MAX_TEXT_CHARACTERS:,} characters;"
                " so many at most would do."
            )
        return text

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError(f"{capital(describe(value))} is no text; a text would do.")
        return self.read(value)

    def text(self, value: str) -> str:
        return value


MAX_TEXT_CHARACTERS = 200_000
"""Ten times the length of the longest configuration file that we know."""


@dataclass(frozen=True, kw_only=True)
class Switch(Field):
    """Yes or no: a checkbox."""

    def read(self, text: str) -> bool:
        try:
            return _YES_OR_NO[text.strip().casefold()]
        except KeyError:
            raise ValueError(f"{quoted(text)} is neither yes nor no; one would do.") from None

    def check(self, value: Any) -> bool:
        if isinstance(value, str):
            return self.read(value)
        if not isinstance(value, bool):
            raise ValueError(
                f"{capital(describe(value))} is neither yes nor no; true or false would do."
            )
        return value

    def text(self, value: bool) -> Literal["yes", "no"]:
        return "yes" if value else "no"


_YES_OR_NO = {"yes": True, "on": True, "true": True, "1": True}
_YES_OR_NO |= {"no": False, "off": False, "false": False, "0": False, "": False}
