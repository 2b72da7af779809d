"""The tables of the pages: claims, designs, speeds."""

import pytest

from calc.analysis import measured
from calc.analysis.claims import CLAIMS
from calc.analysis.tables import _speed, speed_missed
from calc.analysis.verdicts import VERDICTS
from calc.markdown import tables


def test_experts_of_scout_and_maverick_are_wider_than_the_model_and_deepseeks_narrower():
    _, rows = tables.content("designs")
    ratio = {row[0]: float(row[3].rstrip("×")) for row in rows}
    assert ratio["Llama 4 Scout"] == ratio["Llama 4 Maverick"] == 1.6
    assert max(ratio["DeepSeek-V3"], ratio["DeepSeekMoE 16B"]) < 1


def test_every_claim_has_a_row():
    assert len(tables.content("claims")[1]) == len(CLAIMS)


def test_the_table_at_a_glance_has_every_claim_in_the_order_of_the_verdicts():
    shown = [row[0] for row in tables.content("at_a_glance")[1]]
    by_verdict = sorted(CLAIMS, key=lambda claim: [*VERDICTS].index(claim.verdict))
    assert shown == [f"`#!verdict claim-{claim.number}`" for claim in by_verdict]


SPEED = (
    "speed",
    "speed_recompute",
    "speed_pages",
    "speed_builds",
    "speed_promises",
    "speed_missed",
)


@pytest.mark.parametrize("name", SPEED)
def test_a_table_of_speeds_has_a_cell_under_every_head(name: str):
    head, rows = tables.content(name)
    assert rows
    assert {len(row) for row in rows} == {len(head)}


def test_a_promise_that_is_not_kept_has_a_reason():
    says = [bound["says"] for bound in measured.result("speed")["bounds"]]
    assert [row[0].lower() for row in speed_missed.rows()] == [
        bound["says"].lower() for bound in measured.result("speed")["bounds"] if not bound["met"]
    ]
    assert "Not known yet." not in [why for _, why in speed_missed.rows()]
    for begins in speed_missed.REASONS:
        assert sum(one.startswith(begins) for one in says), f"nothing promised begins “{begins}”"


def test_sizes_below_one_megabyte_are_in_kilobytes():
    assert _speed.quantity(1_790_000, "B") == "1.79 MB"
    assert _speed.quantity(90_700, "B") == "90.7 kB"
    assert _speed.quantity(0.5, "ratio") == "0.5×"


def test_this_site_is_compared_with_bare_pyodide_on_every_link():
    _, rows = tables.content("speed")
    by_name = {row[0].split(" 0.")[0]: row for row in rows}
    assert rows[0] == by_name["this site"]
    assert "—" not in by_name["this site"] + by_name["bare Pyodide"]
