"""What the tables of validation have in common."""

from functools import cache

from calc.analysis import measured
from calc.llm import config
from calc.llm.architecture import Architecture


@cache
def models() -> dict[str, Architecture]:
    """The models of the data, by their id there."""
    return {row["id"]: config.read(row["hf_config"]) for row in measured.rows("parameters")}


def difference(ours: float, theirs: float) -> str:
    """The difference as a share of their count; "0" if there is none."""
    return "0" if ours == theirs else f"{(ours - theirs) / theirs:+.1e}"
