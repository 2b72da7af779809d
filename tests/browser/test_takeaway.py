"""Copied results and saved charts have the same content as the calculator."""

import csv
import io
import json
import re
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from calc import units
from calc.shipped import fingerprint
from tests.browser import axe, waits
from tests.browser.calculator import TIMEOUT, Calculator, cpython, query

SVG = "{http://www.w3.org/2000/svg}"

NAMES = "all => all.map((e) => e.dataset.result)"


def unfold(calculator: Calculator) -> Locator:
    """Open the part with the buttons that copy and save."""
    around = calculator.element.locator("[data-takeaway]")
    around.locator("summary").click()
    return around


def press(around: Locator, name: str) -> None:
    around.get_by_role("button", name=name).click()


def copied(around: Locator, name: str) -> str:
    """Press a button and return the copied text."""
    text = waits.copied(around.get_by_role("button", name=name))
    expect(around.get_by_role("status")).to_have_text("Copied.")
    return text


@pytest.fixture
def run(page: Page, site: str) -> Calculator:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}cost/{query('training_run', model='maverick', tokens='30T')}")
    run = Calculator(page, "training_run")
    run.expect_results(model="maverick", tokens="30T")
    return run


def test_every_format_has_the_results_of_the_page(page: Page, run: Calculator):
    around = unfold(run)
    wanted = cpython("training_run", model="maverick", tokens="30T")
    lines = csv.DictReader(io.StringIO(copied(around, "CSV"), newline=""))
    values = {line["name"]: line["value"] for line in lines if line["kind"] == "result"}
    assert values.pop("beyond") == ""  # an empty text is exported, and has no row in the page
    assert {name: value for name, value in values.items() if "." not in name} == wanted
    cells = run.element.locator('[data-result*="."]').evaluate_all(NAMES)
    assert {name for name in values if "." in name} == {*cells}
    exported: dict[str, Any] = json.loads(copied(around, "JSON"))
    written = {name: one["value"] for name, one in exported["results"].items()}
    assert written.pop("beyond") == ""
    single = {name: one for name, one in written.items() if not isinstance(one, list)}
    raw = {name: one if isinstance(one, str) else repr(one) for name, one in single.items()}
    assert raw == wanted
    assert exported["version"] == fingerprint()
    table = copied(around, "Markdown table")
    assert f"| GPU time | {run.result('gpu_hours').inner_text()} |\n" in table
    assert exported["address"] == page.url
    assert f" {fingerprint()} <{page.url}>\n" in table
    assert copied(around, "Python call").endswith(
        f"\n# {page.url}\n"
        "from calc.calculators.training_run import training_run\n"
        "from calc.llm.models import MAVERICK\n\n"
        "training_run(model=MAVERICK, tokens=30e12)\n"
    )


def test_results_are_copied_by_keyboard(page: Page, run: Calculator):
    around = run.element.locator("[data-takeaway]")
    around.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(around.get_by_role("button", name="CSV")).to_be_focused()
    page.keyboard.press("Enter")
    expect(around.get_by_role("status")).to_have_text("Copied.", timeout=TIMEOUT)
    assert "gpu_hours" in page.evaluate("navigator.clipboard.readText()")


def test_without_a_clipboard_the_text_is_shown_and_selected(page: Page, site):
    page.context.grant_permissions([])  # this list is complete: others are denied
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    around = unfold(run)
    press(around, "Python call")
    text = around.locator("textarea")
    expect(text).to_have_value(
        re.compile(
            "from calc.calculators.training_run import training_run\n\ntraining_run\\(\\)\n$"
        ),
        timeout=TIMEOUT,
    )
    expect(text).to_be_focused()
    expect(around.get_by_role("status")).to_contain_text("copy it from here")
    chosen = text.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)")
    assert chosen == text.input_value()
    text.press("Control+c")


def test_a_page_on_plain_http_shows_the_text(browser: Browser, visit, site):
    """A page on plain http has no clipboard, except on the reader's own computer."""
    context = browser.new_context()
    context.on("page", visit.watch)
    page = context.new_page()
    address = f"http://site.test:{urlsplit(site).port}/"
    context.route(
        "http://site.test:*/**",
        lambda route: route.fulfill(
            response=route.fetch(url=route.request.url.replace(address, site))
        ),
    )
    page.goto(address + "architecture/")
    assert page.evaluate("isSecureContext") is False
    around = unfold(Calculator(page, "experts"))
    press(around, "CSV")
    expect(around.locator("textarea")).to_be_visible(timeout=TIMEOUT)
    assert (
        around.locator("textarea")
        .input_value()
        .startswith("kind,name,label,value,unit,shown,note\n")
    )
    context.close()


