"""The sources: each has one entry, with a link or the reason why it has none."""

import pathlib
import re

import pytest

import calc.llm
from calc.analysis import sources
from calc.llm import sources as arithmetic
from calc.units import Unknown

CALC = pathlib.Path(next(iter(calc.llm.__path__))).parent

each_source = pytest.mark.parametrize(
    "source", sources.SOURCES.values(), ids=lambda source: source.key
)


@each_source
def test_a_source_can_be_linked_or_says_why_not(source):
    if isinstance(source.url, Unknown):
        assert source.url.reason.endswith(".")
    else:
        assert re.fullmatch(r"https://[a-z0-9.-]+(/[\w./,%~+-]*)?", source.url)


@each_source
def test_a_source_has_a_title_a_level_and_its_own_key(source):
    assert sources.SOURCES[source.key] is source
    assert source.title
    assert source.level in ("primary", "mirror", "secondary")


def test_no_two_sources_have_the_same_title():
    titles = [source.title for source in sources.SOURCES.values()]
    assert len(titles) == len(set(titles))


def test_every_key_is_defined_once():
    files = (pathlib.Path(str(module.__file__)) for module in (sources, arithmetic))
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    keys = re.findall(r'(?:\b(?:primary|mirror|secondary)\(\s*|\n        \()"([A-Z0-9]+)", ?', text)
    assert sorted(keys) == sorted(sources.SOURCES)


def test_a_model_card_is_primary_and_a_compilation_is_not():
    assert sources.SOURCES["LL4CARD"].level == "primary"
    assert sources.SOURCES["SCOUTCFG"].level == "mirror"
    assert sources.SOURCES["EPOCH"].level == "secondary"


def test_the_arithmetic_has_the_sources_that_it_cites():
    named = set()
    for module in pathlib.Path(next(iter(calc.llm.__path__))).rglob("*.py"):
        named |= set(re.findall(r'\bsource="([^"]+)"', module.read_text(encoding="utf-8")))
    assert len(named) > 20
    assert named <= arithmetic.SOURCES.keys()


def test_the_site_has_all_sources_of_the_arithmetic():
    assert arithmetic.SOURCES.items() <= sources.SOURCES.items()


def test_readers_get_only_sources_that_the_arithmetic_or_a_calculator_cites():
    files = (path for room in ("llm", "calculators") for path in (CALC / room).rglob("*.py"))
    text = "".join(path.read_text("utf-8") for path in files if path.name != "sources.py")
    assert [key for key in arithmetic.SOURCES if f'"{key}"' not in text] == []
