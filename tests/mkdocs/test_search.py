"""The plugin has placeholders in pages until the end: pages are the same, the search is better."""

import json
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from calc.form import display, registry
from calc.form.markup import escape
from calc.form.state import FormSettings
from calc.markdown import element, head
from calc.mkdocs import search
from tests.site_markdown import ROOT, pages_only

SHEETS = ["runtime/calculator.css", "runtime/chart.css", "runtime/site.css"]
PAGE = """# A page

## Hours

``` calculator
name = "training_run"
preset = "maverick"
tokens = "31T"
```

!!! note

    ``` calculator
    name = "kv_cache"
    show = ["context", "in_all"]
    ```

## Text

It takes `#!live training_run.gpu_hours`.

Written `<live-calculator name="x">` and not meant.
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same pages built by the plugin, and without it by the extension alone."""
    docs = tmp_path_factory.mktemp("docs")
    (docs / "index.md").write_text(PAGE)
    (docs / "more.md").write_text("# More\n\nNo calculator.\n")
    folders = docs.with_name("with"), docs.with_name("without")
    for folder in folders:
        by_hand = {"plugins": ["search"], "extra_css": SHEETS}
        config = load_config(
            str(ROOT / "mkdocs.yml"),
            docs_dir=str(docs),
            site_dir=str(folder),
            nav=["index.md", "more.md"],
            **(by_hand if folder.name == "without" else {"plugins": pages_only()}),
        )
        build(config)
    return folders


def sections(site: Path) -> dict[str, str]:
    """The texts of the search index, by their address."""
    index = json.loads((site / "search" / "search_index.json").read_text())
    return {section["location"]: section["text"] for section in index["docs"]}


def test_every_file_but_the_index_is_the_same_to_the_byte(sites: tuple[Path, Path]):
    """But for the script in the head of a page, which the extension alone does not bring."""
    script = re.compile(
        rb'<script type="module" async src="[./]*%s"></script>' % head.SCRIPT.encode()
    )
    ours, theirs = (
        {
            path.relative_to(site): script.sub(b"", path.read_bytes())
            for path in site.rglob("*")
            if path.is_file()
        }
        for site in sites
    )
    differing = [str(path) for path in ours.keys() | theirs if ours.get(path) != theirs.get(path)]
    assert differing == ["search/search_index.json"]
    page = ours[Path("index.html")].decode()
    assert page.count('<form autocomplete="off"') == page.count("</live-calculator>") == 2
    assert "data-placeholder" not in page


def test_the_search_finds_titles_inputs_and_results_and_no_buttons(sites: tuple[Path, Path]):
    ours, theirs = map(sections, sites)
    assert ours.keys() == theirs.keys()
    found = ours["#hours"]
    assert "<p>What a training run costs</p><p>For Llama 4 Maverick, " in found
    assert "corpus 31T" in found
    assert f"GPU time {hours()}" in found
    assert f"All sequences {cache()}" in found
    for noise in ("Pin to compare", "Copy link", "DeepSeekMoE", "↺"):
        assert noise not in found
    assert len(found) < len(theirs["#hours"])
    assert ours["#text"] == theirs["#text"]


def hours() -> str:
    run = registry.find("training_run")(model="maverick", tokens="31T")
    return display.quantity(run.gpu_hours, "GPU-hours")


def cache() -> str:
    return display.quantity(registry.find("kv_cache")().in_all, "B")


@pytest.mark.parametrize("name", registry.names())
def test_every_calculator_is_found_by_its_title_and_each_row(name: str):
    calculator = registry.find(name)
    said = search.words(element.element(calculator, FormSettings(), name))
    assert escape(calculator.title) in said
    results = calculator()
    for row in calculator.results.values():
        if row.single and getattr(results, row.name) != "":  # an empty text has no row
            assert escape(row.label) in said
    assert len(said) < 3000
