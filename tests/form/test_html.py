"""Forms and answers as HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.form import export, html, registry
from calc.form.state import FormSettings, FormState, fill
from tests.form.sample import bill
from tests.markup import Node, tree

HOSTILE = "\"'><script>alert(1)</script>&amp;<!--\ud800\x00"


IDS = (
    *("x-title", "x-problem", "x-notice", "x-summary", "x-results", "x-figures"),
    *("x-results-extra", "x-brief"),
)
"""The parts of a form around its fields, in order."""


def answer(page: FormSettings | None = None, /, **inputs: str) -> Node:
    page = page or FormSettings()
    return tree("".join(html.blocks(fill(bill, page, inputs), page, "x").values()))


def whole(page: FormSettings | None = None, /, **inputs: str) -> Node:
    page = page or FormSettings()
    return tree(html.form(fill(bill, page, inputs), page, "x"))


def test_a_form_has_every_block_in_its_place():
    """In the order of a phone: the question, the results, what is assumed, figures, copies."""
    form = whole().one("form")
    assert [n["id"] for n in form.walk() if n.attributes.get("id", "") in IDS] == list(IDS)
    assert [n.tag for n in form.children if isinstance(n, Node)] == [
        *("p", "noscript", "section", "div", "div", "details", "p"),
    ]
    fields = form.one("section", data_fields="")
    assert [n["id"] for n in fields.children if isinstance(n, Node)] == [
        f"x-{name}-field" for name in bill.fields
    ]
    assert form.one(id="x-title").text == "What a purchase comes to"
    assert "JavaScript" in form.one("noscript").text


def test_a_form_begins_with_what_the_question_is_about_and_folds_the_rest():
    page = FormSettings(first=("tax", "shop"))
    form = whole(page, width="640")
    first, folded = form.all("section", data_fields="")
    names = [n["data-field"] for n in first.walk() if "data-field" in n]
    assert names == ["tax", "shop"]
    below = [n["data-field"] for n in folded.walk() if "data-field" in n]
    assert below == [name for name in bill.fields if name not in names]
    line = form.one(id="x-folded")
    assert line.text.startswith("Pieces 40 · Price $2 · ")
    assert [n.text for n in line.all("b")] == ["Width 640"]
    assert folded in list(form.one("details", data_assumptions="").walk())
    assert "x-folded" in {n["id"] for n in answer(page).walk() if "id" in n}


def test_what_a_page_lists_is_not_folded_and_what_it_leaves_out_is_not_in_the_line():
    page = FormSettings(show=("pieces", "tax", "gross"), first=("tax",))
    assert whole(page).one(id="x-folded").text == "Pieces 40"
    listed = FormSettings(show=("pieces", "tax"))
    assert not whole(listed).all("details", data_assumptions="")
    run = registry.find("training_run")
    assert tree(html.form(fill(run, listed, {}), listed, "x")).all("details", data_assumptions="")


def test_the_first_announced_result_is_the_headline_unless_scenarios_are_pinned():
    headline = answer().one("p", data_headline="")
    assert headline.one("data")["data-result"] == bill.announced[0]
    assert len(answer().all(data_result=bill.announced[0])) == 1
    state = fill(bill, FormSettings(), {})
    beside = tree("".join(html.blocks(state, FormSettings(), "x", [state]).values()))
    assert not beside.all(data_headline="")
    assert beside.one("data", data_result=bill.announced[0])
    assert not answer(FormSettings(show=("words",))).all("table")


def test_a_start_value_that_nobody_published_is_called_an_assumption():
    run = registry.find("training_run")
    parts = html.blocks(fill(run, FormSettings(), {"model": "mixtral-8x7b"}), FormSettings(), "x")
    note = tree(parts["x-tokens-field"]).one(id="x-tokens-note")
    assert note.one("b", data_assumption="").text == "Assumption"
    changed = {"model": "mixtral-8x7b", "tokens": "9T"}
    own = html.blocks(fill(run, FormSettings(), changed), FormSettings(), "x")
    assert "data-assumption" not in own["x-tokens-field"]


def test_there_is_a_button_for_every_format_and_every_shown_chart():
    around = whole().one("details", data_takeaway="")
    copies = [button["data-as"] for button in around.all("button") if "data-as" in button]
    assert copies == list(export.FORMATS)
    run, page = registry.find("training_run"), FormSettings(show=("tokens", "cost"))
    drawn = tree(html.form(fill(run, FormSettings(), {}), FormSettings(), "x")).all(
        "button", type="button"
    )
    chart = next(button for button in drawn if button.attributes.get("data-drawing"))
    assert chart.attributes == {
        "type": "button",
        "data-drawing": "x-beside",
        "data-file": "training_run-beside.svg",
    }
    without = tree(html.form(fill(run, page, {}), page, "x"))
    drawings = [button.attributes.get("data-drawing") for button in without.all("button")]
    assert {*drawings} <= {None, "x-asked-figure"}


def test_an_answer_has_the_same_blocks():
    """So that the page can put each in the place of its namesake."""
    form, blocks = whole(), answer()
    for block in blocks.children:
        assert isinstance(block, Node)
        assert form.one(id=block["id"]) == block


def test_an_answer_to_invalid_input_has_no_results():
    assert not answer(pieces="many").all(id="x-results")
    assert not answer(pieces="666").all(id="x-results")
    assert whole(pieces="many").one(id="x-results").children == []
    assert whole(pieces="many").one(id="x-figures").children == []


def test_a_number_is_a_slider_with_a_text_field():
    field = answer().one(id="x-pieces-field")
    text, slider = field.all("input")
    assert slider.attributes == {
        "type": "range",
        "id": "x-pieces-slider",
        "data-slider": "pieces",
        "min": "0",
        "max": "3",
        "step": "0.01",
        "value": "1.6",
        "data-stops": "0 0.3 0.7 1 1.3 1.7 2 2.3 2.7 3",
        "aria-label": "Pieces",
        "aria-valuetext": "40 pieces",
    }
    assert text.attributes == {
        "type": "text",
        "inputmode": "decimal",
        "id": "x-pieces",
        "name": "pieces",
        "data-start": "40",
        "aria-describedby": "x-pieces-error",
        "value": "40",
    }
    labels = field.all("label", for_="x-pieces")
    assert [label.text for label in labels] == ["Pieces", "pieces"]
    assert "data-unit" in labels[1]
    assert field.one(id="x-pieces-error").text == ""


def test_a_percentage_shows_no_unit_beside_it():
    field = answer(tax="7").one(id="x-tax-field")
    assert field.one(name="tax")["value"] == "7%"
    assert field.one("input", type="range")["aria-valuetext"] == "7 percent"
    assert not field.all(data_unit="")


def test_a_choice_is_a_select():
    select = answer(shop="market").one("select", name="shop")
    assert [(o["value"], o.text, "selected" in o) for o in select.all("option")] == [
        ("corner", "Corner & Sons", False),
        ("market", "Market", True),
        ("attic", "Attic", False),
    ]
    assert (select["data-start"], select["id"]) == ("corner", "x-shop")


def test_an_unknown_option_leaves_the_start_value_selected():
    page = FormSettings(start={"shop": "market"})
    field = answer(page, shop="nowhere").one(id="x-shop-field")
    assert [o["value"] for o in field.all("option") if "selected" in o] == ["market"]
    assert field.one("select")["aria-invalid"] == "true"
    assert "There is no “nowhere” here" in field.one(id="x-shop-error").text


def test_yes_or_no_is_a_checkbox():
    box = answer().one(name="gift")
    assert (box["type"], box["value"], box["data-start"]) == ("checkbox", "yes", "no")
    assert "checked" not in box
    assert "checked" in answer(gift="yes").one(name="gift")


def test_a_note_and_an_error_describe_their_control():
    field = answer(price="-1").one(id="x-price-field")
    assert field.one(name="price")["aria-describedby"] == "x-price-note x-price-error"
    assert field.one(name="price")["aria-invalid"] == "true"
    assert field.one(id="x-price-note").text == "Of <one>. Corner's shelf"
    assert field.one(id="x-price-error").text == "-1 is too small; enter at least 0."


def test_a_changed_field_has_a_button_back_to_its_start_value():
    def undo(name: str, **inputs: str) -> Node:
        return answer(**inputs).one("button", data_undo=name)

    assert "hidden" in undo("pieces")
    assert "hidden" not in undo("pieces", pieces="41")
    assert undo("pieces", pieces="many")["aria-label"] == "Pieces: back to 40"
    assert undo("shop", shop="market")["aria-label"] == "Shop: back to Corner & Sons"
    assert undo("price", shop="attic", price="1")["aria-label"] == "Price: back to the start"
    assert "hidden" not in undo("gift", gift="yes")


def test_a_number_with_a_magnitude_is_also_given_in_words():
    field = answer(pieces="20M").one(id="x-pieces-field")
    assert field.one(data_means="").text == "20 million pieces"
    described = field.one(name="pieces")["aria-describedby"]
    assert described == "x-pieces-means x-pieces-error"
    assert answer().one(id="x-pieces-means").text == ""
    assert answer(pieces="many").one(id="x-pieces-means").text == ""
    assert answer(pieces="1e18").one(id="x-pieces-error").text


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        ({"pieces": "128k"}, "k is a thousand here; Ki would be 1,024."),
        ({"pieces": "128 Ki pieces"}, "Ki is 1,024; k would be 1,000."),
        ({"pieces": "17 b"}, "b is a billion here, neither bits nor bytes."),
        ({"pieces": "8m"}, "m is a million here; Mi would be 1,048,576."),
        ({"price": "2.0"}, "Of <one>. Corner's shelf"),
        ({"pieces": "20M"}, ""),
        ({"pieces": "1,000"}, ""),
        ({"pieces": "3e3 pieces"}, ""),
        ({"tax": "5"}, ""),
        ({"tax": "0.35%"}, ""),
    ],
)
def test_an_ambiguous_number_gets_a_notice(inputs: dict[str, str], told: str):
    (name,) = inputs
    assert answer(**inputs).one(id=f"x-{name}-note").text == told


def test_a_number_that_people_read_differently_is_asked_about():
    asked = answer(tax="0.05")
    field = asked.one(id="x-tax-field")
    assert field.one("strong").text == "“0.05” could mean 0.05% or 5%. Which one?"
    buttons = field.all("button", data_of="tax")
    assert [button.text for button in buttons] == ["0.05%", "5%"]
    assert [button["data-reading"] for button in buttons] == ["0.05%", "5%"]
    assert [button["aria-label"] for button in buttons] == ["TAX: 0.05%", "TAX: 5%"]
    assert field.one("input", name="tax")["aria-invalid"] == "true"
    assert field.one("input", name="tax")["value"] == "0.05"
    assert not asked.all(id="x-results")
    assert not answer(tax="5%").one(id="x-tax-field").all("button", data_of="tax")


def test_the_source_of_a_start_value_is_a_link():
    note = answer().one(id="x-price-note")
    assert note.text == "Of <one>. Corner's shelf"
    link = answer(shop="market").one(id="x-price-note").one("a")
    assert (link["href"], link.text) == ("https://example.org/market", "The market's list")
    assert not answer(shop="attic").one(id="x-price-note").all("a")
    note = answer().one(id="x-width-note")
    assert (note.text, note.one("a")["href"]) == ("Of a till Tills", "https://example.org/tills")


def test_a_field_names_the_preset_that_it_follows():
    assert answer().one(id="x-price-field")["data-follows"] == "shop"
    assert "data-follows" not in answer().one(id="x-pieces-field")


def test_an_unknown_input_is_called_not_published_and_its_results_unknown():
    blocks = answer(shop="attic")
    text, slider = blocks.one(id="x-price-field").all("input")
    assert (text["value"], text["placeholder"]) == ("", "not published")
    assert slider["aria-valuetext"] == "not published"
    row = blocks.one(data_unknown="net")
    assert row.text == "unknown: Nobody has priced the attic."
    assert blocks.one(data_unknown="gross").text == "unknown: for the same reason"
    assert [n["data-result"] for n in blocks.walk() if "data-result" in n] == ["words"]


def test_a_result_has_a_raw_value_and_a_rounded_text():
    value = answer(pieces="1,234,567").one("data", data_result="gross")
    assert (value["value"], value.text) == ("2938269.46", "$2.94M")


def test_a_count_is_shown_with_all_its_digits():
    cell = answer(width="640").one("data", data_result="words")
    assert (cell["value"], cell.text) == ("644", "644")


def test_a_formula_is_below_its_result_in_words_and_in_numbers_with_its_source():
    (row,) = [r for r in answer().all("tr") if r.all(data_result="gross")]
    assert row.one("th", scope="row").text == "Price, with tax (VAT)"
    assert row.one("details", data_work="").one("summary").text == "Formula"
    assert row.one(data_formula="").text == "= net price × (1 + TAX)"
    assert row.one(data_numbers="").text == "= $80.00 × (1 + 19.0%)"
    link = row.one(data_source="").one("a")
    assert (link["href"], link.text) == ("https://example.org/law?a=1&b=2", "The law, §2")
    row = answer().all("details", data_work="")[0]  # of the headline
    assert row.one(data_source="").text == "Till, p. 1"
    assert not row.all("a")


def test_no_formula_is_shown_with_an_unknown_in_it():
    assert not answer(shop="attic").all(data_formula="")


def test_a_page_shows_what_it_lists():
    page = FormSettings(show=("pieces", "gross"))
    blocks = answer(page)
    shown = {n["data-field"] for n in blocks.walk() if "data-field" in n and "hidden" not in n}
    assert shown == {"pieces"}
    assert [n["data-result"] for n in blocks.walk() if "data-result" in n] == ["gross"]


def test_a_page_that_lists_results_only_shows_every_field():
    fields = [n for n in answer(FormSettings(show=("gross",))).walk() if "data-field" in n]
    assert len(fields) == len(bill.fields)
    assert not [n for n in fields if "hidden" in n]


def test_a_hidden_field_that_a_link_changes_is_shown():
    """Or the reader would not see why the result differs, nor an error in it."""
    page = FormSettings(show=("pieces",))
    assert "hidden" not in answer(page, tax="7%").one(id="x-tax-field")
    assert "hidden" not in answer(page, tax="<b>").one(id="x-tax-field")
    assert "hidden" in answer(page, tax="19%").one(id="x-tax-field")


def test_the_inputs_are_also_in_a_line_with_the_results():
    line = answer(pieces="1,234,567", shop="market").one("p", data_summary="")
    assert line.text.startswith("For Market, pieces 1,234,567, price $1.5, TAX 19%, ")
    only = answer(FormSettings(show=("pieces",)), pieces="12", shop="market")
    assert only.one("p", data_summary="").text == "For Market, pieces 12."


def test_a_problem_has_a_block_of_its_own():
    blocks = answer(pieces="666")
    assert blocks.one(id="x-problem").text == "The till is closed; another number would open it."


def test_results_have_a_sentence_for_screen_readers():
    brief = answer(pieces="1,234,567").one(id="x-brief")
    assert brief["data-brief"] == "Net price $2.47M, price $2.94M."
    assert not brief.text
    only = answer(FormSettings(show=("pieces", "words"))).one(id="x-brief")
    assert only["data-brief"] == "Words on the bill 132."
    attic = answer(shop="attic").one(id="x-brief")
    assert attic["data-brief"] == "Net price unknown, price unknown."
    assert not answer(pieces="666").all(id="x-brief")


def test_results_have_one_live_region_and_copies_another():
    """Copies are announced beside their buttons."""
    places = whole().all(role="status")
    assert ["data-announce" in place for place in places] == [True, False]
    assert [place.text for place in places] == ["", ""]


def test_nothing_hostile_becomes_markup():
    calm = [node.tag for node in answer(FormSettings(), **dict.fromkeys(bill.fields, "?")).walk()]
    for name in bill.fields:
        blocks = answer(FormSettings(), **{name: HOSTILE})
        assert not blocks.all("script")
        assert blocks.one(id=f"x-{name}-error").text
    hostile = answer(FormSettings(show=(HOSTILE,)), **dict.fromkeys(bill.fields, HOSTILE))
    assert [node.tag for node in hostile.walk()] == calm


def test_a_hostile_id_stays_an_id():
    state: FormState = fill(bill, FormSettings(), {})
    blocks = tree("".join(html.blocks(state, FormSettings(), "\"><i>'").values()))
    assert blocks.one(id="\"><i>'-problem")
    assert not blocks.all("i")


@given(st.dictionaries(st.sampled_from([*bill.fields, "no"]), st.text(max_size=80)))
def test_any_input_gives_well_formed_markup_that_can_be_encoded(inputs: dict[str, str]):
    markup = html.form(fill(bill, FormSettings(), inputs), FormSettings(), "x")
    markup.encode()
    assert len(tree(markup).all("form")) == 1
