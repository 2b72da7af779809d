"""The width of the terminal and whether it shows bold text."""

import os
import shutil
import textwrap
from dataclasses import dataclass
from typing import TextIO

MIN_WIDTH, MAX_WIDTH = 40, 100
"""Columns."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How texts are laid out for a terminal, a file or a pipe."""

    width: int
    has_bold: bool

    @classmethod
    def of(cls, stream: TextIO) -> "Layout":
        """The layout for a stream. Source of NO_COLOR: https://no-color.org"""
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        if not stream.isatty():
            return cls(width=MAX_WIDTH, has_bold=False)
        width = shutil.get_terminal_size((MAX_WIDTH, 24)).columns
        return cls(width=max(MIN_WIDTH, min(width, MAX_WIDTH)), has_bold=not plain)

    def bold(self, text: str) -> str:
        """The text in bold, if that can be shown."""
        return f"\033[1m{text}\033[0m" if self.has_bold and text else text

    def fill(self, text: str, indent: int, first: str = "") -> str:
        """The text in lines with an indent; the first line begins with `first` instead."""
        return textwrap.fill(
            text,
            self.width,
            initial_indent=first.ljust(indent),
            subsequent_indent=" " * indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
