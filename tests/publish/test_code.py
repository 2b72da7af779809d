"""The code that computes can be read: every module, each name and line with an address."""

import re
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from markdown import Markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config

from calc import shipped, site
from calc.form import registry
from calc.llm import training
from calc.markdown import code_pages, modules
from calc.markdown.mistakes import PageError
from calc.publish.code import listing, module_pages
from tests.markup import tree
from tests.site_markdown import ROOT, Convert, pages_only

MODULES = modules.modules()


def test_every_file_that_ships_is_listed():
    files = [path for path in shipped.sources() if path.startswith("calc/")]
    assert [module.path for module in MODULES.values()] == files
    assert {"calc", "calc.answer", "calc.llm.flops", "calc.chart.bars"} <= set(MODULES)
    assert "calc.publish.code" not in MODULES


def test_imports_are_those_of_the_source_and_point_to_modules():
    run = MODULES["calc.calculators.training_run"]
    assert {"calc.llm.training", "calc.llm.models"} <= set(run.imports)
    assert run.name in modules.users("calc.llm.training")
    for module in MODULES.values():
        assert set(module.imports) <= set(MODULES) - {module.name}


def test_a_calculator_calls_functions_that_are_there():
    calls = modules.calls("calc.calculators.training_run")
    assert {("calc.llm.training", "gpu_hours"), ("calc.llm.parameters", "total")} <= set(calls)
    assert len(calls) == len(set(calls))
    for name in MODULES:
        for module, function in modules.calls(name):
            assert function in MODULES[module].definitions


def test_every_calculator_leads_to_the_formulas_that_it_calls(convert: Convert):
    for name in registry.names():
        said = convert(f'``` calculator\nname = "{name}"\n```\n').one("p", data_code="")
        file, *functions = said.all("a")
        assert file.text == f"{name}.py"
        packages = tuple(f"{package}." for package in site.current().formulas)
        calls = modules.calls(registry.find(name).function.__module__)
        assert len(functions) == sum(module.startswith(packages) for module, _ in calls)
        for link in functions:
            module, _, function = link["href"].removeprefix("code/").partition(".html#")
            assert function in MODULES[module].definitions
            assert link.text == f"{module.rpartition('.')[2]}.{function}"


def test_every_module_says_what_it_is_for():
    assert not [module.name for module in MODULES.values() if not module.title]


def test_definitions_stand_in_their_lines():
    module = MODULES["calc.llm.training"]
    assert "gpu_hours" in module.definitions
    lines = module.source.splitlines()
    for name, number in module.definitions.items():
        assert re.search(rf"\b{name}\b", lines[number - 1])
    assert training.gpu_hours.__code__.co_firstlineno == module.definitions["gpu_hours"]


