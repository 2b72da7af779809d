"""Published figures inside sentences."""

import pytest

from calc.analysis import original, published
from calc.analysis.sources import SOURCES
from calc.markdown.mistakes import PageError
from tests.markdown.test_inline import inline
from tests.site_markdown import Convert


def test_a_published_figure_links_to_its_source(convert: Convert):
    node, figure = inline(convert, "#!fact scout.tokens"), published.figure("scout", "tokens")
    source = SOURCES[figure.source]
    assert (node.tag, node["href"], node.text) == ("a", source.url, "40T")
    assert (node.one("data")["value"]) == repr(figure.value)
    for part in (figure.stated, source.title, figure.where, source.level.capitalize()):
        assert part in node["title"]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("scout.total", "109B"),
        ("scout.gpu_hours", "5.0M"),
        ("maverick.gpu_hours", "2.38M"),
        ("scout.context", "10M"),
        ("scout.co2", "1,354 t CO₂e"),
        ("behemoth.flops_per_gpu", "390 TFLOP/s"),
        ("behemoth.precision", "FP8"),
        ("deepseek-v3.accelerator", "H800 SXM"),
        ("scout.released", "5 April 2025"),
        ("behemoth.tokens", "not published"),
        ("deepseek-v3.cost_in_all", "$5.576M"),
        ("llama-3.1-405b.mfu", "41%"),
        ("maverick.tokens / scout.tokens", "0.550×"),
        ("scout.rent_low", "$2.00"),
        ("deepseek-v3.rent_high", "$3.40"),
        ("h100-sxm.rent_typical", "$3.50"),
    ],
)
def test_a_published_figure_is_shown_with_all_its_digits(convert: Convert, source: str, shown: str):
    assert inline(convert, f"#!fact {source}").text == shown


def test_a_figure_of_the_analysis_is_shown_as_printed(convert: Convert):
    node = inline(convert, "#!said scout.routed_experts")
    assert (node.tag, node.text) == (
        "span",
        published.in_analysis("scout", "routed_experts").stated,
    )


def test_every_published_figure_can_be_cited(convert: Convert):
    for model, figures in published.PUBLISHED.items():
        for field in figures:
            assert inline(convert, f"#!fact {model}.{field}").text
    for model, figures in original.ANALYSIS.items():
        for field in figures:
            assert inline(convert, f"#!said {model}.{field}").text


def test_sources_are_counted_by_level(convert: Convert):
    counted = {
        which: int(inline(convert, f"#!sources {which}").text)
        for which in ("all", "primary", "mirror", "secondary", "quoted")
    }
    assert counted["all"] == len(SOURCES)
    assert counted["primary"] + counted["mirror"] + counted["secondary"] == counted["all"]
    assert 0 < counted["quoted"] < counted["primary"]
    with pytest.raises(PageError, match="There are no sources “tertiary”"):
        convert("`#!sources tertiary`")


def test_a_primary_source_that_was_read_in_quotation_says_so(convert: Convert):
    figure = inline(convert, "#!fact mixtral-8x22b.active")
    assert "Primary, read in copies." in figure["title"]
