"""Which types of models are counted, and what the comparison with transformers found of each.

`python -m tests.verify.differential --write` writes the data.

    `#!coverage decoders.equal`    how many decoders were compared, with equal numbers only
"""

from typing import Any

from calc.analysis import measured
from calc.markdown.mistakes import PageError

EQUAL, DIFFER, ALONE, NOT_COUNTED = "equal", "differ", "alone", "not counted"
"""All numbers that were compared are transformers'; some are not; counted here, and compared with
nothing; not counted here."""

KINDS = {"decoders": "decoder", "wrappers": "wrapper"}
"""Language models, and models around one: with images, sound or video."""


def types(kind: str | None = None, *states: str) -> dict[str, dict[str, Any]]:
    """The types of a kind in these states, or all, with what the last comparison found."""
    found: dict[str, dict[str, Any]] = measured.result("coverage")["types"]
    return {
        name: each
        for name, each in found.items()
        if kind in (None, each["kind"]) and (not states or state(each) in states)
    }


def state(each: dict[str, Any]) -> str:
    """One of the four states."""
    if not each["known"]:
        return NOT_COUNTED
    if each["wrong"]:
        return DIFFER
    return EQUAL if each["compared"] else ALONE


def checked(each: dict[str, Any]) -> str:
    """When, and with which version."""
    return f"{each['date']}, {each['transformers']}"


def numbers() -> dict[str, int]:
    """The numbers that sentences may have, by name."""
    states = {"equal": EQUAL, "differ": DIFFER, "alone": ALONE, "not_counted": NOT_COUNTED}
    found = {
        "types": len(types()),
        "counted": len(types(None, EQUAL, DIFFER, ALONE)),
        "equal": len(types(None, EQUAL)),
        "configs": sum(each["compared"] for each in types().values()),
        "refused": sum(each["refused"] for each in types().values()),
        "wrong": sum(each["wrong"] for each in types().values()),
        "fp8": len({row["family"] for row in measured.rows("variants") if "fp8" in row}),
        "rows": len(measured.rows("variants")),
    }
    for kind, singular in KINDS.items():
        found[kind] = len(types(singular))
        for name, one in states.items():
            found[f"{kind}.{name}"] = len(types(singular, one))
    return found


def inline(source: str) -> str:
    """`#!coverage`: one of the numbers. Raises PageError."""
    known = numbers()
    if source not in known:
        raise PageError(f"{source} is not a number of the coverage; use {', '.join(known)}.")
    return f'<data value="{known[source]}">{known[source]:,}</data>'
