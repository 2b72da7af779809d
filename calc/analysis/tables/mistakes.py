"""Mistakes of authors, with the sentence that each of them gives."""

from collections.abc import Iterator

from calc.analysis.mistakes import MISTAKES

HEAD = ("Mistake", "You wrote", "The build says")


def rows() -> Iterator[list[str]]:
    """One row for each mistake."""
    for mistake in MISTAKES:
        shown = " ".join((mistake.shown or mistake.wrong).split("\n")).strip()
        yield [mistake.what, f"<code>{_plain(shown)}</code>", _plain(mistake.sentence)]


def _plain(text: str) -> str:
    """A text without characters that are special in Markdown."""
    return "".join(f"&#{ord(char)};" if char in "`*_[]<>{}\\|&#" else char for char in text)
