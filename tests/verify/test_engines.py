"""What the other browser tests hold of Chromium holds of Firefox and of WebKit, too."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from calc.answer import answer
from calc.form import registry
from tests import chance
from tests.browser import built, runtime, server
from tests.browser.calculator import cpython, query
from tests.browser.faults import sentence
from tests.browser.test_failures import FILES
from tests.verify import bidi, classic
from tests.verify.browser import ARROW_RIGHT, TAB, Browser
from tests.verify.faulty import Faulty
from tests.verify.player import Player

pytestmark = pytest.mark.long

ENGINES = {"firefox": bidi.firefox, "webkit": classic.webkit}

PAGES = built.pages()

QUESTIONS = 200
"""Questions to each calculator in each engine."""

ASK = runtime.ASK.removeprefix("async ([path, questions]) => {").removesuffix("}")


@pytest.fixture(scope="module")
def site_folder() -> Path:
    """The built site."""
    return built.site()


@pytest.fixture(scope="module")
def site(site_folder: Path) -> Iterator[str]:
    """Its address at a plain host that sends things wrongly when asked to."""
    with server.serve(site_folder, files=Faulty) as address:
        yield address


@pytest.fixture
def wrongs() -> Iterator[dict[str, str]]:
    """What the host sends wrongly, and how."""
    yield Faulty.wrongs
    Faulty.wrongs.clear()


@pytest.fixture(params=ENGINES)
def browser(
    request: pytest.FixtureRequest, tmp_path: Path, record_property: Callable[[str, object], None]
) -> Iterator[Browser]:
    """A browser with an empty profile. At the end nothing in its page has complained."""
    record_property("engine", request.param)
    with ENGINES[request.param](tmp_path) as browser:
        yield browser
        assert browser.complaints() == []


def test_every_page_is_whole(browser: Browser, site: str):
    seen = 0
    for path in PAGES:
        browser.open(site + path)
        browser.until("return customElements.get('live-calculator') !== undefined")
        title = browser.run("return document.querySelector('h1').innerText")
        assert title, path
        for name in registry.names():
            if browser.run("return !!document.querySelector(`live-calculator#${argument}`)", name):
                assert Player(browser, name).results().keys() <= registry.find(name).results.keys()
                seen += 1
        assert browser.run("return scrollX + document.documentElement.scrollWidth <= innerWidth")
        assert browser.complaints() == []
    assert seen >= len(registry.names())


def test_a_typed_number_is_answered_to_the_last_digit(browser: Browser, site: str):
    browser.open(site + "architecture/")
    experts = Player(browser, "experts")
    assert experts.results() == cpython("experts")
    experts.type(routed_experts="64")
    experts.sees(routed_experts="64")
    experts.is_in_state("ready")


def test_text_becomes_canonical_and_the_slider_follows(browser: Browser, site: str):
    browser.open(site + "cost/")
    run = Player(browser, "training_run")
    run.type(tokens="1e13 tokens")
    run.sees(tokens="10T")
    browser.press(TAB)
    browser.until("return document.querySelector('#training_run [name=tokens]').value === '10T'")
    browser.focus('#training_run [data-slider="tokens"]')
    browser.press(ARROW_RIGHT)
    run.sees(tokens="20T")
    assert run.given("tokens") == "20T"


def test_a_preset_is_answered_without_python(browser: Browser, site: str, wrongs):
    wrongs["[.]wasm$"] = "missing"
    browser.open(site + "cost/")
    browser.until("return customElements.get('live-calculator') !== undefined")
    run = Player(browser, "training_run")
    run.choose(model="deepseek-v3")
    run.sees(model="deepseek-v3")


def test_a_link_brings_its_inputs_back_and_follows_them(browser: Browser, site: str):
    browser.open(site + "cost/" + query("training_run", tokens="30T", mfu="40%"))
    run = Player(browser, "training_run")
    run.sees(tokens="30T", mfu="40%")
    assert run.given("tokens") == "30T"
    run.type(tokens="50T")
    run.sees(tokens="50T", mfu="40%")
    browser.until("return /[?&]training_run[.]tokens=50T/.test(location.search)")
    browser.open(browser.run("return location.href"))
    run.sees(tokens="50T", mfu="40%")
    run.press("[type=reset]")
    run.sees()
    browser.until("return location.search === ''")


def test_a_bad_link_breaks_nothing(browser: Browser, site: str):
    browser.open(site + "cost/" + query("training_run", tokens="<script>alert(1)</script>"))
    browser.until("return !!document.querySelector('#training_run [data-error]:not(:empty)')")
    run = Player(browser, "training_run")
    assert run.results() == cpython("training_run")
    run.type(tokens="30T")
    run.sees(tokens="30T")


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_fails_is_told_and_can_be_tried_again(
    browser: Browser, site: str, wrongs, file: str
):
    browser.open(site + "architecture/")
    experts = Player(browser, "experts")
    wrongs[FILES[file]] = "missing"
    experts.type(routed_experts="64")
    experts.sees_error(sentence("fileMissing", file=FILES[file], status="404"))
    wrongs[FILES[file]] = "portal"
    experts.press("[data-retry]")
    browser.until(
        "return /damaged/.test(document.querySelector('#experts [data-status]').innerText)"
    )
    experts.sees_error(sentence("fileDamaged", file=FILES[file]))
    assert experts.given("routed_experts") == "64"
    wrongs.clear()
    experts.press("[data-retry]")
    experts.sees(routed_experts="64")


def test_python_starts_from_a_host_that_does_not_know_its_type(browser: Browser, site: str, wrongs):
    wrongs["[.]wasm$"] = "untyped"
    browser.open(site + "architecture/")
    experts = Player(browser, "experts")
    experts.type(routed_experts="64")
    experts.sees(routed_experts="64")


def test_whatever_is_asked_is_answered_as_here(
    browser: Browser, site: str, site_folder: Path, record_property
):
    browser.open(site)
    client = runtime.client(site_folder)
    for name in registry.names():
        questions = list(chance.asked(name, QUESTIONS))
        theirs = browser.run(f"const [path, questions] = argument; {ASK}", [client, questions])
        ours = [hashlib.sha256(answer(each).encode()).hexdigest() for each in questions]
        asked = zip(questions, ours, theirs, strict=True)
        assert [question for question, our, their in asked if our != their] == []
        record_property("questions", len(questions))
