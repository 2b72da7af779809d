"""Keyboard only: Tab reaches every control in reading order, and the focus is visible."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import built, waits
from tests.browser.calculator import Calculator
from tests.browser.test_phone import PAGES as CALCULATORS

STOPS = """() => {
  const able = "a[href], button, input, select, textarea, summary, [tabindex]";
  const there = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.hidden
    && !e.disabled && e.tabIndex >= 0;
  window.stop = (e) => e.type === "radio" ? document.querySelector(`[name="${e.name}"]`) : e;
  window.stops = [...new Set([...document.querySelectorAll(able)].filter(there).map(stop))];
  return stops.map((e) => e.id || e.name || e.textContent.trim() || e.className || e.tagName);
}"""
"""The names of all controls that should get the focus, in the order of the page. A group of radio
buttons counts once."""

FROM_THE_START = """() => {
  const start = document.createElement("a");
  start.tabIndex = 0;
  document.body.prepend(start);
  start.focus();
  start.remove();
}"""
"""The next Tab begins there, wherever the page was touched before."""

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
"""The control with the focus, whether it is in the window, and whether the focus is visible: by a
ring (of a radio button, around its label), or by the open search."""


def tab_through(page: Page, key: str = "Tab") -> list[dict[str, Any]]:
    """Press a key from one end of the page to the other; every control that got the focus."""
    seen: list[dict[str, Any]] = []
    for _ in range(2_000):
        page.keyboard.press(key)
        here = page.evaluate(HERE)
        if here["name"] == "BODY" or (seen and here["at"] == seen[0]["at"]):
            break
        if here["at"] >= 0:  # else a scrolling box, which browsers make focusable themselves
            seen.append(here)
    return seen


@pytest.mark.parametrize("opened", built.every_page(), indirect=True)
def test_every_control_gets_the_focus_in_the_order_of_the_page(seen: Page):
    """Source: WCAG 2.2, 2.1.1, 2.1.2, 2.4.3, 2.4.7 and 2.4.11"""
    seen.set_viewport_size({"width": 1280, "height": 800})
    waits.drawn(seen)
    seen.evaluate(FROM_THE_START)
    names = seen.evaluate(STOPS)
    stops = tab_through(seen)
    assert [one["at"] for one in stops] == sorted(one["at"] for one in stops)
    missed = set(range(len(names))) - {one["at"] for one in stops}
    assert [names[at] for at in sorted(missed)] == []
    assert [one["name"] for one in stops if not one["inside"]] == []
    assert [one["name"] for one in stops if not one["marked"]] == []


PLACES = """id => {
  const box = (e) => {
    const { top, bottom, left } = e.getBoundingClientRect();
    return { top: top + scrollY, bottom: bottom + scrollY, left };
  };
  const inside = stops.filter((e) => e.closest(`#${id} form`));
  return inside.map((e) => {
    const field = e.closest("[data-field]") ?? e;
    const region = e.closest("form > *");
    const at = [...region.parentElement.children].indexOf(region);
    const name = e.id || e.textContent.trim();
    return { name, field: field.id, ...box(e), around: box(field), at, region: box(region) };
  });
}"""


@pytest.mark.parametrize(("opened", "name"), CALCULATORS.items(), indirect=["opened"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_focus_order_of_a_form_is_its_reading_order(seen: Page, name, width):
    """Each control is below the one before it, or to its right; so is each part of the form."""
    seen.set_viewport_size({"width": width, "height": 800})
    waits.drawn(seen)
    seen.evaluate(STOPS)
    places = seen.evaluate(PLACES, name)
    assert len(places) > 10
    for before, after in pairwise(places):
        # Of two fields the frames are compared: the next field may begin at the same height.
        if before["at"] != after["at"]:
            one, other = before["region"], after["region"]
            assert other["top"] > one["top"] or other["left"] > one["left"], after["name"]
            continue
        same = before["field"] == after["field"]
        one, other = (each if same else each["around"] for each in (before, after))
        below = other["top"] >= one["bottom"] - 2
        beside = other["left"] > one["left"] and other["bottom"] > one["top"]
        assert below or beside, (before["name"], after["name"])


def test_shift_tab_goes_back_the_same_way(page: Page, site):
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
    """Choose a model, change the corpus, pin, copy link and results, reset: by Tab and keys."""
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
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("30T")
    run.expect_results(model="maverick", tokens="30T")
    tab_to(page, "Pin to compare")
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
    """Press Tab until the control with this id or text has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate(
            "(({ id, textContent }) => [id, textContent])(document.activeElement)"
        ):
            return
    raise AssertionError(f"Tab does not reach {name}")
