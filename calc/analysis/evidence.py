"""What a statement rests on: a closed set of grades, each with its meaning.

Claims, events and runs name their grades; pages and tables take the words from here.
"""

from collections.abc import Sequence
from typing import Literal

type Grade = Literal["maker", "independent", "press", "derived"]

GRADES: dict[Grade, tuple[str, str]] = {
    "maker": ("published by the maker", "in a model card, post, paper, code or call of its own"),
    "independent": ("independent", "measured or stated by somebody who did not make the model"),
    "press": ("press", "reported by journalists, some of it from people they do not name"),
    "derived": ("derived by us", "computed or concluded here from what is published"),
}
"""By grade: its name, and what it means."""


def names(grades: Sequence[Grade]) -> str:
    """The names of some grades: "published by the maker, derived by us"."""
    return ", ".join(GRADES[grade][0] for grade in grades)
