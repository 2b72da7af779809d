"""Dates as people write them; it is loaded only for those that are not by ISO 8601.

Whether the day or the month of `03/04/2025` comes first, people read differently; with points, as
in `3.4.2025`, the day does everywhere. Years have four digits.
"""

import re
from collections.abc import Iterator

from calc import words

NUMBERS = re.compile(r"([0-9]{1,2})([./-])\ ?([0-9]{1,2})\2\ ?([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})")
NAMED = re.compile(
    r"""(?:([0-9]{1,2})(?:\.|st|nd|rd|th)?\ +(\w+)\.?|(\w+)\.?\ +([0-9]{1,2})(?:st|nd|rd|th)?)
    ,?\ +([0-9]{4})""",
    re.IGNORECASE | re.VERBOSE,
)


def readings(written: str) -> Iterator[str]:
    """The dates by ISO 8601 that a text may mean; some may not exist."""
    if found := YEAR_FIRST.fullmatch(written):
        year, _, month, day = found.groups()
        yield _iso(year, month, day)
    elif found := NUMBERS.fullmatch(written):
        first, mark, second, year = found.groups()
        yield _iso(year, second, first)
        if mark != "." and first != second:
            yield _iso(year, first, second)
    elif found := NAMED.fullmatch(written):
        name, day = found[2] or found[3], found[1] or found[4]
        for at, month in enumerate(words.current().months, start=1):
            if name.casefold() in (month.casefold(), month[:3].casefold()):
                yield _iso(found[5], str(at), day)


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{month:0>2}-{day:0>2}"
