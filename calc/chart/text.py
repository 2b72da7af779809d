"""The width of texts, and how they break into lines. Both are estimates, without a browser.

Widths are those of Helvetica and Arial, rounded up to a few classes and with a margin, so that the
reader's font is hardly ever wider.
"""

from functools import lru_cache

SIZE = 13.0
"""The font size, in units of the viewBox; style sheets reduce it on wide pages."""
LINE = 16.0
"""The distance of baselines."""

MARGIN = 1.06
BOLD = 1.07
_CLASSES = (
    (0.30, " ijlI.,:;!|'’‘ft/\\·"),
    (0.36, 'r()-[]{}“”"⁰¹²³⁴⁵⁶⁷⁸⁹⁻°'),
    (0.50, "cksvxyzJ*^"),
    (0.60, "+−×÷=<>≈±≤≥~–?LTFZ"),
    (0.68, "ABEKPSVXY&"),
    (0.73, "CDHNRUw"),
    (0.79, "GOQ"),
    (0.84, "mM"),
    (1.00, "W%—…@→⊕"),
)
_WIDTHS = {letter: width for width, letters in _CLASSES for letter in letters}
_ORDINARY = 0.56
_WIDE = 1.05
"""From U+2E80 on: Chinese, Japanese, Korean, emoji."""


@lru_cache(maxsize=2000)  # charts in a row have many words in common
def width(text: str, *, bold: bool = False) -> float:
    """The width of one line, in units of the viewBox."""
    em = sum(_WIDE if letter >= "⺀" else _WIDTHS.get(letter, _ORDINARY) for letter in text)
    return em * SIZE * MARGIN * (BOLD if bold else 1)


def shorten(text: str, room: float, *, bold: bool = False) -> str:
    """The text; if it is too wide, as much of it as fits, with an ellipsis."""
    if width(text, bold=bold) <= room:
        return text
    while text and width(text.rstrip() + "…", bold=bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrap(text: str, room: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """The text in at most `most` lines, the last one shortened if necessary."""
    lines: list[str] = []
    words = text.split()
    while words:
        line = words.pop(0)
        if len(lines) == most - 1:
            line = " ".join([line, *words])
            words = []
        while words and width(f"{line} {words[0]}", bold=bold) <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(shorten(line, room, bold=bold))
    return tuple(lines)


def widest(lines: tuple[str, ...], *, bold: bool = False) -> float:
    return max((width(line, bold=bold) for line in lines), default=0.0)
