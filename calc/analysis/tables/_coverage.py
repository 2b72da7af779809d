"""What the two long tables of the comparison with transformers have in common."""

from collections.abc import Iterator

from calc.analysis.coverage import ALONE, DIFFER, EQUAL, checked, types

HEAD = ("Type", "Configurations", "Compared on, with")


def rows(kind: str) -> Iterator[list[str]]:
    """One row for each type of a kind that is counted and was compared."""
    for name, each in types(kind, EQUAL, DIFFER).items():
        counts = {"exact": each["compared"], "refused": each["refused"], "differ": each["wrong"]}
        said = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
        yield [f"`{name}`", said, checked(each)]


def alone() -> Iterator[list[str]]:
    """One row for each type that is counted and was compared with nothing."""
    for name, each in types(None, ALONE).items():
        yield [f"`{name}`", f"{each['kind'].capitalize()}. {sentence(each['reason'])}"]


def sentence(reason: str) -> str:
    """With a capital and a full stop, and no pipe that would end a cell."""
    text = reason.rstrip(".").replace("|", "\\|")
    return text[:1].upper() + text[1:] + "."
