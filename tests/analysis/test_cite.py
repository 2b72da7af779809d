"""Published figures inside sentences."""

import pytest

from calc.analysis import original, published
from calc.analysis.sources import SOURCES
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
        ("scout.gpu_hours", "5M"),
        ("maverick.gpu_hours", "2.38M"),
        ("scout.context", "10M"),
        ("scout.co2", "1,354 t CO₂e"),
        ("behemoth.flops_per_gpu", "390 TFLOP/s"),
        ("behemoth.precision", "FP8"),
        ("deepseek-v3.accelerator", "H800 SXM"),
        ("scout.released", "5 April 2025"),
        ("behemoth.tokens", "not published"),
        ("deepseek-v3.cost_in_all", "$5.576 M"),
        ("llama-3.1-405b.mfu", "41%"),
        ("maverick.tokens / scout.tokens", "0.550×"),
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
