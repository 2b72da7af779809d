"""The page that is being converted: what its parts must know of each other."""

from dataclasses import dataclass, field

from markdown import Markdown

from calc.markdown.placeholders import Placeholders
from calc.markdown.request import FenceRequest


@dataclass(kw_only=True)
class Conversion:
    """The state of a converter, for one page after the other."""

    md: Markdown
    placeholders: Placeholders
    """Where finished calculators are kept."""
    calculators: dict[str, FenceRequest] = field(default_factory=dict)
    """The requests of the page's fences so far, by the id of the element."""
