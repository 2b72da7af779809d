"""Types of transformers that are not counted here, and why."""

from collections.abc import Iterator

from calc.analysis.coverage import NOT_COUNTED, checked, types
from calc.analysis.tables._coverage import sentence

HEAD = ("Type", "Why it is not counted", "Looked at on, with")


def rows() -> Iterator[list[str]]:
    """One row for each type."""
    for name, each in types(None, NOT_COUNTED).items():
        why = f"{each['kind'].capitalize()}. {sentence(each['reason'])}"
        yield [f"`{name}`", why, checked(each)]
