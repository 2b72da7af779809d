"""On a phone: results stay in view beside inputs, fingers can scroll, and nothing jumps."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import waits
from tests.browser.calculator import TIMEOUT, Calculator

PAGES = {
    "any-model/": "other",
    "architecture/": "experts",
    "context/": "kv_cache",
    "cost/": "training_run",
    "verdict/": "effective_parameters",
}
"""Pages with a calculator of each kind of form."""

WATCH = """() => {
  window.shifts = [];
  window.observer = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
  observer.observe({ type: "layout-shift" });
}"""

SHIFTED = """() => {
  shifts.push(...observer.takeRecords());
  return shifts.splice(0).reduce((sum, one) => sum + one.value, 0);
}"""
"""The sum of all shifts, also right after a touch, which browsers' own score ignores."""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


def settle(page: Page, form: Locator) -> None:
    """Wait until an answer is drawn."""
    expect(form).not_to_have_attribute("aria-busy", "true", timeout=TIMEOUT)
    waits.drawn(page)


def actions(page: Page, form: Locator) -> Iterator[str]:
    """What a reader may do in a form, one action after another."""
    shown = form.locator("[data-first] [data-field]:not([hidden])")
    text = shown.locator('input[type="text"]').last
    text.scroll_into_view_if_needed()
    text.fill(text.input_value())
    settle(page, form)
    yield "nothing"
    text.press("End")
    text.press("1")
    yield "typing"
    text.blur()  # the error appears now, if it did not appear after a pause in typing
    yield "leaving the field"
    text.fill("forty")
    text.blur()
    yield "a wrong input"
    text.fill(text.get_attribute("data-start") or "")
    text.blur()
    yield "a right one"
    slider = shown.locator('input[type="range"]').last
    if slider.count():
        slider.focus()
        for key in ("ArrowLeft", "PageUp", "Home"):
            slider.press(key)
            yield f"moving a slider by {key}"
    for choice in shown.locator("select").all()[:1]:
        choice.scroll_into_view_if_needed()
        choice.select_option(index=choice.locator("option").count() - 1)
        yield "choosing another"


@pytest.mark.parametrize(("path", "name"), PAGES.items())
@pytest.mark.parametrize("width", [360, 1280])
def test_no_action_of_a_reader_shifts_the_layout(page: Page, site, path, name, width):
    """Below 0.03 each time: another model has other sources, which may take a line more.

    Source: https://web.dev/articles/cls, which calls 0.1 good.
    """
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + path)
    form = page.locator(f"live-calculator#{name}")
    page.evaluate(WATCH)
    for action in actions(page, form):
        settle(page, form)
        moved = page.evaluate(SHIFTED)
        if action != "nothing":  # that includes scrolling there and the start of Python
            assert moved < 0.03, action


def test_a_layout_shift_would_be_noticed(page: Page, site):
    page.goto(site + "cost/")
    page.evaluate(WATCH)
    waits.drawn(page)
    page.evaluate(SHIFTED)
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<p>A<br>B<br>C')")
    waits.drawn(page)
    assert page.evaluate(SHIFTED) > 0.02


@pytest.mark.parametrize(("path", "name"), PAGES.items())
def test_results_stay_in_view_while_inputs_are(phone: Page, site, path, name):
    phone.goto(site + path)
    form = phone.locator(f"live-calculator#{name}")
    line = form.locator("[data-brief]")
    middle = "e => e.scrollIntoView({ block: 'center' })"
    form.locator("[data-field]").first.evaluate(middle)
    expect(line).to_be_visible(timeout=TIMEOUT)
    at_the_end = "line => Math.abs(line.getBoundingClientRect().bottom - innerHeight) <= 2"
    phone.wait_for_function(at_the_end, arg=line.element_handle())
    place = line.bounding_box()
    assert place
    assert place["height"] < 48
    content = line.evaluate("e => getComputedStyle(e, '::before').content")
    assert line.get_attribute("data-brief") in content
    assert len(line.get_attribute("data-brief") or "") > 10
    # The results themselves are in view now.
    form.locator("[data-results]").evaluate(middle)
    expect(line).to_be_hidden()
    # And no calculator is.
    phone.evaluate("scrollTo(0, 0)")
    expect(line).to_be_hidden()


def test_results_are_beside_the_inputs_in_a_wide_window(page: Page, site):
    """From 1,100 pixels, and on a tablet; they stay in view while the assumptions scroll by."""
    for width in (1100, 1280, 768):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site + "cost/")
        run = Calculator(page, "training_run")
        first = run.element.locator("[data-first]").bounding_box()
        outcome = run.element.locator("[data-outcome]").bounding_box()
        assert first
        assert outcome
        assert outcome["x"] >= first["x"] + first["width"] - 2
        assert outcome["y"] <= first["y"] + 2
    run["grid"].evaluate("e => e.scrollIntoView({ block: 'center' })")
    expect(run.element.locator("[data-headline]")).to_be_in_viewport()
    expect(run.element.locator("[data-brief]")).to_be_hidden()