@pytest.mark.parametrize("name", MODULES)
def test_a_listing_is_the_source_to_the_last_character(name: str):
    module = MODULES[name]
    html = listing.listing(module)
    whole = tree(html).one("code", tabindex="0")
    assert "".join(whole.texts()) == module.source.rstrip("\n") + "\n"
    lines = [line for line in whole.all("span") if "data-line" in line]
    assert [line["id"] for line in lines] == [f"L{n}" for n in range(1, len(lines) + 1)]
    assert len(lines) == len(module.source.rstrip("\n").split("\n"))
    for definition, number in module.definitions.items():
        assert lines[number - 1].all(id=definition)
    assert "style=" not in re.sub(">[^<]*<", "><", html)
    for link in (one["href"] for one in tree(html).all("a")):
        assert link.startswith("#") or link == code_pages.INDEX or link[:-5] in MODULES


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with a page of the code and one calculator, as MkDocs builds it."""
    folder = tmp_path_factory.mktemp("code")
    (folder / "docs" / "deep").mkdir(parents=True)
    fence = '# Page\n\n``` calculator\nname = "experts"\n```\n'
    for page in ("index.md", "one.md", "deep/two.md"):
        (folder / "docs" / page).write_text(fence, encoding="utf-8")
    text = (ROOT / "docs" / "code.md").read_text(encoding="utf-8")
    (folder / "docs" / "code.md").write_text(text, encoding="utf-8")
    config = load_config(
        str(ROOT / "mkdocs.yml"),
        docs_dir=str(folder / "docs"),
        site_dir=str(folder / "site"),
        site_name="A site",
        site_url="https://example.org/",
        repo_url="",
        nav=["index.md", "one.md", "deep/two.md", "code.md"],
        plugins=pages_only(),
    )
    build(config)
    module_pages.write(folder / "site")
    return folder / "site"


def test_there_is_a_page_for_each_module(built: Path):
    files = {path.name for path in (built / "code").glob("*.html")}
    assert files == {"index.html", *(f"{name}.html" for name in MODULES)}


def test_a_page_of_code_says_nothing_of_another_page(built: Path):
    text = (built / "code" / "calc.llm.flops.html").read_text(encoding="utf-8")
    assert "<title>calc.llm.flops</title>" in text
    assert '<meta name="robots" content="noindex">' in text
    for mark in ("canonical", "og:", "ld+json", 'name="description"'):
        assert mark not in text
    article = text[text.index("<article") : text.index("</article")]
    assert "def training(" in unescape(re.sub("<[^>]+>", "", article))
    assert "All modules" in article
    assert re.search(r'href="#L1"\s+class="md-skip"', text)
    names = set(re.findall(' id="([^"]*)"', text))
    assert set(re.findall('href="#([^"]*)"', text)) <= names


def test_a_calculator_leads_to_its_code_from_any_depth(built: Path):
    for page in ("index.html", "one/index.html", "deep/two/index.html"):
        file = built / page
        (link,) = re.findall('<p data-code>[^"]*href="([^"]*)"', file.read_text(encoding="utf-8"))
        target = (file.parent / link).resolve()
        assert target == (built / "code" / "calc.calculators.experts.html").resolve()
        assert target.is_file()


def test_the_page_of_the_code_leads_to_every_module(built: Path):
    text = (built / "code" / "index.html").read_text(encoding="utf-8")
    for name in MODULES:
        assert f'href="./{name}.html"' in text
    for name in registry.names():
        assert registry.find(name).title in unescape(text)
    assert f"<code>{shipped.fingerprint()}</code>" in text


def test_a_generator_that_resolves_links_itself_is_left_to_it(convert: Convert):
    """Zensical rewrites links in finished HTML, too; it does not say which page it converts."""
    link = convert('``` calculator\nname = "experts"\n```\n').one("p", data_code="").all("a")[0]
    assert link["href"] == "code/calc.calculators.experts.html"


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("", "code/"),
        ("./", "code/"),
        ("cost/", "../code/"),
        ("a/b/", "../../code/"),
        ("code/", "./"),
        ("cost.html", "code/"),
    ],
)
def test_the_folder_is_seen_from_every_page(url: str, base: str):
    md = Markdown()
    md.treeprocessors.register(SimpleNamespace(file=SimpleNamespace(url=url)), "page", 0)  # type: ignore[arg-type]
    assert code_pages.base(md) == base


def test_a_site_without_a_page_of_the_code_gets_none(tmp_path: Path):
    module_pages.write(tmp_path)
    assert not list(tmp_path.rglob("*"))


def test_a_page_without_an_article_is_told(tmp_path: Path):
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "index.html").write_text("<title>x</title>", encoding="utf-8")
    with pytest.raises(PageError, match="one article"):
        module_pages.write(tmp_path)


def test_another_word_than_fingerprint_is_told(convert: Convert):
    page = convert("`#!code fingerprint`")
    assert page.one("code").text == shipped.fingerprint()
    with pytest.raises(PageError, match="use `#!code fingerprint`"):
        convert("`#!code version`")
