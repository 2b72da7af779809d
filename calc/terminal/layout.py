"""What is written on: how wide it is, and whether it knows bold letters."""

import os
import shutil
import textwrap
from dataclasses import dataclass
from typing import TextIO

NARROW, WIDE = 40, 100
"""Columns that a text is at least and at most set in."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A terminal, or a file or another program that reads along."""

    width: int
    bold: bool

    @classmethod
    def of(cls, stream: TextIO) -> "Layout":
        """The paper behind a stream. Source of the variable: https://no-color.org"""
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        width = shutil.get_terminal_size((WIDE, 24)).columns if stream.isatty() else WIDE
        return cls(width=max(NARROW, min(width, WIDE)), bold=stream.isatty() and not plain)

    def strong(self, text: str) -> str:
        """The text in bold, where there is bold."""
        return f"\033[1m{text}\033[0m" if self.bold and text else text

    def set(self, text: str, indent: int, first: str = "") -> str:
        """A text in lines below each other, the first beginning with `first`."""
        room = " " * indent
        return textwrap.fill(
            text,
            self.width,
            initial_indent=first.ljust(indent),
            subsequent_indent=room,
            break_long_words=False,
            break_on_hyphens=False,
        )
