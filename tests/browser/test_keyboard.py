"""By keyboard alone: every control of every page, in the order in which it is read, and seen."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculator import Calculator
from tests.browser.test_phone import PAGES as CALCULATORS
from tests.browser.test_site import PAGES

STOPS = """() => {
  const able = "a[href], button, input, select, textarea, summary, [tabindex]";
  const there = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.hidden
    && !e.disabled && e.tabIndex >= 0;
  window.stop = (e) => e.type === "radio" ? document.querySelector(`[name="${e.name}"]`) : e;
  window.stops = [...new Set([...document.querySelectorAll(able)].filter(there).map(stop))];
  return stops.map((e) => e.id || e.name || e.textContent.trim() || e.className || e.tagName);
}"""
"""What the keyboard should stop at, in the order of the page; its names. Radio buttons are one
stop."""

HERE = """async () => {
  const e = document.activeElement;
  const inside = () => {
    const { top, right, bottom, left } = e.getBoundingClientRect();
    return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  };
  const marked = () => {
    const { outlineStyle, outlineWidth, boxShadow } =
      getComputedStyle(e.type === "radio" ? e.nextElementSibling : e);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none"
      || (e.name === "query" && document.querySelector("#__search").checked);
  };
  for (let frame = 0; frame < 30 && !(inside() && marked()); frame += 1) {
    await new Promise(requestAnimationFrame);
  }
  const name = e === document.body ? "BODY" : e.id || e.textContent.trim() || e.className;
  return { at: stops.indexOf(stop(e)), name, inside: inside(), marked: marked() };
}"""
"""Where the keyboard is, whether that is in the window, and whether something marks it: a ring, for
a radio button one around its label, for the search that it opens."""


def tab_through(page: Page, key: str = "Tab") -> list[dict[str, Any]]:
    """From one end of the page to the other."""
    seen: list[dict[str, Any]] = []
    for _ in range(2_000):
        page.keyboard.press(key)
        here = page.evaluate(HERE)
        if here["name"] == "BODY" or (seen and here["at"] == seen[0]["at"]):
            break
        if here["at"] >= 0:  # else a box that scrolls, which browsers themselves make a stop
            seen.append(here)
    return seen


@pytest.mark.parametrize("path", PAGES)
def test_the_keyboard_stops_at_everything_in_the_order_of_the_page(page: Page, site, path):
    """Source: WCAG 2.2, 2.1.1, 2.1.2, 2.4.3, 2.4.7 and 2.4.11"""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site + path, wait_until="load")
    names = page.evaluate(STOPS)
    seen = tab_through(page)
    assert [one["at"] for one in seen] == sorted(one["at"] for one in seen)
    missed = set(range(len(names))) - {one["at"] for one in seen}
    assert [names[at] for at in sorted(missed)] == []
    assert [one["name"] for one in seen if not one["inside"]] == []
    assert [one["name"] for one in seen if not one["marked"]] == []


PLACES = """id => {
  const box = (e) => {
    const { top, bottom, left } = e.getBoundingClientRect();
    return { top: top + scrollY, bottom: bottom + scrollY, left };
  };
  const inside = stops.filter((e) => e.closest(`#${id} form`));
  return inside.map((e) => {
    const field = e.closest("[data-field]") ?? e;
    return { name: e.id || e.textContent.trim(), field: field.id, ...box(e), around: box(field) };
  });
}"""


@pytest.mark.parametrize(("path", "name"), CALCULATORS.items())
@pytest.mark.parametrize("width", [360, 1280])
def test_the_order_of_a_form_is_that_in_which_it_is_read(page: Page, site, path, name, width):
    """What comes later stands below what comes before, or to the right of it."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + path)
    page.evaluate(STOPS)
    places = page.evaluate(PLACES, name)
    assert len(places) > 10
    for before, after in pairwise(places):
        # From field to field their frames count: the next begins at its top, beside the one before.
        same = before["field"] == after["field"]
        one, other = (each if same else each["around"] for each in (before, after))
        below = other["top"] >= one["bottom"] - 2
        beside = other["left"] > one["left"] and other["bottom"] > one["top"]
        assert below or beside, (before["name"], after["name"])


def test_the_way_back_is_the_way_there(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["model"].focus()
    there = []
    for _ in range(20):
        page.keyboard.press("Tab")
        there.append(page.evaluate("document.activeElement.id || document.activeElement.href"))
    for name in [*there[-2::-1], "training_run-model"]:
        page.keyboard.press("Shift+Tab")
        here = page.evaluate("document.activeElement.id || document.activeElement.href")
        assert here == name


def test_a_player_needs_nothing_but_the_keyboard(page: Page, site):
    """A model, a corpus, a pin, the link, a copy, all of it back: each by Tab and a key."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["model"].focus()
    page.keyboard.press("ArrowDown")
    run.expect_results(model="maverick")
    tab_to(page, "training_run-tokens-slider")
    page.keyboard.press("PageUp")
    expect(run["tokens"]).to_have_value("200T")
    page.keyboard.press("Home")
    expect(run["tokens"]).to_have_value("1B")
    page.keyboard.press("End")
    expect(run["tokens"]).to_have_value("1,000T")
    page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("30T")
    run.expect_results(model="maverick", tokens="30T")
    for name in ("Reset", "Pin to compare"):
        tab_to(page, name)
    page.keyboard.press("Enter")
    expect(run.element.locator("th[data-pinned]")).to_have_count(1)
    tab_to(page, "Copy link")
    page.keyboard.press("Space")
    expect(page.locator(".md-dialog")).to_have_text("Link copied")
    tab_to(page, "Copy or download the results")
    page.keyboard.press("Enter")
    tab_to(page, "CSV")
    page.keyboard.press("Enter")
    expect(run.element.locator("[data-takeaway] [role=status]")).to_have_text("Copied.")
    for _ in range(100):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.textContent") == "Reset":
            break
    page.keyboard.press("Enter")
    run.expect_results()


def tab_to(page: Page, name: str) -> None:
    """Go on to the control of that id or words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate(
            "(({ id, textContent }) => [id, textContent])(document.activeElement)"
        ):
            return
    raise AssertionError(f"the keyboard does not come to {name}")
