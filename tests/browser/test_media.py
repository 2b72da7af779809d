"""The preferences of readers' systems: more contrast, forced colours, reduced motion."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe, built
from tests.browser.calculator import TIMEOUT, Calculator
from tests.browser.test_states import SCREENS, pinned, wrong

type Contrast = Literal["more", "no-preference"]

ENHANCED = """async within => {
  const result = await axe.run(within, { runOnly: { type: "rule", values: ["color-contrast-enhanced"] } });
  return result.violations.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 200)));
}"""  # noqa: E501
"""Text with less than 7:1, or 4.5:1 where it is large. Source: WCAG 2.2, 1.4.6"""

CONTENT = ".md-content, .md-sidebar"
"""The content; the header has the theme's colours, with 4.5:1."""


@pytest.fixture
def contrast(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(contrast="more")
    yield context.new_page()
    context.close()


def faint(page: Page, patience: int = axe.SETTLING_TIME) -> list[str]:
    """Text with too little contrast for a reader who asked for more."""
    return axe.settled(page, lambda: page.evaluate(ENHANCED, CONTENT), patience)


@pytest.mark.parametrize("opened", built.every_page(), indirect=True)
def test_with_more_contrast_every_text_has_seven_to_one(seen: Page):
    seen.emulate_media(contrast="more")
    for scheme, width in (SCREENS[0], SCREENS[3]):
        seen.set_viewport_size({"width": width, "height": 800})
        expect(seen.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        assert faint(seen) == [], f"{width} px, {scheme}"
        seen.locator("label[for^=__palette]:visible").click()


@pytest.mark.parametrize("state", [wrong, pinned])
def test_with_more_contrast_errors_and_scenarios_have_seven_to_one(contrast: Page, site, state):
    state(contrast, site)
    for scheme in ("default", "slate"):
        contrast.evaluate(
            "scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme
        )
        assert faint(contrast) == [], scheme


def test_by_default_the_page_has_less_contrast(page: Page, site):
    """The tests above would notice too little contrast."""
    page.goto(site + "cost/?training_run.tokens=forty")
    stale = page.locator("#training_run [data-results]")
    expect(stale).to_have_attribute("data-stale", "", timeout=TIMEOUT)
    assert faint(page, patience=500)


@pytest.fixture(params=["light", "dark"])
def forced(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(forced_colors="active", color_scheme=request.param)
    yield context.new_page()
    context.close()


SEEN = """id => {
  const canvas = document.createElement("i");
  canvas.style.color = "Canvas";
  document.body.append(canvas);
  const paper = getComputedStyle(canvas).color;
  const faults = [];
  const borders = "input[type=text], select, textarea, button:not([hidden])";
  for (const e of document.getElementById(id).querySelectorAll(borders)) {
    if (!e.checkVisibility({ visibilityProperty: true })) continue;
    const { borderTopColor, borderTopStyle, borderTopWidth } = getComputedStyle(e);
    if (borderTopStyle === "none" || parseFloat(borderTopWidth) < 1 || borderTopColor === paper) {
      faults.push(`no border: ${e.id || e.textContent}`);
    }
  }
  for (const e of document.getElementById(id).querySelectorAll("svg :is(text, line, path, rect, polyline)")) {
    const { fill, stroke, opacity } = getComputedStyle(e);
    const drawn = [fill, stroke].some((one) => one !== "none" && one !== paper);
    if (!drawn && !e.closest("[data-texture], [data-plus], pattern, defs")) faults.push(`unseen: ${e.outerHTML}`);
    if (opacity < 1) faults.push(`pale: ${e.outerHTML}`);
  }
  return faults;
}"""  # noqa: E501


@pytest.mark.parametrize(
    ("path", "name"),
    [("cost/", "training_run"), ("architecture/", "experts"), ("context/", "kv_cache")],
)
def test_with_forced_colours_controls_and_charts_are_visible(forced: Page, site, path, name):
    forced.goto(f"{site}{path}?{name}.pin=model=maverick")
    Calculator(forced, name).expect_state("ready")
    assert forced.evaluate(SEEN, name) == []


def test_with_forced_colours_states_are_shown_without_colour(forced: Page, site):
    run = wrong(forced, site)
    results = run.element.locator("[data-results]")
    assert results.evaluate("e => getComputedStyle(e).opacity") == "1"
    word = "e => getComputedStyle(e, '::before').borderTopStyle"
    assert run.element.locator("[data-outcome]").evaluate(word) == "dashed"
    expect(run.element.locator("[data-status]")).to_contain_text("from before the error")
    sign = "e => getComputedStyle(e, '::before').content"
    assert "⚠" in run.error("tokens").evaluate(sign)
    edge = run["tokens"].evaluate("e => getComputedStyle(e).outlineStyle")
    assert edge == "solid"


def test_with_forced_colours_scenarios_differ_in_more_than_colour(forced: Page, site):
    forced.goto(site + "context/?kv_cache.context=2M&kv_cache.pin=&kv_cache.pin=model=maverick")
    cache = Calculator(forced, "kv_cache")
    cache.expect_results(context="2M")
    chart = cache.element.locator("figure[data-chart=lines] svg")
    colours = chart.locator("[data-line]").evaluate_all(
        "all => [...new Set(all.map(e => getComputedStyle(e).stroke))]"
    )
    assert len(colours) == 1
    dashes = chart.locator("[data-line]").evaluate_all(
        "all => [...new Set(all.map(e => getComputedStyle(e).strokeDasharray))]"
    )
    assert len(dashes) > 1
    for name in ("pinned 1", "pinned 2"):
        expect(chart).to_contain_text(name)


def test_with_forced_colours_summaries_have_their_arrow(forced: Page, site):
    forced.goto(site + "cost/")
    arrow = "e => getComputedStyle(e, '::after').backgroundColor"
    paper = forced.evaluate("getComputedStyle(document.body).backgroundColor")
    for summary in forced.locator("#training_run summary").all():
        assert summary.evaluate(arrow) != paper


SLOW = """[...document.querySelectorAll("*")].filter((e) => {
  const { scrollBehavior, transitionProperty, transitionDuration } = getComputedStyle(e);
  const slow = transitionProperty !== "none" && parseFloat(transitionDuration) > 0.01;
  return slow || scrollBehavior !== "auto";
}).map((e) => e.className)"""


@pytest.mark.parametrize("path", ["", "cost/", "any-model/"])
def test_with_reduced_motion_nothing_is_animated(browser: Browser, site, path):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(site + path)
    if path:
        element = page.locator("live-calculator").first
        element.locator("input[type=text]").first.fill("32")
        expect(element).to_have_attribute("state", "ready", timeout=TIMEOUT)
    page.mouse.wheel(0, 600)
    page.wait_for_timeout(200)
    moving = "document.getAnimations().map((one) => one.effect.target.className)"
    assert page.evaluate(moving) == []
    assert page.evaluate(SLOW) == []
    context.close()