def test_with_an_invalid_input_there_is_nothing_to_copy(run: Calculator):
    run["tokens"].fill("many")
    run["tokens"].blur()
    around = unfold(run)
    press(around, "JSON")
    expect(around.get_by_role("status")).to_contain_text("no result to copy", timeout=TIMEOUT)
    run["tokens"].fill("22T")
    run["tokens"].blur()
    assert '"22T tokens"' in copied(around, "JSON")


@pytest.mark.expects_errors("ERR_FAILED")
def test_a_failed_start_is_reported_beside_the_buttons(page: Page, visit, site):
    page.route("**/python.*.wasm", lambda route: route.abort())
    page.goto(site + "cost/")
    around = unfold(Calculator(page, "training_run"))
    press(around, "CSV")
    expect(around.get_by_role("status")).to_contain_text("wasm", timeout=TIMEOUT)


def downloaded(page: Page, around: Locator, name: str) -> tuple[str, str]:
    """File name and text of a chart."""
    with page.expect_download() as download:
        press(around, name)
    path = download.value.path()
    return download.value.suggested_filename, path.read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_saved_chart_is_a_standalone_drawing(page: Page, site, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    around = unfold(run)
    figure = run.element.locator("figure[data-chart]")
    name, text = downloaded(page, around, figure.locator("strong").inner_text())
    assert name == "training_run-beside.svg"
    expect(around.get_by_role("status")).to_have_text("Downloaded.")
    root = ElementTree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == figure.locator("strong").inner_text()
    assert root.findtext(f"{SVG}desc")
    assert "var(" not in text
    assert "currentcolor" not in text.casefold()
    assert "color(" not in text
    shown = figure.locator("svg").bounding_box()
    assert shown
    drawn = page.evaluate(DRAWN, text)
    wide, high = drawn["size"]
    assert shown["width"] < wide < 1.1 * shown["width"]
    assert wide - shown["width"] == pytest.approx(high - shown["height"], abs=1)
    assert drawn["colours"] > 20
    assert (drawn["corner"] > 128) == (scheme == "light")


DRAWN = """async text => {
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const brush = canvas.getContext("2d");
  brush.drawImage(image, 0, 0);
  const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set(new Uint32Array(data.buffer));
  return { size: [canvas.width, canvas.height], colours: colours.size, corner: data[0] };
}"""
"""A file in an image viewer: its size, its number of colours, the lightness of its corner."""


MARKS = "svg :is(text, rect, path, line, circle, polyline)"
LOOKS = '["fill", "stroke", "font-size", "font-weight"]'
INSIDE = f"""text => {{
  const file = new DOMParser().parseFromString(text, "image/svg+xml");
  const line = (mark, name) => mark.closest(`[${{name}}]`)?.getAttribute(name);
  const marks = [...file.querySelectorAll("{MARKS}")].slice(1);  // without the paper
  return marks.map(mark => {LOOKS}.map(name => line(mark, name)));
}}"""
SHOWN = f"""id => {{
  const marks = [...document.getElementById(id).querySelectorAll("{MARKS}")];
  return marks.map(mark => {LOOKS}.map(name => getComputedStyle(mark).getPropertyValue(name)));
}}"""


def test_a_file_looks_like_the_chart_in_the_page(page: Page, site):
    """Every mark and text has the same style as in the page."""
    page.goto(site + "architecture/")
    run = Calculator(page, "experts")
    around = unfold(run)
    button = around.locator("[data-drawing]").first
    with page.expect_download() as download:
        button.click()
    text = download.value.path().read_text(encoding="utf-8")
    there = page.evaluate(INSIDE, text)
    here = page.evaluate(SHOWN, button.get_attribute("data-drawing"))
    assert len(there) == len(here) > 10
    for mine, theirs in zip(there, here, strict=True):
        assert mine[2:] == theirs[2:]
        assert [c == "none" for c in mine[:2]] == [c == "none" for c in theirs[:2]]


def test_without_scripts_the_buttons_are_hidden(browser: Browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "cost/")
    expect(page.locator("#training_run [data-takeaway]")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_buttons_are_large_enough_and_fit(page: Page, site, width):
    """Source: WCAG 2.2, 2.5.8 and 1.4.10"""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + "cost/")
    around = unfold(Calculator(page, "training_run"))
    for button in around.locator("button, summary").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 24
        assert box["width"] >= 24
        assert box["x"] + box["width"] <= width
    waits.fits(page, width)


def test_the_code_that_computed_it_is_one_link_away(page: Page, visit, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    line = run.element.locator("[data-code]")
    expect(line).to_contain_text(fingerprint())
    line.get_by_role("link", name="training_run.py").click()
    listed = page.locator("[data-listing] code")
    expect(listed).to_contain_text("hours = training.gpu_hours(compute, peak, mfu)")
    page.get_by_role("link", name="calc.llm.training", exact=True).click()
    page.get_by_role("link", name="gpu_hours", exact=True).click()
    expect(page.locator("#gpu_hours")).to_be_in_viewport()
    expect(page.locator("#gpu_hours")).to_have_text("def gpu_hours(")


def test_code_is_copied_without_its_line_numbers(page: Page, site):
    page.goto(site + "code/calc.units.html")
    text = page.evaluate(
        """() => {
          getSelection().selectAllChildren(document.querySelector("[data-listing] code"));
          return getSelection().toString();
        }"""
    )
    source = Path(str(units.__file__)).read_text(encoding="utf-8")
    assert text.startswith(source.partition("from ")[0].rstrip())


@pytest.mark.parametrize(("scheme", "every_rule_at"), [("light", 360), ("dark", 1280)])
def test_no_page_of_code_has_an_accessibility_violation(
    page: Page, site, site_folder: Path, scheme, every_rule_at
):
    """They have one layout: the longest, the shortest, the one with the longest name, a link into
    one; and the page for wrong addresses.
    """
    code = sorted(site_folder.glob("code/calc*.html"), key=lambda file: file.stat().st_size)
    named = max(code, key=lambda file: len(file.name))
    files = [f"code/{file.name}" for file in (code[0], code[-1], named)]
    page.emulate_media(color_scheme=scheme)
    for file in (*files, "code/calc.llm.training.html#gpu_hours", "404.html"):
        page.goto(site + file)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            rules = axe.RULES if width == every_rule_at else axe.RULES_OF_COLOUR
            assert axe.violations(page, rules=rules) == [], f"{file}, {width} px"
            waits.fits(page, width)


def test_a_picture_has_the_result_the_changed_inputs_and_the_address(page: Page, run: Calculator):
    around = unfold(run)
    with page.expect_download() as download:
        press(around, "Download a picture to share (PNG)")
    assert download.value.suggested_filename == "training_run.png"
    expect(around.get_by_role("status")).to_have_text("Downloaded.")
    shown = page.evaluate(
        """async (base64) => {
            const image = new Image();
            image.src = `data:image/png;base64,${base64}`;
            await image.decode();
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [image.width, image.height];
            const brush = canvas.getContext("2d");
            brush.drawImage(image, 0, 0);
            const { data } = brush.getImageData(0, 0, image.width, image.height);
            const rows = [];
            for (let y = 0; y < image.height; y++) {
                const row = data.slice(4 * y * image.width, 4 * (y + 1) * image.width);
                rows.push(row.some((value, at) => value !== row[at % 4]));
            }
            return { width: image.width, height: image.height, rows };
        }""",
        b64encode(Path(download.value.path()).read_bytes()).decode(),
    )
    assert (shown["width"], shown["height"]) == (1200, 630)
    lines = [at for at in range(1, 630) if shown["rows"][at] and not shown["rows"][at - 1]]
    assert len(lines) >= 5  # title, label, number, inputs, results, address
    assert lines[-1] > 560
    run["mfu"].fill("0.35")
    run["mfu"].blur()
    expect(run.error("mfu")).to_contain_text("Which one?")
    press(around, "Download a picture to share (PNG)")
    expect(around.get_by_role("status")).to_contain_text("There is no result to copy")


def test_a_question_is_answered_with_the_keyboard(page: Page, run: Calculator):
    field = run["mfu"]
    field.fill("0.35")
    field.press("Tab")
    block = run.element.locator('[data-field="mfu"]')
    expect(block.locator("[data-error]")).to_have_text("“0.35” could mean 0.35% or 35%. Which one?")
    expect(field).to_have_attribute("aria-invalid", "true")
    before = run.results()
    page.evaluate("scrollTo(0, 0)")  # else the head of the page may cover half a button
    assert axe.violations(page) == []
    answer = block.get_by_role("button", name="MFU: 35%", exact=True)
    answer.focus()
    page.keyboard.press("Enter")
    run.expect_results(model="maverick", tokens="30T", mfu="35%")
    assert run.results() != before
    expect(field).to_be_focused()
    expect(field).to_have_value("35%")
    expect(block.locator("[data-reading]")).to_have_count(0)
