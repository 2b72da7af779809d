"""The same page without calculators, which `make bench` compares with."""

from tests.bench import builds
from tests.bench.plain import plain


def test_a_table_of_its_results_stands_in_the_place_of_a_calculator():
    page = (
        '# A\n\n``` calculator\nname = "training_run"\n```\n\nIt takes `#!live training_run.days`.'
    )
    text = plain(page)
    assert "calculator" not in text
    assert "|---|---|" in text
    days = next(line for line in text.splitlines() if line.startswith("| Time"))
    assert text.endswith(f"It takes {days.split('|')[2].strip()}.")


def test_every_calculator_of_a_build_has_values_of_its_own():
    fences = [
        part.split("```")[0]
        for n in range(100)
        for part in builds.page(n).split("``` calculator")[1:]
    ]
    assert len(fences) == len(set(fences)) == 1000
