"""Digits with points, commas, spaces and apostrophes between them, as plain decimals.

Languages differ in which mark ends the thousands and which begins the fraction. Where the place of
the marks leaves no doubt, every language is read: `1.500,00`, `1,00,000`, `1'500`, `1,5`. Where it
does, there are several readings, and the one of the site's own language comes first.
"""

import re
from functools import cache

from calc import words

THREES = r"[1-9][0-9]{0,2}(?:M[0-9]{3})+"
"""Groups of three digits; M stands for the mark."""

INDIAN = r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
"""Lakh and crore: 1,00,000 and 1,00,00,000."""


def plain_decimals(written: str, *, exponent: bool = False) -> list[str]:
    """The decimals that digits with marks may mean: ["1500"], ["1.500", "1500"]; [] if none.

    Before an exponent, programs write a fraction: 1.500e3 is 1500.
    """
    marks = [character for character in written if character in ".,"]
    if any(character in "_' " for character in written):
        return _separated(written, marks)
    if not marks:
        return [written]
    last = marks[-1]
    whole, _, part = written.rpartition(last)
    if marks.count(last) > 1:  # no fraction has two marks
        return [written.replace(last, "")] if _is_grouped(written, last) else []
    if len(marks) > 1:
        joined = whole.replace(marks[0], "")
        return [f"{joined}.{part}"] if _is_grouped(whole, marks[0]) else []
    return _one_mark(whole, last, part, exponent=exponent)


def _one_mark(whole: str, mark: str, part: str, *, exponent: bool) -> list[str]:
    """The readings of digits with one point or comma."""
    decimal, joined, own = f"{whole}.{part}", whole + part, words.current()
    if not part or whole[:1] in ("", "0"):
        return [decimal]
    if mark == own.decimal_mark:
        # Nobody's canonical text ends with a zero after the mark, so 1.500 may be a habit from
        # elsewhere: 1,500.
        is_doubtful = _is_three(whole, part) and part.endswith("0") and not exponent
        return [decimal, joined] if is_doubtful else [decimal]
    if _is_three(whole, part):
        return [joined, decimal] if exponent else [joined]
    # 1234,567 lacks a mark or has a foreign one; 1,2345 may be grouped by ten thousands.
    return [decimal, joined] if len(part) in (3, 4) else [decimal]


def _is_three(whole: str, part: str) -> bool:
    return len(whole) <= 3 and len(part) == 3


def _separated(written: str, marks: list[str]) -> list[str]:
    """Thousands with a space, an apostrophe or `_` between them; then the mark is a fraction's."""
    whole, _, part = written.partition(marks[0]) if marks else (written, "", "")
    if len(marks) > 1 or not _pattern(THREES.replace("M", "[_' ]")).fullmatch(whole):
        return []
    digits = "".join(filter(str.isdigit, whole))
    return [f"{digits}.{part}"] if not part or part.isdigit() else []


def _is_grouped(written: str, mark: str) -> bool:
    threes = _pattern(THREES.replace("M", re.escape(mark)))
    return bool(threes.fullmatch(written) or (mark == "," and _pattern(INDIAN).fullmatch(written)))


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """Compiled when it is first needed, so that importing this module costs nothing."""
    return re.compile(pattern)
