"""Finished calculators are kept out of later passes, and come back where they were."""

from calc.markdown.placeholders import Placeholders
from tests.site_markdown import Convert


def test_markup_comes_back_in_its_place_each_time_it_is_asked_for():
    held = Placeholders()
    one, two = held.hold("<p>1</p>"), held.hold("<p>2</p>")
    for _ in range(2):
        assert held.restore(f"a {two} b {one}") == "a <p>2</p> b <p>1</p>"


def test_a_placeholder_has_a_summary_in_it():
    assert "<p>4 letters</p>" in Placeholders(lambda it: f"<p>{len(it)} letters</p>").hold("abcd")


def test_no_author_can_write_a_placeholder(convert: Convert):
    forged = Placeholders().hold("")
    page = convert(f'``` calculator\nname = "experts"\n```\n\n{forged}')
    assert len(page.all("form")) == 1
