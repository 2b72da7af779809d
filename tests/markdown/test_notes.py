"""Footnotes: each source once, with its address, numbered where it is cited."""


def notes(page):
    return [note.text for note in page.one("section", data_notes="").all("li")]


def test_a_published_figure_and_a_link_each_have_their_note(convert):
    page = convert(
        "Scout read `#!fact scout.tokens`, says the card,\nand [a post](https://example.org/a?b=1&c=2)."
    )
    figure, link = page.all("a")
    assert (figure["data-note"], link["data-note"]) == ("1", "2")
    card, post = notes(page)
    assert card.startswith("Llama 4 model card (Meta), ")
    assert card.endswith(
        ", https://github.com/meta-llama/llama-models/blob/main/models/llama4/MODEL_CARD.md"
    )
    assert post == "a post, https://example.org/a?b=1&c=2"


def test_a_source_that_is_cited_twice_has_one_note(convert):
    page = convert("`#!fact scout.tokens`, `#!fact scout.tokens` and `#!fact behemoth.active`.")
    assert [link["data-note"] for link in page.all("a")] == ["1", "1", "2"]
    assert len(notes(page)) == 2


def test_a_source_without_an_address_has_its_title_as_the_note(convert):
    page = convert("`#!said scout.tokens`, so `#!fact maverick.tokens / scout.tokens` of it.")
    said, ratio = notes(page)
    assert said.startswith("The analysis")
    assert ratio == "22T ÷ 40T, as published"
    assert page.one("data", data_note="2").text == "0.550×"


def test_the_note_of_a_bare_address_has_it_once(convert):
    assert notes(convert("[https://example.org/](https://example.org/)")) == [
        "https://example.org/"
    ]


def test_links_within_the_site_and_in_calculators_have_no_notes(convert):
    page = convert('# Head\n\n[here](#head)\n\n``` calculator\nname = "training_run"\n```\n')
    assert page.one("live-calculator").all("a")
    assert not page.all("section", data_notes="")
    assert not [link for link in page.all("a") if "data-note" in link]


def test_markup_in_the_words_of_a_link_is_not_markup_in_its_note(convert):
    page = convert('[a <b>b</b> & "c" &lt;script&gt;](https://example.org/"onload=x)')
    (note,) = notes(page)
    assert note.startswith("a b & ")
    assert not page.one("section", data_notes="").all("script")
