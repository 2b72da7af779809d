"""Textures in the colour of the page, and paleness: they distinguish parts without colour."""

from calc.chart import marks
from calc.chart.geometry import Box

_DRAWN = (
    "",
    '<path d="M-1 1L1 -1M-1 5L5 -1M3 5L5 3" stroke-width="1.1"/>',
    "",
    '<path d="M2 0V4" stroke-width="1.3"/>',
    '<circle cx="2" cy="2" r="1" stroke="none"/>',
    '<path d="M0 2H4M2 0V4" stroke-width="1"/>',
    '<path d="M0 2H4" stroke-width="1.3"/>',
    '<path d="M-1 3L1 5M-1 -1L5 5M3 -1L5 1" stroke-width="1.1"/>',
)
KINDS = len(_DRAWN)
SOLID, HATCHED, PALE = 0, 1, 2


def patterns(key: str, kinds: tuple[int, ...] = tuple(range(KINDS))) -> str:
    """The textures of one drawing; `key` makes their ids unique in the page."""
    drawn = "".join(
        f'<pattern id="{key}-texture-{kind}" width="4" height="4" patternUnits="userSpaceOnUse"'
        f' fill="#fff" stroke="#fff" data-texture="">{_DRAWN[kind]}</pattern>'
        for kind in kinds
        if _DRAWN[kind]
    )
    return f"<defs>{drawn}</defs>" if drawn else ""


def part(box: Box, kind: int, key: str, role: str = "", words: str = "") -> str:
    """A rectangle in the colour of a role with a texture over it."""
    kind %= KINDS
    pale = ' fill-opacity="0.4" stroke="currentColor" stroke-width="0.6"' if kind == PALE else ""
    solid = marks.rect(box, marks.role(role) + pale, words)
    if not _DRAWN[kind]:
        return solid
    over = f' fill="url(#{key}-texture-{kind})" pointer-events="none"'
    return solid + marks.rect(box, over)
