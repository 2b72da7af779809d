"""A new version of the site is put in the place of an old one while readers have its pages open."""

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
from tests.browser.faults import Held, Reader

NEW = "f" * 16
"""Stands for the fingerprint of other code."""


def renewed(old: Path, new: Path) -> None:
    """The site as built from other code: every name that carries its content is another."""
    shutil.copytree(old, new)
    hashes = {
        found[1] for path in (new / "runtime").iterdir() if (found := re.search(HASH, path.name))
    }
    swaps = {text: text[::-1] for text in hashes} | {fingerprint(): NEW}
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
    """The new site at the place of the old, as long as this lasts."""
    aside, new = folder.with_name("aside"), folder.with_name("new")
    renewed(folder, new)
    folder.rename(aside)
    new.rename(folder)
    try:
        yield
    finally:
        shutil.rmtree(folder)
        aside.rename(folder)


def test_an_open_page_goes_on_with_the_python_it_has(
    page: Page, addressed, addressed_folder, fault
):
    page.goto(addressed + "architecture/")
    Reader(page).is_answered()
    with deployed(addressed_folder):
        Reader(page, "32").is_answered()
    fault("deployment under a running page")


@pytest.mark.expects_errors(faults.BROWSERS_OWN)
def test_an_open_page_that_has_no_python_yet_says_to_load_it_again(
    page: Page, addressed, addressed_folder, fault
):
    waits.saving(page)
    page.goto(addressed + "architecture/")
    waits.scripted(page)
    with deployed(addressed_folder):
        reader = Reader(page)
        reader.is_told(rf"({faults.UNLOADED}|{faults.GONE})")
        page.wait_for_url("**routed_experts=64")
        page.reload()
        reader.is_answered()
    fault("deployment under a page without Python")


def test_a_new_page_in_an_old_visit_says_so_and_loads_itself_again(
    page: Page, addressed, addressed_folder, fault
):
    """By instant navigation: the visit's scripts and its worker are those of the old site."""
    waits.linked(page, addressed + "architecture/")
    page.evaluate("window.same = true")
    Reader(page).is_answered()
    with deployed(addressed_folder):
        page.get_by_role("link", name="Cost").first.click()
        run = Calculator(page, "training_run")
        run["tokens"].fill("30T")
        run.expect_state("failed")
        status = run.element.locator("[data-status]")
        expect(status).to_contain_text("of different versions; load the page again.")
        assert run.results() == cpython("training_run")
        page.wait_for_url("**tokens=30T")
        assert page.evaluate("window.same"), "the page was loaded anew: no instant navigation"
        run.element.get_by_role("button", name="Try again").click()
        run.expect_results(tokens="30T")
        assert run.element.get_attribute("code") == NEW
        assert not page.evaluate("window.same")
    fault("new page in an old visit")


def test_there_and_back_and_there_while_python_starts(page: Page, addressed, fault):
    """A → B → A → back, with the machine held back all the while."""
    held = Held(page, r"python\.\w+\.wasm$")
    waits.linked(page, addressed + "architecture/")
    Calculator(page, "experts")["routed_experts"].fill("64")
    held.wait()
    for name, key in (("Cost", "training_run"), ("Architecture", "experts")):
        page.get_by_role("link", name=name).first.click()
        expect(page.locator(f"#{key}")).to_be_visible()
    page.go_back()
    run = Calculator(page, "training_run")
    expect(run.element).to_be_visible()
    run["tokens"].fill("30T")
    held.wait().continue_()
    run.expect_results(tokens="30T")
    fault("instant navigation during the start")
