"""The figures of the README are those that the site computes and cites."""

import re
from collections import Counter
from pathlib import Path

import pytest

from calc.analysis import published
from calc.analysis.claims import CLAIMS
from calc.form import registry

ROOT = Path(__file__).parents[1]
README = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())


def test_the_readme_counts_the_verdicts_as_the_data_has_them():
    counts = Counter(claim.verdict for claim in CLAIMS)
    stated = (
        f"Of the {len(CLAIMS)} claims, {counts['right']} are right, {counts['incomplete']}"
        f" incomplete, {counts['imprecise']} imprecise, {counts['half wrong']} half wrong and"
        f" {counts['wrong']} wrong. Another {counts['opinion']} are opinions, and"
        f" {counts['open']} are open"
    )
    assert stated in README


def stated(model: str, field: str) -> float:
    """A published number."""
    value = published.value(model, field)
    assert isinstance(value, int | float)
    return value


FIGURES = {
    "would use 11.1B": registry.find("experts")(shared_experts=0).active_parameters / 1e9,
    "4.3M GPU-hours, still fewer": registry.find("training_run")(
        model="maverick", tokens="40T"
    ).gpu_hours
    / 1e6,
    "3.7 times": stated("maverick", "total") / stated("scout", "total"),
    "(2.38M against": stated("maverick", "gpu_hours") / 1e6,
    "against 5.0M": stated("scout", "gpu_hours") / 1e6,
}
"""What the README says, and the value that it is."""


@pytest.mark.parametrize("words", FIGURES)
def test_a_figure_of_the_readme_is_the_one_that_the_site_has(words: str):
    assert words in README
    [digits] = re.findall(r"\d+\.\d+", words)
    assert float(digits) == round(FIGURES[words], len(digits.partition(".")[2]))
