"""The page that is being converted: what its parts must know of each other."""

from dataclasses import dataclass, field

from markdown import Markdown

from calc.markdown import mistakes
from calc.markdown.mistakes import PageMistakes
from calc.markdown.placeholders import Placeholders
from calc.markdown.places import Piece, Source
from calc.markdown.request import FenceRequest


@dataclass(kw_only=True)
class Conversion:
    """The state of a converter, for one page after the other."""

    md: Markdown
    placeholders: Placeholders
    """Where finished calculators are kept."""
    source: Source
    """Where pieces of the page are in its source."""
    mistakes: PageMistakes = field(default_factory=PageMistakes)
    calculators: dict[str, FenceRequest] = field(default_factory=dict)
    """The requests of the page's fences so far, by the id of the element."""
    fences: dict[str, Piece] = field(default_factory=dict)
    """Where they are, by the same id."""
    piece: Piece | None = None
    """The fence that is being made."""
    failed: bool = False
    """Whether a calculator of the page has a mistake."""

    def begin(self, text: str) -> None:
        """Begin with another page."""
        self.source.begin(text)
        self.mistakes.clear()
        self.calculators.clear()
        self.fences.clear()
        self.piece, self.failed = None, False

    def sentence(self, error: BaseException, piece: Piece) -> str:
        """The sentence of a mistake, after its place."""
        place = "" if mistakes.in_code(error) else self.source.place(piece)
        text = mistakes.sentence(error)
        return f"{place}: {text}" if place else text
