"""Sentences follow a calculator on their page, and give the reasons of unknown values."""

import pytest

from calc.form import registry
from calc.markdown.mistakes import PageError
from tests.site_markdown import Convert

RUN = '``` calculator\nname = "training_run"\n```\n\n'
BEHEMOTH = '``` calculator\nname = "long_context"\npreset = "behemoth"\n```\n\n'


def test_a_sentence_says_what_the_calculator_shows(convert: Convert):
    root = convert(RUN + "It takes `#!live training_run.gpu_hours`, *so many*.")
    place = root.one("data", data_live="training_run.gpu_hours")
    shown = root.one("form").one("data", data_result="gpu_hours")
    assert (place["value"], place.text) == (shown["value"], shown.text)
    assert place["value"] == repr(registry.find("training_run")().gpu_hours)
    sentence = root.one("p", data_sentences="")
    assert sentence.text == f"It takes {shown.text}, so many."
    assert not any("hidden" in node for node in sentence.walk())


def test_a_paragraph_of_unknown_values_is_replaced_by_their_one_reason(convert: Convert):
    text = "It takes `#!live long_context.compute` and `#!live long_context.gpu_hours`."
    root = convert(BEHEMOTH + text)
    telling, why = root.one("p", data_sentences="").all("span")
    assert "hidden" in telling
    reason = root.one("form").one(data_unknown="compute")["data-reason"]
    assert why.text == reason
    assert reason.startswith("Layers, width and vocabulary of Llama 4 Behemoth")


def test_a_paragraph_with_a_known_value_is_followed_by_the_reason_of_the_unknown_one(
    convert: Convert,
):
    text = "It has `#!live long_context.active_parameters`, takes `#!live long_context.gpu_hours`."
    telling, why = convert(BEHEMOTH + text).one("p", data_sentences="").all("span")
    assert "hidden" not in telling
    assert telling.text == "It has 288B, takes unknown."
    assert why.text.startswith("Layers, width and vocabulary of Llama 4 Behemoth")


def test_every_unknown_row_has_its_reason_in_full(convert: Convert):
    """The second says “for the same reason” and may be the only one that a sentence follows."""
    table, *_ = convert(BEHEMOTH).one("form").all("table")
    rows = [node for node in table.walk() if "data-unknown" in node]
    assert [row.text for row in rows[1:]] == ["unknown: for the same reason"] * len(rows[1:])
    assert len({row["data-reason"] for row in rows}) == 1


def test_other_paragraphs_are_left_alone(convert: Convert):
    root = convert(f"{RUN}One.\n\nTwo `#!live training_run.days`.\n\nThree.")
    assert [p.text for p in root.all("p", data_sentences="")] == ["Two 12.7 days."]


@pytest.mark.parametrize("followed", ["experts.weights", "training_run.weights", "days"])
def test_only_results_that_the_page_shows_can_be_followed(convert: Convert, followed: str):
    with pytest.raises(PageError, match=r"no calculator|no result"):
        convert(f"{RUN}`#!live {followed}`")
