"""Notices of how a number was understood, if its text could mean something else."""

import re

from calc import words
from calc.form import magnitudes, numbers

THREE_DIGITS = re.compile(r"(?<![0-9.,])([1-9][0-9]{0,2})([.,])([0-9]{3})(?![0-9.,])")
"""Thousands to some, and a fraction to others."""


def magnitude(text: str, unit: str) -> str:
    """What the letter after the digits means.

    >>> magnitude("17 b", "grains")
    'b is a billion here, neither bits nor bytes.'
    """
    letter, *_ = (*text.lstrip("0123456789.,_'+-~≈$€£¥₹ \t").split(), "")
    said = words.current()
    meaning = said.meanings.get(letter.casefold(), "")
    is_unit = (
        letter.casefold() == unit.casefold() or magnitudes.with_prefix(letter, unit) is not None
    )
    fits = meaning and not is_unit
    return said.meaning.format(letters=letter, meaning=meaning) if fits else ""


def marks(text: str, *, integer: bool) -> str:
    """Whether a mark before three digits ends the thousands or begins the fraction.

    That only people of different languages ask. Whole numbers need no fraction, unless they have a
    magnitude.
    """
    said = words.current()
    found = said.marks_notice and THREE_DIGITS.search(text)
    if not found:
        return ""
    groups = found[2] == said.group_mark
    if groups and integer and not text[found.end() :].strip():
        return ""
    thousands = found[1] + found[3]
    fraction = numbers.canonical(numbers.real(int(thousands), -3))
    value, other = (thousands, fraction) if groups else (fraction, thousands)
    return said.marks_notice.format(text=found[0], value=value, other=other)
