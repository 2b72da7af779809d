"""Four sites of other subjects: built from the wheel, used in a browser and in a terminal."""

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.authors import installed
from tests.browser import server
from tests.browser.calculator import TIMEOUT

type Made = Callable[[str], Path]

CASES: dict[str, list[tuple[str, str, dict[str, str]]]] = {
    "new": [
        ("", "brew", {"water": "0.75 l", "cups": "6"}),
        ("", "brew", {"method": "espresso", "price": "24"}),
    ],
    "loan": [
        ("", "loan", {"amount": "150k", "interest": "3.5%"}),
        ("", "loan", {"first": "2027-01-31", "extra": "250"}),
        ("short/", "short", {"years": "3"}),
    ],
    "roasting": [
        ("", "roast", {"green": "1.2 kg", "degree": "very_dark"}),
        ("", "batches", {"sold": "3 t"}),
    ],
    "battery": [
        ("", "battery", {"load": "0.00125", "charger": "0.5"}),
        ("", "battery", {"kind": "nimh", "resistance": "0"}),
    ],
}
"""Pages, the ids of their calculators, and inputs."""

START = {"loan": {"amount": "200k"}, "short": {"years": "2", "extra": "500"}}
"""What pages set, by the id of the calculator."""

LONG = {"roasting"}
"""Sites that only `make verify` builds; the others have every kind of input and of package."""


def site_case(site: str, *rest: Any) -> Any:
    """The parameters of a test of a site."""
    return pytest.param(site, *rest, marks=[pytest.mark.long] if site in LONG else [])


every_site = pytest.mark.parametrize("site", [site_case(site) for site in CASES])

