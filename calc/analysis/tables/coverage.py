"""How many types of models are counted, and how many were compared with transformers."""

from collections.abc import Iterator

from calc.analysis.coverage import ALONE, DIFFER, EQUAL, KINDS, NOT_COUNTED, types

HEAD = ("Kind of model", "Types", "Exact", "Counted, not compared", "Not counted")


def rows() -> Iterator[list[str]]:
    """Decoders, wrappers, both."""
    words = {"decoders": "Decoders", "wrappers": "Wrappers"}
    for name, kind in (*KINDS.items(), ("", None)):
        counts = [len(types(kind, one)) for one in (EQUAL, ALONE, NOT_COUNTED)]
        differ = len(types(kind, DIFFER))
        exact = f"{counts[0]}" + f", and {differ} that differ" * bool(differ)
        total = f"{len(types(kind))}"
        yield [words.get(name, "All"), total, exact, f"{counts[1]}", f"{counts[2]}"]
