"""A configuration from a file: chosen or dropped, read in the page, or refused with an error."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculator import TIMEOUT, Calculator
from tests.browser.faults import HeldRequest
from tests.hostile import HOSTILE_TEXTS

CONFIG = '{"model_type": "mixtral"}'

DROP = """(place, [name, content]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([content], name));
  for (const type of ["dragenter", "dragover", "drop"]) {
    place.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
    window.over = [...(window.over ?? []), document.querySelector("[data-dragover]") !== null];
  }
}"""  # noqa: E501

OVER = f"""() => {{
  ({DROP.replace(', "drop"', "")})(document.getElementById("any_model"), ["config.json", ""]);
  return window.over.at(-1);
}}"""
"""Whether the calculator reacts to a dragged file: its script for files comes after the page."""


@pytest.fixture
def model(page: Page, site: str) -> Calculator:
    page.goto(site + "any-model/")
    return Calculator(page, "any_model")


def choose(model: Calculator, *files: str | Path | dict[str, object]) -> None:
    model.element.get_by_label("From a file").set_input_files(*files)  # type: ignore[arg-type]


def file(content: bytes, name: str = "config.json") -> dict[str, object]:
    return {"name": name, "mimeType": "", "buffer": content}


def test_a_chosen_file_is_read_and_stays_in_the_page(model: Calculator, visit):
    before = len(visit.requests)
    choose(model, file(CONFIG.encode()))
    model.expect_results(config=CONFIG)
    expect(model["config"]).to_have_value(CONFIG)
    assert not [url for url in visit.requests[before:] if "mixtral" in url or "upload" in url]
    expect(model.element.get_by_text("Nothing leaves this page.")).to_be_visible()


def test_a_dropped_file_is_read(model: Calculator, page: Page):
    page.wait_for_function(OVER)
    page.evaluate("window.over = []")
    model["tokens"].evaluate(DROP, ["config.json", CONFIG])
    model.expect_results(config=CONFIG)
    assert page.evaluate("window.over") == [True, True, False]


def test_utf_16_and_a_byte_order_mark_are_read(model: Calculator):
    choose(model, file(CONFIG.encode("utf-16")))
    model.expect_results(config=CONFIG)
    choose(model, file(b"\xef\xbb\xbf" + CONFIG.encode()))
    expect(model["config"]).to_have_value(CONFIG)


def test_the_file_button_is_reached_by_keyboard(model: Calculator, page: Page):
    model["config"].focus()
    page.keyboard.press("Tab")
    expect(model.element.get_by_label("From a file")).to_be_focused()
    box = model.element.get_by_label("From a file").bounding_box()
    assert box
    assert box["height"] >= 24


WRONG = (
    (b"", "“config.json” is empty; "),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "“config.json” is not a text; "),
    (b'{"a": "\x00"}', "“config.json” is not a text; "),
    (b"{" * 2_000_000, "“config.json” is larger than a megabyte; "),
    (b"[" * 100_000, "nested more than 50 levels deep"),
    (b'{"a": 1,\n "a": 2}', "Key a: This key occurs twice"),
    (b'{"model_type": "llama", "__proto__": {}}', "Key __proto__: "),
    (b'{\n  "model_type": llama}', "Line 2, column 17 is not JSON"),
    (b"x" * 250_000, "more than 200,000 characters"),
    (b"<svg onload=alert(1)>", "This is the source of a web page; "),
    (json.dumps({"model_type": "<b>"}).encode(), "Key model_type: "),
)


def test_a_wrong_file_gets_an_error_beside_the_field(model: Calculator):
    for content, sentence in WRONG:
        before = model.results()
        choose(model, file(content))
        expect(model.error("config")).to_contain_text(sentence, timeout=TIMEOUT)
        expect(model["config"]).to_have_attribute("aria-invalid", "true")
        assert model.results() == before, sentence
        choose(model, file(CONFIG.encode()))
        expect(model.error("config")).to_be_empty()
        model.expect_results(config=CONFIG)


def test_a_file_chosen_before_the_scripts_come_is_read(page: Page, site):
    held = HeldRequest(page, r"/controller\.js$")
    page.goto(site + "any-model/", wait_until="commit")
    model = Calculator(page, "any_model")
    choose(model, file(CONFIG.encode()))
    held.wait().continue_()
    model.expect_results(config=CONFIG)
    expect(model.element.get_by_label("From a file")).to_have_value("")


def test_a_file_of_fifty_megabytes_is_refused_unread(model: Calculator, page: Page, tmp_path: Path):
    big = tmp_path / "model.bin"
    with big.open("wb") as sparse:
        sparse.truncate(50 * 1024 * 1024)
    page.evaluate(
        """() => {
          const { arrayBuffer } = Blob.prototype;
          Blob.prototype.arrayBuffer = function () {
            if (this.size > 100) throw new Error("it was read");
            return arrayBuffer.call(this);
          };
        }"""
    )
    choose(model, big)
    expect(model.error("config")).to_contain_text("“model.bin” is larger than a megabyte")


def test_the_error_of_a_refused_file_ends_with_the_next_answer(model: Calculator):
    model["mfu"].fill("33%")
    model.expect_results(mfu="33%")
    choose(model, file(b""))
    expect(model.error("config")).to_contain_text("is empty")
    model["mfu"].fill("34%")
    model.expect_results(mfu="34%")
    expect(model.error("config")).to_be_empty()


def test_fifty_megabytes_pasted_get_an_error(model: Calculator):
    model["config"].evaluate(
        "area => { area.value = 'x'.repeat(50_000_000);"
        " area.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    expect(model.error("config")).to_contain_text("more than 200,000 characters", timeout=TIMEOUT)


def test_the_name_of_a_file_is_shown_as_text(model: Calculator, page: Page, record_property):
    names = [text.replace("/", "∕") for text in HOSTILE_TEXTS if text.isprintable()]
    for name in [*names, "<img src=x onerror=alert(1)>" + "x" * 200]:
        choose(model, file(b"", name))
        expect(model.error("config")).to_contain_text(f"“{name[:40]}")
        expect(model.error("config").locator("*")).to_have_count(0)
        assert len(model.error("config").inner_text()) < 150
    record_property("hostile", len(names))
