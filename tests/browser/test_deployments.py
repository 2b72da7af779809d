"""A new version of the site replaces the old one while readers have its pages open."""

import contextlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from calc.shipped import fingerprint
from tests.browser import faults, waits
from tests.browser.calculator import Calculator, cpython
from tests.browser.faults import HeldRequest, Reader

NEW_FINGERPRINT = "f" * 16
"""The fingerprint of the new version."""


def renewed(old: Path, new: Path) -> None:
    """Copy the site as if built from other code: every content hash in a name is different."""
    shutil.copytree(old, new)
    hashes = {
        found[1] for path in (new / "runtime").iterdir() if (found := re.search(HASH, path.name))
    }
    swaps = {text: text[::-1] for text in hashes} | {fingerprint(): NEW_FINGERPRINT}
    for path in sorted(new.rglob("*"), reverse=True):
        if path.suffix in (".html", ".js"):
            text = path.read_text(encoding="utf-8")
            for was, is_ in swaps.items():
                text = text.replace(was, is_)
            path.write_text(text, encoding="utf-8")
        for was in hashes:
            if was in path.name:
                path.rename(path.with_name(path.name.replace(was, swaps[was])))


HASH = re.compile(r"\b([0-9a-f]{12})\b")


@contextlib.contextmanager
def deployed(folder: Path) -> Iterator[None]:
    """The new site in the place of the old one, until the end of the block."""
    aside, new = folder.with_name("aside"), folder.with_name("new")
    renewed(folder, new)
    folder.rename(aside)
    new.rename(folder)
    try:
        yield
    finally:
        shutil.rmtree(folder)
        aside.rename(folder)


def test_an_open_page_keeps_its_running_python(page: Page, addressed, addressed_folder, fault):
    page.goto(addressed + "architecture/")
    Reader(page).sees_results()
    with deployed(addressed_folder):
        Reader(page, "32").sees_results()
    fault("deployment under a running page")


@pytest.mark.expects_errors(faults.CONSOLE_MESSAGES)
def test_an_open_page_without_python_asks_to_be_reloaded(
    page: Page, addressed, addressed_folder, fault
):
    waits.save_data(page)
    page.goto(addressed + "architecture/")
    waits.scripted(page)
    with deployed(addressed_folder):
        reader = Reader(page)
        reader.sees_error(rf"({faults.NOT_LOADED}|{faults.FILE_MISSING})")
        page.wait_for_url("**routed_experts=64")
        page.reload()
        reader.sees_results()
    fault("deployment under a page without Python")


def test_a_new_page_in_an_old_visit_can_reload_itself(
    page: Page, addressed, addressed_folder, fault
):
    """After instant navigation the scripts and the worker are still those of the old site."""
    waits.goto_instant(page, addressed + "architecture/")
    page.evaluate("window.same = true")
    Reader(page).sees_results()
    with deployed(addressed_folder):
        page.get_by_role("link", name="Cost", exact=True).first.click()
        run = Calculator(page, "training_run")
        run["tokens"].fill("30T")
        run.expect_state("failed")
        status = run.element.locator("[data-status]")
        expect(status).to_contain_text("have different versions; reload the page.")
        assert run.results() == cpython("training_run")
        page.wait_for_url("**tokens=30T")
        assert page.evaluate("window.same"), "the page was loaded anew: no instant navigation"
        run.element.get_by_role("button", name="Try again").click()
        run.expect_results(tokens="30T")
        assert run.element.get_attribute("code") == NEW_FINGERPRINT
        assert not page.evaluate("window.same")
    fault("new page in an old visit")


def test_a_reader_may_change_pages_several_times_while_python_starts(page: Page, addressed, fault):
    """A → B → A → back, while the interpreter is held back."""
    held = HeldRequest(page, r"python\.\w+\.wasm$")
    waits.goto_instant(page, addressed + "architecture/")
    Calculator(page, "experts")["routed_experts"].fill("64")
    held.wait()
    for name, key in (("Cost", "training_run"), ("Experts", "experts")):
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page.locator(f"#{key}")).to_be_visible()
    page.go_back()
    run = Calculator(page, "training_run")
    expect(run.element).to_be_visible()
    run["tokens"].fill("30T")
    held.wait().continue_()
    run.expect_results(tokens="30T")
    fault("instant navigation during the start")