def test_the_result_line_is_updated_and_marked_stale_beside_an_error(phone: Page, site):
    phone.goto(site + "cost/")
    run = Calculator(phone, "training_run")
    line = run.element.locator("[data-brief]")
    before = line.get_attribute("data-brief")
    run["tokens"].fill("20T")
    run.expect_results(tokens="20T")
    expect(line).not_to_have_attribute("data-brief", before or "")
    assert run.result("cost").inner_text() in (line.get_attribute("data-brief") or "")
    opacity = "e => getComputedStyle(e, '::before').opacity"
    words = "e => getComputedStyle(e, '::before').content"
    assert line.evaluate(opacity) == "1"
    assert "Before:" not in line.evaluate(words)
    run["tokens"].fill("forty")
    run["tokens"].blur()
    expect(run.error("tokens")).not_to_be_empty()
    assert float(line.evaluate(opacity)) < 1
    assert "Before:" in line.evaluate(words)


def test_neither_the_result_line_nor_the_header_covers_the_focus(phone: Page, site):
    phone.goto(site + "cost/")
    form = phone.locator("live-calculator#training_run")
    form.locator("[data-assumptions] > summary").click()
    controls = form.locator("[data-field]:not([hidden]) :is(input, select)").all()
    phone.locator("h1").click()
    for control in [*controls, *reversed(controls)]:
        control.focus()
        middle = """e => {
          const { left, top, width, height } = e.getBoundingClientRect();
          return e.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        }"""
        phone.wait_for_function(middle, arg=control.element_handle())


def test_a_finger_on_a_slider_scrolls_the_page_up_and_down(phone: Page, site):
    phone.goto(site + "cost/")
    run = Calculator(phone, "training_run")
    slider = run.slider("tokens")
    slider.scroll_into_view_if_needed()
    phone.wait_for_timeout(500)  # until scrolling has ended
    place, before, top = slider.bounding_box(), slider.input_value(), phone.evaluate("scrollY")
    assert place
    x, y = place["x"] + 0.7 * place["width"], place["y"] + place["height"] / 2
    touch = phone.context.new_cdp_session(phone)
    for step in range(16):
        kind, points = "touchMove" if step else "touchStart", [{"x": x, "y": y - 15 * step}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        phone.wait_for_timeout(16)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.wait_for_function("top => scrollY > top + 100", arg=top)
    expect(slider).to_have_value(before)


def test_a_finger_along_a_slider_moves_it(phone: Page, site):
    phone.goto(site + "cost/")
    run = Calculator(phone, "training_run")
    slider = run.slider("tokens")
    slider.scroll_into_view_if_needed()
    phone.wait_for_timeout(500)  # until scrolling has ended
    place, top = slider.bounding_box(), phone.evaluate("scrollY")
    assert place
    x, y = place["x"] + 0.2 * place["width"], place["y"] + place["height"] / 2
    touch = phone.context.new_cdp_session(phone)
    for step in range(12):
        kind = "touchMove" if step else "touchStart"
        points = [{"x": x + step * 0.04 * place["width"], "y": y + step % 2}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        phone.wait_for_timeout(16)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    text = run.settled("tokens", "40T")
    run.expect_results(tokens=text)
    assert 12 < float(slider.input_value()) < 13.6
    assert phone.evaluate("scrollY") == top


def test_a_player_needs_nothing_but_taps(phone: Page, site):
    """Choose a model, pin, reset, unpin: by taps."""
    phone.goto(site + "cost/")
    run = Calculator(phone, "training_run")
    run["model"].tap()
    run["model"].select_option("maverick")
    run.expect_results(model="maverick")
    run.element.get_by_role("button", name="Pin to compare").tap()
    expect(run.element.locator("th[data-pinned]")).to_have_count(1, timeout=TIMEOUT)
    run.element.get_by_role("button", name="Reset", exact=True).tap()
    run.expect_results()
    seen = run.element.locator("tbody tr:has([data-result=cost]) :is(data)")
    for number in seen.all():  # both scenarios, side by side
        box = number.bounding_box()
        assert box
        assert box["x"] + box["width"] <= 360
    assert seen.count() == 2
    run.element.get_by_role("button", name="Unpin").tap()
    expect(run.element.locator("th[data-pinned]")).to_have_count(0, timeout=TIMEOUT)


@pytest.mark.parametrize(("path", "name"), PAGES.items())
def test_the_result_line_is_not_cut_off_and_number_fields_open_the_numeric_keyboard(
    phone: Page, site, path, name
):
    phone.goto(site + path)
    line = phone.locator(f"live-calculator#{name} [data-brief]")
    whole = "e => e.scrollHeight <= e.clientHeight && e.scrollWidth <= e.clientWidth"
    for width in (320, 360):
        phone.set_viewport_size({"width": width, "height": 740})
        waits.drawn(phone)
        assert line.evaluate(whole), width
    texts = phone.locator('live-calculator input[type="text"]')
    assert texts.count()
    for text in texts.all():
        assert text.get_attribute("inputmode") == "decimal"


@pytest.mark.parametrize("opened", PAGES, indirect=True)
def test_no_number_is_cut_off(seen: Page):
    for width in (320, 360, 1280):
        seen.set_viewport_size({"width": width, "height": 800})
        waits.drawn(seen)
        cut = seen.locator('[data-field]:not([hidden]) input[type="text"]').evaluate_all(
            "all => all.filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.id + e.value)"
        )
        assert cut == [], width
