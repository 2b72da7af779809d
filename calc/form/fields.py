"""The kinds of field, but for numbers: how each parses a text, checks a value, and writes it.

A field parses a text or raises ValueError with the sentence to show beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from calc import words
from calc.form.markers import Heads
from calc.form.sentences import capital, describe, either, quoted


@dataclass(frozen=True, kw_only=True)
class Field:
    """What all kinds have: the parameter it sets, and its texts."""

    name: str
    label: str
    note: str = ""
    source: str = ""
    """The source of its start value, unless a preset provides both."""
    about_start: str = ""
    """A sentence about its start value, unless a preset provides both."""
    follows: str = ""
    """The preset parameter that provides its start value; "" if none does."""
    optional: bool = False
    """Whether it may be left empty, which is the value None."""

    def read(self, text: str) -> Any:
        """The value that `text` means."""
        raise NotImplementedError

    def understand(self, text: str) -> Any:
        """The same; of a number field it may be a Range, of which calculators never see more than
        numbers.
        """
        return self.read(text)

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
        if not wanted and self.optional:
            return None
        for option in self.options:
            if wanted in (option.key.casefold(), option.label.casefold()):
                return option.value
        said, options = words.current(), either(self._keys())
        if not wanted:
            raise ValueError(said.nothing_chosen.format(options=options))
        raise ValueError(said.no_option.format(text=quoted(text), options=options))

    def check(self, value: Any) -> Any:
        if any(option.value is value for option in self.options):
            return value
        if isinstance(value, str):
            return self.read(value)
        if self.preset and any(isinstance(value, type(option.value)) for option in self.options):
            return value
        raise ValueError(self._wrong(words.current().cannot_be_chosen, value))

    def text(self, value: Any) -> str:
        return self.option(value).key

    def option(self, value: Any) -> Option:
        """The option with that value."""
        for option in self.options:
            if option.value is value or option.value == value:
                return option
        raise ValueError(self._wrong(words.current().not_offered, value))

    def _wrong(self, sentence: str, value: Any) -> str:
        return sentence.format(value=capital(describe(value)), options=either(self._keys()))

    def _keys(self) -> list[str]:
        return [option.key for option in self.options]


@dataclass(frozen=True, kw_only=True)
class LongText(Field):
    """A text that people paste, unchanged to the last space."""

    file: str = ""
    too_large: str = ""
    empty: str = ""
    binary: str = ""
    heads: Heads | None = None
    named: Callable[[str], str] | None = None
    """What a valid text is about, in a few words."""

    def read(self, text: str) -> str | None:
        said = words.current()
        if not text.strip():
            if self.optional:
                return None
            raise ValueError(said.no_text_written)
        if len(text) > MAX_TEXT_CHARACTERS:
            most = said.number(f"{MAX_TEXT_CHARACTERS:,}")
            raise ValueError(said.text_too_long.format(most=most))
        return text

    def check(self, value: Any) -> str | None:
        if value is None and self.optional:
            return None
        if not isinstance(value, str):
            raise ValueError(words.current().no_text.format(value=capital(describe(value))))
        return self.read(value)

    def text(self, value: str | None) -> str:
        return value or ""


MAX_TEXT_CHARACTERS = 200_000
"""Ten times the length of the longest configuration file that we know."""


@dataclass(frozen=True, kw_only=True)
class Switch(Field):
    """Yes or no: a checkbox."""

    def read(self, text: str) -> bool:
        said, word = words.current(), text.strip().casefold()
        if word in said.yes_words:
            return True
        if word in said.no_words:
            return False
        raise ValueError(said.yes_nor_no.format(text=quoted(text)))

    def check(self, value: Any) -> bool:
        if isinstance(value, str):
            return self.read(value)
        if not isinstance(value, bool):
            sentence = words.current().true_nor_false
            raise ValueError(sentence.format(value=capital(describe(value))))
        return value

    def text(self, value: bool) -> str:
        return words.current().yes if value else words.current().no
