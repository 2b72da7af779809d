"""Values inside sentences."""

import pytest

from calc.form import registry
from tests.markup import Node
from tests.site_markdown import Convert


def inline(convert: Convert, source: str) -> Node:
    """The element that replaces the source in a sentence."""
    paragraph = convert(f"It is `{source}`, it seems.").one("p")
    before, node, after = paragraph.children
    assert (before, after) == ("It is ", ", it seems.")
    assert isinstance(node, Node)
    return node


@pytest.mark.parametrize(
    ("source", "shown", "raw"),
    [
        ("experts.total_parameters", "108B", "107769861120"),
        ("experts.total_parameters model=maverick", "401B", "400711848960"),
        ("experts.sparsity model=maverick", "95.7%", None),
        ("experts.routed_experts", "16", "16"),
        ("experts.routed_experts model=maverick", "128", "128"),
        ("experts.model model=maverick", "Llama 4 Maverick", None),
        ("experts.precision", "BF16", None),
        ("training_run.tokens model=maverick", "22T", "22000000000000"),
        ("training_run.gpu_hours tokens=22T", "2.75M GPU-hours", None),
        ("training_run.gpu_hours tokens='22 trillion'", "2.75M GPU-hours", None),
        ("training_run.mfu", "23.14%", "0.2314"),
        ("kv_cache.per_sequence context=10M", "493 GB", "492727959552"),
    ],
)
def test_a_value_is_computed_in_its_sentence(
    convert: Convert, source: str, shown: str, raw: str | None
):
    node = inline(convert, f"#!value {source}")
    assert (node.text, node["data-value"]) == (shown, source)
    assert raw is None or (node.tag, node["value"]) == ("data", raw)


def test_a_value_is_the_calculators_to_the_last_digit(convert: Convert):
    node = inline(convert, "#!value training_run.gpu_hours model=maverick tokens=40T")
    run = registry.find("training_run")(model="maverick", tokens=40e12)
    assert node["value"] == repr(run.gpu_hours)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("experts.total_parameters", "107,769,861,120"),
        ("experts.weights", "215,539,722,240 B"),
        ("experts.routed_experts", "16"),
        ("experts.active_parameters model=maverick - experts.active_parameters", "11,796,480"),
        ("implied_throughput.mfu", "22.90719218460502%"),
    ],
)
def test_an_exact_value_has_all_its_digits(convert: Convert, source: str, shown: str):
    assert inline(convert, f"#!exact {source}").text == shown


def test_two_values_make_a_ratio_or_a_difference(convert: Convert):
    ratio = inline(convert, "#!value experts.total_parameters model=maverick / "
                            "experts.total_parameters model=scout")  # fmt: skip
    assert (ratio.text, ratio["value"]) == ("3.72×", repr(400711848960 / 107769861120))
    rest = inline(convert, "#!value experts.total_parameters model=maverick - "
                           "experts.total_parameters model=scout")  # fmt: skip
    assert (rest.text, rest["value"]) == ("293B", str(400711848960 - 107769861120))


def test_a_sentence_and_a_table_may_have_several_values(convert: Convert):
    root = convert(
        "| A | B |\n|---|---|\n| `#!value experts.top_k` | `#!fact scout.total` |\n\n"
        "`#!value experts.top_k` and `#!said scout.tokens`, *`#!value experts.moe_every`*.\n"
    )
    assert [cell.text for cell in root.all("td")] == ["1", "109B"]
    assert root.one("p").text == "1 and 40T, 1."


def test_other_inline_code_stays_code(convert: Convert):
    assert convert("`#!python 1 + 1` and `value`").all("data") == []