NAMES = {"short": "loan"}
SUBJECT = re.compile(
    rb"llama|scout|maverick|\bllm\b|calc[./](llm|calculators|analysis)", re.IGNORECASE
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which every error fails the test. The theme's fonts come from another host."""
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []

    def font(route: Route) -> None:
        route.fulfill(status=200, content_type="text/css", body="")

    page.route("https://fonts.googleapis.com/**", font)
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def flat(results: dict[str, Any]) -> dict[str, str]:
    """The raw values that a page has, by `data-result`, from the JSON of a terminal."""
    found: dict[str, str] = {}
    for name, result in results.items():
        value = result["value"]
        if isinstance(value, list):
            for number, row in enumerate(value):
                cells = flat(row)
                found |= {f"{name}.{number}.{column}": cell for column, cell in cells.items()}
        elif value is not None:
            found[name] = value if isinstance(value, str) else repr(value)
    return found


def in_terminal(folder: Path, key: str, inputs: dict[str, str]) -> dict[str, str]:
    texts = START.get(key, {}) | inputs
    options = [part for name, text in texts.items() for part in (f"--{name}", text)]
    done = installed.author(folder, "calc", NAMES.get(key, key), *options, "--json")
    assert done.returncode == 0, done.stderr
    return flat(json.loads(done.stdout)["results"])


def in_page(page: Page, key: str) -> dict[str, str]:
    script = "all => all.map(one => [one.dataset.result, one.getAttribute('value')])"
    found = page.locator(f"live-calculator#{key} [data-result]").evaluate_all(script)
    return {name: _raw(value) for name, value in found if value}


def _raw(value: str) -> str:
    """A value as the terminal has it: of a duration, the seconds."""
    return repr(float(value[2:-1])) if re.fullmatch(r"PT[\d.]+S", value) else value


def expect_values(page: Page, key: str, wanted: dict[str, str]) -> None:
    """Wait until the page shows these values, those of them that it shows at all."""
    end = time.monotonic() + TIMEOUT / 1000
    while (found := in_page(page, key)) != {n: wanted.get(n, "none") for n in found}:
        assert time.monotonic() < end, (found, wanted)
        page.wait_for_timeout(50)
    assert len(found) > 1


def fill(page: Page, key: str, inputs: dict[str, str]) -> None:
    for name, text in inputs.items():
        control = page.locator(f'live-calculator#{key} [name="{name}"]')
        if control.evaluate("control => control.localName") == "select":
            control.select_option(text)
        else:
            control.fill(text)
    page.keyboard.press("Tab")


@pytest.mark.parametrize(
    ("site", "path", "key", "inputs"),
    [site_case(site, *case) for site, cases in CASES.items() for case in cases],
    ids=[
        f"{site}-{key}-{n}" for site, cases in CASES.items() for n, (_, key, _) in enumerate(cases)
    ],
)
def test_a_page_recomputes_as_the_terminal_does(
    made: Made, page: Page, site: str, path: str, key: str, inputs: dict[str, str]
):
    """Below a path of its host, under the policy in the page, with Material's own settings."""
    folder = made(site)
    wanted = in_terminal(folder, key, inputs)
    assert wanted
    with server.serve(folder / "site", prefix="/some/where/") as address:
        page.goto(address + path)
        element = page.locator(f"live-calculator#{key}")
        assert page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1
        assert page.locator("link[href^='https://fonts.googleapis.com']").count() == 1
        fill(page, key, inputs)
        expect(element).to_have_attribute("state", "ready", timeout=TIMEOUT)
        expect_values(page, key, wanted)
        # A link gives the same again, before anybody touches anything.
        for name in inputs:
            page.wait_for_url(re.compile(rf"[?&]{key}\.{name}="), timeout=TIMEOUT)
        link = page.url
        page.goto("about:blank")
        page.goto(link)
        expect(element).to_have_attribute("state", "ready", timeout=TIMEOUT)
        expect_values(page, key, wanted)


@every_site
def test_results_are_in_the_page_before_any_script(made: Made, site: str):
    folder = made(site)
    for path, key, _ in CASES[site]:
        html = (folder / "site" / path / "index.html").read_text(encoding="utf-8")
        for name, value in in_terminal(folder, key, {}).items():
            found = re.search(rf'data-result="{re.escape(name)}" value="([^"]*)"', html)
            assert not found or _raw(found[1]) == value
        assert html.count('data-result="') > 1


@every_site
def test_nothing_of_this_repositorys_subject_is_in_it(made: Made, site: str):
    for file in sorted((made(site) / "site").rglob("*")):
        if file.is_file() and file.suffix not in (".br", ".gz", ".png"):
            assert not SUBJECT.search(file.read_bytes()), file


@every_site
def test_its_bill_of_materials_has_its_own_modules_and_packages(made: Made, site: str):
    folder = made(site)
    bill = json.loads((folder / "site" / "bom.json").read_text(encoding="utf-8"))
    own = [each["name"] for each in bill["metadata"]["component"]["components"]]
    for file in (folder / "calculators").glob("*.py"):
        assert any(name.endswith(f"/calculators/{file.stem}.pyc") for name in own), file
    parts = {part["name"] for part in bill["components"]}
    assert ("more-itertools" in parts) is (site == "battery")


@every_site
def test_zensical_builds_the_same_calculators(made: Made, tmp_path: Path, site: str):
    folder = tmp_path / site
    shutil.copytree(made(site), folder, ignore=shutil.ignore_patterns("site"))
    config = folder / "mkdocs.yml"
    options = re.findall(r"^ +packages: .*\]", config.read_text(encoding="utf-8"), re.MULTILINE)
    extension = f"calc.markdown: {{{options[0]}}}" if options else "calc.markdown"
    with config.open("a", encoding="utf-8") as file:
        file.write(f"\nmarkdown_extensions:\n  - {extension}\n")
    built = installed.author(folder, "zensical", "build", "--strict")
    assert built.returncode == 0, built.stderr
    published = installed.author(folder, "calc.publish", "--name", site)
    assert published.returncode == 0, published.stderr
    for path, _, _ in CASES[site]:
        theirs, ours = (
            re.findall(
                r"<live-calculator.*?</live-calculator>",
                (tree / "site" / path / "index.html").read_text(encoding="utf-8"),
                re.DOTALL,
            )
            for tree in (folder, made(site))
        )
        mine, other = ("".join(found).replace("><", ">\n<").split("\n") for found in (ours, theirs))
        difference = "\n".join(unified_diff(mine, other, n=0, lineterm=""))
        assert difference == ""
        assert ours
        head = (folder / "site" / path / "index.html").read_text(encoding="utf-8")
        assert head.count('/element.js"') >= 1
        assert "runtime/calculator.css" in head


@pytest.mark.long
def test_a_site_in_german_speaks_german(made: Made, page: Page, tmp_path: Path):
    """Its language is the theme's: numbers are read and written with a comma."""
    folder = tmp_path / "loan"
    shutil.copytree(made("loan"), folder, ignore=shutil.ignore_patterns("site"))
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("name: material", "name: material, language: de"))
    for pages in (folder / "docs").glob("*.md"):  # values are in the language of the site
        text = pages.read_text(encoding="utf-8")
        pages.write_text(text.replace('"200k"', '"200.000"'), encoding="utf-8")
    built = installed.author(folder, "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr
    with server.serve(folder / "site") as address:
        page.goto(address)
        element = page.locator("live-calculator#loan")
        expect(element.get_by_role("button", name="Zurücksetzen")).to_be_visible()
        expect(element.locator("[data-result=payment]")).to_have_text("1.055,67 €")
        fill(page, "loan", {"interest": "3,5 %", "amount": "0,15 Mio."})
        expect(element.locator("[data-result=payment]")).to_have_text("750,94 €", timeout=TIMEOUT)
        expect(element.locator("[name=amount]")).to_have_value("150.000")
        expect(element.locator("[name=interest]")).to_have_value("3,5 %")
        fill(page, "loan", {"amount": "viel"})
        expect(element.locator("#loan-amount-error")).to_contain_text("„viel“ ist keine Zahl")


def test_nothing_is_written_beside_the_package(made: Made):
    made("new")
    [package] = installed.python().parents[1].glob("lib/python*/site-packages/calc")
    state = {
        file.relative_to(package).as_posix()
        for file in package.rglob("*")
        if file.is_file() and file.suffix != ".pyc"
    }
    listed = installed.author(package.parent, "pip", "show", "--files", "mkdocs-calculators")
    files = set(re.findall(r"^  calc/(.+)$", listed.stdout, re.MULTILINE))
    assert state == {name for name in files if not name.endswith(".pyc")}


def test_the_loan_site_is_ten_lines_from_the_wheel_to_a_published_folder():
    config = Path(__file__).with_name("sites") / "loan" / "mkdocs.yml"
    assert len(config.read_text(encoding="utf-8").splitlines()) == 3
