"""Inputs and results of every kind in a terminal."""

import json
from collections.abc import Iterator

import pytest

from calc import site
from calc.form import registry
from calc.site import Site
from calc.terminal import main
from tests.everyday.loan import loan

type Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def everyday() -> Iterator[None]:
    """A site whose calculators are those of `tests.everyday`."""
    before = site.current()
    site.use(Site(calculators=("tests.everyday",)))
    yield
    site.use(before)


def printed(capsys: Capture, *argv: str) -> str:
    assert main(argv) == 0
    return capsys.readouterr().out


def test_a_terminal_shows_every_kind(capsys: Capture):
    assert registry.find("loan") is loan
    shown = printed(capsys, "loan", "--purpose", "trip", "--until", "2026-05-01", "--deposit", "")
    for line in (
        "  Purpose         trip",
        "  Deposit         none",
        "  Until           1 May 2026",
        "  Kind            A journey",
        "  Cheap           yes",
        "  Takes           3 hours 5 minutes",
        "  Saved           –",
    ):
        assert f"{line}\n" in shown


def test_a_terminal_shows_a_table_in_columns(capsys: Capture):
    *_, head, first, second, third = printed(capsys, "loan").splitlines()
    assert head.split() == ["Month", "Due", "Interest", "Principal", "Fee"]
    assert len(head) == len(first) == len(second) == len(third)
    assert first.startswith("      1  1 March 2026     €24.00    €400.00 ")
    assert second.endswith(" €1.50")
    assert third.endswith(" unknown: Nobody knows the fee of a late month.")


def test_a_long_table_is_cut_and_says_where_the_rest_is(capsys: Capture):
    assert "more rows" not in printed(capsys, "loan", "--months", "40")
    lines = printed(capsys, "loan", "--months", "360").splitlines()
    assert lines[-1] == "  320 more rows; --csv has all of them."
    assert lines[-2].startswith("     40  ")
    assert printed(capsys, "loan", "--months", "360", "--csv").count("instalments.359.") == 5


def test_formats_are_those_of_a_page(capsys: Capture):
    found = json.loads(printed(capsys, "loan", "--months", "2", "--json"))
    assert len(found["results"]["instalments"]["value"]) == 2


def test_the_help_says_what_each_option_takes(capsys: Capture):
    said = printed(capsys, "loan", "--help")
    assert (
        "--start DATE\n        Start.\n        A date from 2026-01-01 to 2030-12-31, like" in said
    )
    assert (
        "--until DATE\n        Until.\n        A date from 2026-01-01, like 2026-03-01; default"
        in said
    )
    assert "--customer TEXT\n        Name.\n        A short text; default: Ada." in said
    assert 'Optional: --deposit="" leaves it empty.' in said
    assert "Optional: --sort=none leaves it empty." in said


def test_a_wrong_date_gets_its_sentence(capsys: Capture):
    assert main(("loan", "--start", "tomorrow")) == 2
    sentence = "--start: “tomorrow” is not a date; enter one like 2026-01-01.\n"
    assert capsys.readouterr().err == sentence
