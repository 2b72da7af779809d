"""The browser's accessibility tree, which assistive software gets instead of the markup."""

import json
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from calc.form import registry
from calc.form.fields import Choice, LongText, Switch
from calc.form.line_fields import Date, Line
from calc.form.number_field import Number
from calc.form.state import Entry, FormSettings, fill
from tests.browser import waits
from tests.browser.calculator import TIMEOUT, Calculator
from tests.browser.test_phone import PAGES


class Tree:
    """The browser's accessibility tree of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("Accessibility.enable")

    def node(self, selector: str) -> dict[str, Any]:
        """Role, name, description, value and properties of an element, flat."""
        found = self.session.send(
            "Runtime.evaluate", {"expression": f"document.querySelector({selector!r})"}
        )
        partial = self.session.send(
            "Accessibility.getPartialAXTree",
            {"objectId": found["result"]["objectId"], "fetchRelatives": False},
        )
        node = partial["nodes"][0]
        texts = {
            one: node[one]["value"]
            for one in ("role", "name", "description", "value")
            if one in node
        }
        properties = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        return {"description": "", "value": ""} | properties | texts


@pytest.fixture
def tree(page: Page) -> Tree:
    return Tree(page)


def listed(page: Page, name: str) -> list[Entry]:
    """The fields of a calculator with a page's start values."""
    start = json.loads(page.locator(f"#{name}").get_attribute("page") or "{}").get("start", {})
    calculator = registry.find(name)
    return list(fill(calculator, FormSettings(start=start), {}).entries.values())


def described(entry: Entry) -> list[str]:
    """The texts that the description of a field must have."""
    return [text for text in (entry.means, entry.field.note) if text]


@pytest.mark.parametrize(("path", "name"), [one for one in PAGES.items() if one[1] != "other"])
def test_every_field_has_its_name_value_and_description(page: Page, tree: Tree, site, path, name):
    page.goto(site + path)
    calculator = Calculator(page, name)
    seen = 0
    for entry in listed(page, name):
        field, at = entry.field, f"#{name}-{entry.field.name}"
        if not calculator[field.name].is_visible():
            continue
        seen += 1
        node = tree.node(at)
        for text in described(entry):
            assert text in node["description"], at
        assert node.get("invalid") == "false"
        match field:
            case Number():
                unit = "" if field.percent else field.unit
                assert node["role"] == "textbox"
                assert node["name"] == f"{field.label} {unit}".strip()
                assert node["value"] == entry.text
                slider = tree.node(f"{at}-slider")
                assert (slider["role"], slider["name"]) == ("slider", field.label)
                # The tree does not show the words that replace the value.
                words = page.locator(f"{at}-slider").get_attribute("aria-valuetext")
                assert words == ("not set" if entry.value is None else field.spoken(entry.value))
            case Choice():
                assert (node["role"], node["name"]) == ("combobox", field.label)
                assert node["value"] == field.option(entry.value).label
            case Date():
                assert node["name"] == field.label
            case Line():
                assert (node["role"], node["name"]) == ("textbox", field.label)
                assert node["value"] == entry.text
            case LongText():
                assert (node["role"], node["name"]) == ("textbox", field.label)
                assert node["multiline"] is True
            case Switch():
                assert (node["role"], node["name"]) == ("checkbox", field.label)
    assert seen > 3


def test_an_error_is_part_of_its_field_s_description_until_corrected(page: Page, tree: Tree, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("forty")
    run["tokens"].blur()
    expect(run.error("tokens")).not_to_be_empty(timeout=TIMEOUT)
    node = tree.node("#training_run-tokens")
    assert node["invalid"] == "true"
    assert run.error("tokens").inner_text().removeprefix("⚠ ") in node["description"]
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")
    node = tree.node("#training_run-tokens")
    assert node["invalid"] == "false"
    assert "is not a number" not in node["description"]
    assert "30 trillion tokens" in node["description"]
    undo = tree.node('#training_run [data-undo="tokens"]')
    assert (undo["role"], undo["name"]) == ("button", "Corpus: back to 40T")


def test_a_calculator_is_a_group_with_a_table_that_has_its_name(page: Page, tree: Tree, site):
    page.goto(site + "cost/")
    group = tree.node("#training_run")
    assert (group["role"], group["name"]) == ("group", "What a training run costs")
    table = tree.node("#training_run [data-results] > table")
    assert (table["role"], table["name"]) == ("table", "What a training run costs")
    head = tree.node("#training_run [data-results] tr:first-child th")
    assert (head["role"], head["name"]) == ("rowheader", "Total parameters")
    drawing = tree.node("#training_run [data-chart] svg")
    assert drawing["role"] in ("image", "img")
    assert drawing["name"].startswith("GPU time beside published runs GPU-hours of this run, ")
    for name in ("Reset", "Pin to compare", "Copy link"):
        button = page.locator("#training_run").get_by_role("button", name=name, exact=True)
        expect(button).to_have_count(1)


def test_columns_of_scenarios_have_headers(page: Page, tree: Tree, site):
    page.goto(site + "cost/?training_run.tokens=30T&training_run.pin=")
    Calculator(page, "training_run").expect_results(tokens="30T")
    head = tree.node("#training_run th[data-pinned]")
    assert head["role"] == "columnheader"
    assert "Pinned 1 corpus 40T" in head["name"]
    unpin = tree.node("#training_run [data-unpin]")
    assert (unpin["role"], unpin["name"]) == ("button", "Unpin Pinned 1: corpus 40T")


def test_a_busy_calculator_says_so_and_hidden_parts_are_absent(page: Page, tree: Tree, site):
    page.route("**/python.*.wasm", lambda route: None)
    waits.save_data(page)  # else it would start by itself, being near to the window
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    assert tree.node("#training_run").get("busy") in (None, 0, False)
    run["tokens"].fill("30T")
    run.expect_state("starting")
    assert tree.node("#training_run")["busy"] in (1, True)
    bar = tree.node("#training_run progress")
    assert (bar["role"], bar["name"]) == ("progressbar", "Python loaded so far")
    snapshot = run.element.aria_snapshot()
    for gone in ("Try again", "For Llama 4 Scout", "back to 16"):
        assert gone not in snapshot


def test_no_result_is_in_the_tree_twice(page: Page, site):
    """The result line at the bottom of the window repeats results for the eye only."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["model"].scroll_into_view_if_needed()
    expect(run.element.locator("[data-brief]")).to_be_visible()
    shown = run.element.locator("data").get_by_text("$15.0M", exact=True).count()
    assert run.element.aria_snapshot().count("text: $15.0M") == shown > 0
