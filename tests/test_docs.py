"""The pages agree with the data: claims, verdicts, sources, links, fences."""

import re
from collections.abc import Iterator
from pathlib import Path
from pkgutil import iter_modules

import pytest

from calc.analysis import claims, figures, prices
from calc.analysis import tables as tables_of_the_site
from calc.analysis.claims import CLAIMS, Claim
from calc.analysis.events import EVENTS
from calc.analysis.original import ANALYSIS
from calc.analysis.other_calculators import COMPARISONS
from calc.analysis.published import PUBLISHED
from calc.analysis.runs import RUNS
from calc.analysis.sources import SOURCES
from calc.analysis.tables import claims as claims_table
from calc.calculators.shared import rents
from calc.llm import hardware
from calc.llm.scaling import chinchilla
from calc.markdown import tables
from tests import house

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = {
    page.relative_to(DOCS).as_posix(): page.read_text(encoding="utf-8")
    for page in sorted([*DOCS.glob("*.md"), *DOCS.glob("authors/*.md")])
}

EXAMPLE_ADDRESSES = ("https://example.org/", "https://stats.example.org", "http://127.0.0.1:8000/")
"""Beginnings of addresses in examples for authors, which are not sources."""

FENCE = re.compile(
    r"^ *(`{3,}) *(figure|table|calculator)\n(.*?)^ *\1 *$", re.DOTALL | re.MULTILINE
)

every_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: str(claim.number))


def verdicts_told(page: str) -> list[str]:
    """The claims whose verdict a page tells."""
    return re.findall(r"`#!verdict (claim-\d+)(?: sign)?`", PAGES[page])


@every_claim
def test_a_claims_page_tells_its_verdict(claim: Claim):
    assert claims.anchor(claim) in verdicts_told(claim.page)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_tells_a_verdict_in_words_of_its_own(page: str):
    """`#!verdict` takes the word from the data, so it is the same everywhere."""
    assert not re.findall(r"\[[^\]]+\]\([^)]*#claim-\d+\)", PAGES[page])


@every_claim
def test_the_first_page_has_a_square_for_every_claim(claim: Claim):
    assert "``` table\ntally\n```" in PAGES["index.md"]
    _, rows = tables.content("tally")
    assert any(f"#!verdict {claims.anchor(claim)} sign`" in row[0] for row in rows)


@every_claim
def test_the_page_of_the_analysis_gives_every_verdict(claim: Claim):
    assert claims.anchor(claim) in verdicts_told("analysis.md")


def test_the_claims_are_numbered_as_the_analysis_makes_them():
    assert [claim.number for claim in CLAIMS] == list(range(1, 19))
    assert all(claim.page in PAGES for claim in CLAIMS)


@every_claim
def test_a_claims_row_has_the_anchor_that_pages_link_to(claim: Claim):
    _, rows = tables.content("claims")
    assert f'id="claim-{claim.number}"' in rows[claim.number - 1][0]
    assert "``` table\nclaims\n```" in PAGES[claims.PAGE]


def test_the_table_of_claims_names_pages_as_the_navigation_does():
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8")
    for page, name in claims_table.PAGE_NAMES.items():
        assert f"- {name}: {page}\n" in navigation


ROWS = [
    (model, field)
    for model in ("scout", "maverick", "behemoth")
    for field in ANALYSIS[model]
    if field != "shared_experts"
]


@pytest.mark.parametrize(("model", "field"), ROWS)
def test_every_cell_of_the_analysis_is_shown_with_its_source(model: str, field: str):
    for page in ("index.md", "models.md"):
        assert f"`#!fact {model}.{field}`" in PAGES[page]


def cited() -> Iterator[tuple[str, str]]:
    """Every source key that the data cites, and what cites it."""
    for claim in CLAIMS:
        yield from ((key, f"claim {claim.number}") for key in claim.sources)
    for event in EVENTS:
        yield from ((key, f"event of {event.date}") for key in event.sources)
    for models in (PUBLISHED, ANALYSIS):
        for model, fields in models.items():
            yield from ((figure.source, f"{model}.{name}") for name, figure in fields.items())
    for run in RUNS.values():
        yield run.source, f"run {run.key}"
    for comparison in COMPARISONS:
        yield comparison.source, f"{comparison.what} of {comparison.model}"
    for chip in hardware.ACCELERATORS.values():
        yield chip.source, chip.key
    for price in prices.PRICES:
        yield price.source, str(price)
    for each in prices.OF_RUNS:
        yield each.range.source, each.runs
    for accelerator, found in rents.TODAY.items():
        yield found.source, accelerator


