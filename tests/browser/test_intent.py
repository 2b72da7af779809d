"""Scripts and Python load when a reader needs them; earlier input is not lost."""

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, override

import pytest
from playwright.sync_api import Page, expect

from tests.browser import server, waits
from tests.browser.calculator import Calculator, query
from tests.browser.conftest import Visit
from tests.browser.faults import HeldRequest

CONTROLLER = r"/controller\.js$"

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


def opened(page: Page, address: str) -> HeldRequest:
    """Open a page whose calculators record events but cannot work yet."""
    waits.save_data(page)
    held = HeldRequest(page, CONTROLLER)
    page.goto(address)
    waits.scripted(page)
    return held


def test_an_untouched_page_loads_one_script_of_ours(page: Page, visit: Visit, site):
    waits.save_data(page)
    page.goto(site + "cost/", wait_until="networkidle")
    waits.scripted(page)
    ours = [url for url in visit.requests if re.search(r"/runtime/.*(\.js|\.wasm)$", url)]
    assert [url.rpartition("/")[2] for url in ours] == ["element.js"]


class Halting(server.Files):
    """A host that pauses before the options of a page's first choice."""

    @override
    def copyfile(self, source: Any, outputfile: Any) -> None:
        content = source.read()
        first, option, rest = content.partition(b"<option ")
        outputfile.write(first)
        if option:
            outputfile.flush()
            time.sleep(2)
        outputfile.write(option + rest)


def test_a_choice_that_is_still_loading_is_no_sign_of_interest(
    page: Page, visit: Visit, site_folder: Path
):
    waits.save_data(page)
    with server.serve(site_folder, files=Halting) as host:
        page.goto(f"{host}cost/", wait_until="commit")
        waits.scripted(page)
        model = page.locator("live-calculator#training_run [name=model]")
        expect(model.locator("option")).to_have_count(0)
        page.wait_for_load_state("networkidle")
    assert not [url for url in visit.requests if re.search(CONTROLLER, url)]


class Holding(server.Files):
    """A host that sends half a sentence with results, and the rest when it is told to."""

    rest = threading.Event()

    @override
    def copyfile(self, source: Any, outputfile: Any) -> None:
        first, figure, rest = source.read().partition(b'<data data-live="training_run.gpu_hours"')
        outputfile.write(first)
        outputfile.flush()
        assert not figure or self.rest.wait(60)
        outputfile.write(figure + rest)


def test_a_sentence_follows_an_answer_that_came_before_its_end(page: Page, site_folder: Path):
    Holding.rest.clear()
    with server.serve(site_folder, files=Holding) as host:
        page.goto(host + "cost/" + query("training_run", tokens="30T"), wait_until="commit")
        run = Calculator(page, "training_run")
        run.expect_results(tokens="30T")
        Holding.rest.set()
        figure = page.locator('[data-sentences] [data-live="training_run.gpu_hours"]').first
        expect(figure).to_have_text(run.result("gpu_hours").inner_text())


def test_scripts_and_python_are_requested_at_the_same_time(page: Page, visit: Visit, site):
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
    """A key press, which moves to the next round number: 50T."""
    run.slider("tokens").press("ArrowRight")


def chosen(run: Calculator) -> None:
    run["model"].select_option("maverick")


def chosen_and_written(run: Calculator) -> None:
    """Fields that follow a model start from the model's values, unless they are edited after it."""
    run["routed_experts"].fill("64")
    run["model"].select_option("maverick")
    run["top_k"].fill("2")
    run["tokens"].fill("30T")


def undone(run: Calculator) -> None:
    run["tokens"].fill("30T")
    run.element.get_by_role("button", name="Reset").click()


def scrolled(run: Calculator) -> None:
    """A finger touched a slider while it scrolled the page."""
    run.slider("tokens").evaluate(PINCH)


@pytest.mark.parametrize(
    ("act", "inputs"),
    [
        (typed, {"tokens": "30T"}),
        (stepped, {"tokens": "50T"}),
        (chosen, {"model": "maverick"}),
        (chosen_and_written, {"model": "maverick", "top_k": "2", "tokens": "30T"}),
        (undone, {}),
        (scrolled, {}),
    ],
)
def test_input_before_the_scripts_come_is_replayed(
    page: Page, site, act: Callable[[Calculator], None], inputs: dict[str, str]
):
    held = opened(page, site + "cost/")
    run = Calculator(page, "training_run")
    act(run)
    held.wait().continue_()
    run.expect_results(**inputs)
    for name, text in ({"tokens": "40T"} | inputs).items():
        if "model" not in inputs:
            expect(run[name]).to_have_value(text)
    expect(run.element).to_have_attribute("state", re.compile("static|ready"))


def test_a_button_pressed_before_the_scripts_come_works(page: Page, site):
    held = opened(page, site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.element.get_by_role("button", name="Pin to compare").click()
    held.wait().continue_()
    expect(run.element.get_by_role("button", name="Unpin")).to_be_visible()
    run.expect_results(tokens="30T")


def test_input_while_a_link_is_computed_is_kept(page: Page, site):
    held = opened(page, site + "cost/?training_run.mfu=40%25")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    held.wait().continue_()
    run.expect_results(mfu="40%", tokens="30T")


def test_reset_restores_the_built_page_also_after_early_input(page: Page, site):
    held = opened(page, site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    held.wait().continue_()
    run.expect_results(tokens="30T")
    run.element.get_by_role("button", name="Reset").click()
    run.expect_results()
    expect(run["tokens"]).to_have_value("40T")


def test_a_file_dropped_before_the_scripts_come_is_read(page: Page, site):
    held = opened(page, site + "any-model/")
    run = Calculator(page, "any_model")
    run.element.evaluate(DROP)
    held.wait().continue_()
    expect(run["config"]).to_have_value('{"model_type": "dropped"}')


def test_an_untouched_page_is_printed_with_its_address(page: Page, site, tmp_path: Path):
    waits.save_data(page)
    page.goto(site + "cost/")
    waits.scripted(page)
    page.pdf(path=tmp_path / "page.pdf")
    assert Calculator(page, "training_run").element.get_attribute("data-address") == site + "cost/"


@pytest.mark.expects_errors("ERR_")
def test_missing_scripts_are_loaded_when_a_reader_tries_again(page: Page, site):
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
