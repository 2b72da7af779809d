"""What works a calculator comes when it is wanted; nothing is lost that was done before."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, override

import pytest
from playwright.sync_api import Page, expect

from tests.browser import server, waits
from tests.browser.calculator import Calculator
from tests.browser.conftest import Visit
from tests.browser.faults import Held

MAIN = r"/controller\.js$"

DROP = """(element) => {
    const carried = new DataTransfer();
    carried.items.add(new File(['{"model_type": "dropped"}'], "config.json"));
    for (const type of ["dragenter", "dragover", "drop"]) {
        const settings = { bubbles: true, cancelable: true, dataTransfer: carried };
        if (element.dispatchEvent(new DragEvent(type, settings))) throw new Error(`opens: ${type}`);
    }
}"""

PINCH = """(slider) => {
    const tell = (type) => slider.dispatchEvent(new PointerEvent(type, { bubbles: true }));
    tell("pointerdown");
    slider.value = slider.max;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    tell("pointercancel");
}"""


def opened(page: Page, address: str) -> Held:
    """A page whose calculators hear what is done but cannot work yet."""
    waits.saving(page)
    held = Held(page, MAIN)
    page.goto(address)
    waits.scripted(page)
    return held


def test_a_page_that_nobody_touches_loads_one_script_of_ours(page: Page, visit: Visit, site):
    waits.saving(page)
    page.goto(site + "cost/", wait_until="networkidle")
    waits.scripted(page)
    ours = [url for url in visit.requests if re.search(r"/runtime/.*(\.js|\.wasm)$", url)]
    assert [url.rpartition("/")[2] for url in ours] == ["element.js"]


class Halting(server.Files):
    """A host that stops for a while before the options of a page's first choice."""

    @override
    def copyfile(self, source: Any, outputfile: Any) -> None:
        content = source.read()
        first, option, rest = content.partition(b"<option ")
        outputfile.write(first)
        if option:
            outputfile.flush()
            time.sleep(2)
        outputfile.write(option + rest)


def test_a_choice_that_is_still_coming_is_no_sign_of_interest(
    page: Page, visit: Visit, site_folder: Path
):
    waits.saving(page)
    with server.serve(site_folder, files=Halting) as host:
        page.goto(f"{host}cost/", wait_until="commit")
        waits.scripted(page)
        model = page.locator("live-calculator#training_run [name=model]")
        expect(model.locator("option")).to_have_count(0)
        page.wait_for_load_state("networkidle")
    assert not [url for url in visit.requests if re.search(MAIN, url)]


def test_all_scripts_and_python_are_asked_for_before_the_first_of_them_has_come(
    page: Page, visit: Visit, site
):
    held = opened(page, site + "cost/")
    before = len(visit.requests)
    Calculator(page, "training_run")["tokens"].focus()
    held.wait()
    wanted = {"controller.js", "worker.js", "python", "snapshot"}
    for _ in range(100):
        names = [url.rpartition("/")[2] for url in visit.requests[before:]]
        asked = {name.partition(".")[0] if name.endswith(".wasm") else name for name in names}
        if wanted <= asked:
            break
        page.wait_for_timeout(100)
    assert wanted <= asked
    held.wait().continue_()
    Calculator(page, "training_run")["tokens"].fill("30T")
    Calculator(page, "training_run").expect_results(tokens="30T")
    fetched = [url for url in visit.requests if url.endswith(".wasm")]
    assert len(fetched) == len(set(fetched)) == 2


def typed(run: Calculator) -> None:
    run["tokens"].press_sequentially("0")
    run["tokens"].fill("30T")


def stepped(run: Calculator) -> None:
    """By a key, which goes to the next round number: 50T."""
    run.slider("tokens").press("ArrowRight")


def chosen(run: Calculator) -> None:
    run["model"].select_option("maverick")


def chosen_and_written(run: Calculator) -> None:
    """What follows a model starts from the model's, unless it is written after that."""
    run["routed_experts"].fill("64")
    run["model"].select_option("maverick")
    run["top_k"].fill("2")
    run["tokens"].fill("30T")


def undone(run: Calculator) -> None:
    run["tokens"].fill("30T")
    run.element.get_by_role("button", name="Reset").click()


def scrolled(run: Calculator) -> None:
    """By a finger that came across a slider."""
    run.slider("tokens").evaluate(PINCH)


@pytest.mark.parametrize(
    ("deed", "inputs"),
    [
        (typed, {"tokens": "30T"}),
        (stepped, {"tokens": "50T"}),
        (chosen, {"model": "maverick"}),
        (chosen_and_written, {"model": "maverick", "top_k": "2", "tokens": "30T"}),
        (undone, {}),
        (scrolled, {}),
    ],
)
def test_what_is_done_before_the_scripts_are_there_is_done(
    page: Page, site, deed: Callable[[Calculator], None], inputs: dict[str, str]
):
    held = opened(page, site + "cost/")
    run = Calculator(page, "training_run")
    deed(run)
    held.wait().continue_()
    run.expect_results(**inputs)
    for name, text in ({"tokens": "40T"} | inputs).items():
        if "model" not in inputs:
            expect(run[name]).to_have_value(text)
    expect(run.element).to_have_attribute("state", re.compile("static|ready"))


def test_a_button_pressed_before_the_scripts_are_there_does_what_it_says(page: Page, site):
    held = opened(page, site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.element.get_by_role("button", name="Pin to compare").click()
    held.wait().continue_()
    expect(run.element.get_by_role("button", name="Unpin")).to_be_visible()
    run.expect_results(tokens="30T")


def test_what_is_written_on_the_way_to_a_link_s_results_is_kept(page: Page, site):
    held = opened(page, site + "cost/?training_run.mfu=40%25")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    held.wait().continue_()
    run.expect_results(mfu="40%", tokens="30T")


def test_reset_brings_back_what_was_built_also_after_an_early_touch(page: Page, site):
    held = opened(page, site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    held.wait().continue_()
    run.expect_results(tokens="30T")
    run.element.get_by_role("button", name="Reset").click()
    run.expect_results()
    expect(run["tokens"]).to_have_value("40T")


def test_a_file_dropped_before_the_scripts_are_there_is_taken(page: Page, site):
    held = opened(page, site + "any-model/")
    run = Calculator(page, "any_model")
    run.element.evaluate(DROP)
    held.wait().continue_()
    expect(run["config"]).to_have_value('{"model_type": "dropped"}')


def test_a_page_that_nobody_touched_is_printed_with_its_address(page: Page, site, tmp_path: Path):
    waits.saving(page)
    page.goto(site + "cost/")
    waits.scripted(page)
    page.pdf(path=tmp_path / "page.pdf")
    assert Calculator(page, "training_run").element.get_attribute("data-address") == site + "cost/"


@pytest.mark.expects_errors("ERR_")
def test_scripts_that_did_not_come_come_when_a_reader_tries_again(page: Page, site):
    held = opened(page, site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    held.wait().abort()
    run.expect_state("failed")
    expect(run.element.locator("[data-status]")).to_contain_text("could not be loaded; try again")
    page.wait_for_url("**training_run.tokens=30T")
    page.unroute_all()
    run.element.get_by_role("button", name="Try again").click()
    run.expect_results(tokens="30T")
