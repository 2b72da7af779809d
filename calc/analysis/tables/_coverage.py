"""What the two long tables of the comparison with transformers have in common."""

from collections.abc import Iterator

from calc.analysis.coverage import ALONE, DIFFER, EQUAL, checked, types

HEAD = ("`model_type`", "Counts", "Equal", "Refused", "Compared on, with")


def rows(kind: str) -> Iterator[list[str]]:
    """One row for each type of a kind that is counted and was compared."""
    for name, each in types(kind, EQUAL, DIFFER).items():
        said = f"{each['wrong']} configurations differ" if each["wrong"] else "exact"
        yield [f"`{name}`", said, f"{each['compared']}", f"{each['refused']}", checked(each)]


def alone() -> Iterator[list[str]]:
    """One row for each type that is counted and was compared with nothing."""
    for name, each in types(None, ALONE).items():
        yield [f"`{name}`", each["kind"], sentence(each["reason"])]


def sentence(reason: str) -> str:
    """With a capital and a full stop, and no pipe that would end a cell."""
    text = reason.rstrip(".").replace("|", "\\|")
    return text[:1].upper() + text[1:] + "."
