"""Verdicts and tallies inside sentences and tables."""

import re
from collections import Counter
from typing import get_args

import pytest

from calc.analysis import claims, verdicts
from calc.analysis.claims import CLAIMS
from calc.analysis.verdicts import VERDICTS
from calc.markdown.mistakes import PageError
from tests.markdown.test_inline import inline
from tests.site_markdown import Convert


@pytest.mark.parametrize("claim", CLAIMS, ids=claims.anchor)
def test_a_verdict_is_said_with_its_sign_and_leads_to_its_claim(convert: Convert, claim):
    link = inline(convert, f"#!verdict {claims.anchor(claim)}")
    verdict = VERDICTS[claim.verdict]
    assert (link.tag, link["href"]) == ("a", f"verdict.md#claim-{claim.number}")
    assert link.text == f"{verdict.sign} {verdict.word}"
    assert link["data-verdict"] == verdict.key
    assert verdict.meaning in link["title"]


def test_a_verdict_without_its_word_is_heard_with_it(convert: Convert):
    link = inline(convert, "#!verdict claim-6 sign")
    assert link.text == "✕"
    assert link["aria-label"].startswith("wrong, claim 6: ")
    assert link.one("span")["aria-hidden"] == "true"


@pytest.mark.parametrize(
    ("source", "shown"),
    [("wrong", "2"), ("wrong words", "two"), ("half wrong Words", "One"), ("claims", "18")],
)
def test_claims_are_counted_in_digits_or_words(convert: Convert, source: str, shown: str):
    assert inline(convert, f"#!tally {source}").text == shown


def test_the_verdicts_are_counted():
    """3 right, 3 incomplete, 3 imprecise, 1 half wrong, 2 wrong, 4 opinions, 2 open: 18 in all."""
    counts = Counter(claim.verdict for claim in CLAIMS)
    assert [counts[word] for word in VERDICTS] == [3, 3, 3, 1, 2, 4, 2]


def test_every_word_is_a_verdict_with_a_sign_and_a_meaning_of_its_own():
    assert tuple(VERDICTS) == get_args(verdicts.Word.__value__)
    for part in ("sign", "meaning", "key"):
        assert len({getattr(verdict, part) for verdict in VERDICTS.values()}) == len(VERDICTS)
    assert all(len(verdict.meaning) <= 24 for verdict in VERDICTS.values())  # one line of a phone


def test_the_tally_has_a_square_for_each_claim(convert: Convert):
    rows = convert("``` table\ntally\n```").one("tbody").all("tr")
    told = [row.all("td")[1].text for row in rows]
    counts = ("3 right", "3 incomplete", "3 imprecise", "1 half wrong", "2 wrong", "4 opinion")
    for count, text, verdict in zip((*counts, "2 open"), told, VERDICTS.values(), strict=True):
        assert text == f"{count} {verdict.meaning}"
    links = [link for row in rows for link in row.all("a")]
    assert sorted(link["href"] for link in links) == sorted(map(claims.address, CLAIMS))
    for row, verdict in zip(rows, VERDICTS.values(), strict=True):
        assert {link["data-verdict"] for link in row.all("a")} == {verdict.key}


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("#!verdict claim-19", "There is no claim “claim-19”; use claim-1 to claim-18."),
        ("#!verdict claim-6 glyph", "use `#!verdict claim-6 sign`."),
        ("#!tally correct", "“correct” is not a verdict; use right, incomplete,"),
        ("#!tally wrong word", "“wrong word” is not a verdict"),
    ],
)
def test_a_mistake_is_told_with_what_would_do(convert: Convert, source: str, told: str):
    with pytest.raises(PageError, match=re.escape(told)):
        convert(f"It is `{source}`.")