def test_every_event_can_be_read_about_and_is_dated():
    """All but the analysis itself, which came as a text without an address."""
    for event in EVENTS:
        addresses = [SOURCES[key].url for key in event.sources]
        assert any(isinstance(url, str) for url in addresses) or event.sources == ("ANALYSIS",)
        assert re.fullmatch(r"20\d\d-\d\d(-\d\d)?", event.date)
    assert [event.date for event in EVENTS] == sorted(event.date for event in EVENTS)
    assert EVENTS[-1].date > "2026-10"


def test_no_source_is_listed_that_nothing_cites():
    """By its key in the data, or by its address in a page or a docstring."""
    code = "".join(
        path.read_text("utf-8")
        for path in (ROOT / "calc").rglob("*.py")
        if path.name != "sources.py"
    )
    pages = "".join(PAGES.values())
    for source in SOURCES.values():
        linked = isinstance(source.url, str) and (source.url in code or source.url in pages)
        assert f'"{source.key}"' in code or linked, source.key


def test_every_source_that_the_data_cites_is_on_the_page_of_sources():
    assert not {(key, by) for key, by in cited() if key not in SOURCES}
    assert len(list(cited())) > 300
    listed = "\n".join("|".join(row) for row in tables.content("sources")[1])
    assert all(source.key in listed for source in SOURCES.values())


@pytest.mark.parametrize("page", PAGES)
def test_every_external_link_leads_to_a_source(page: str):
    addresses = {source.url for source in SOURCES.values()}
    for address in re.findall(r"https?://[^\s)>`\"]+", PAGES[page]):
        assert address in addresses or address.startswith(EXAMPLE_ADDRESSES)


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_and_table_that_a_page_names_exists(page: str):
    there = {
        "figure": {module.name for module in iter_modules(figures.__path__)},
        "table": {module.name for module in iter_modules(tables_of_the_site.__path__)},
    }
    for _, kind, body in FENCE.findall(PAGES[page]):
        assert kind == "calculator" or body.strip() in there[kind]


def test_every_figure_and_table_is_on_a_page():
    shown = {body.strip() for text in PAGES.values() for _, _, body in FENCE.findall(text)}
    there = {m.name for kind in (figures, tables_of_the_site) for m in iter_modules(kind.__path__)}
    assert {name for name in there if not name.startswith("_")} <= shown


def test_the_page_of_methods_has_the_constants_of_the_law():
    law = chinchilla.BESIROGLU
    for constant in (law.E, law.A, law.B, law.alpha, law.beta):
        assert str(constant) in PAGES["methods.md"]


def test_publishers_are_told_of_every_setting_of_mkdocs_yml():
    settings = set(re.findall(r"!ENV \[(\w+)", (ROOT / "mkdocs.yml").read_text("utf-8")))
    readme = (ROOT / "README.md").read_text("utf-8")
    assert settings == {"SITE_URL", "SITE_AUTHOR", "REPO_URL", "CONTACT", "EDIT_URI"}
    assert settings == set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE))


def test_writers_are_told_of_every_key_in_a_pages_front_matter():
    templates = [path.read_text("utf-8") for path in (ROOT / "overrides").rglob("*.html")]
    asked = set(re.findall(r"page\.meta\.(\w+)", " ".join(templates)))
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert all(re.search(rf"^\| .*`{key}\b.* \|", told, re.MULTILINE) for key in asked)
    assert asked >= {"cite", "feed"}


@pytest.mark.parametrize("template", sorted((ROOT / "overrides").rglob("*.*ml")), ids=str)
def test_templates_name_nothing_of_the_subject(template: Path):
    """What they say about this site is in mkdocs.yml, where others would change it."""
    assert not house.SUBJECT.search(template.read_text("utf-8"))
