"""The KV cache of the analysed models."""

from typing import Any

import pytest

from calc.calculators.kv_cache import kv_cache
from calc.units import Unknown


def test_scout_keeps_493_gb_of_ten_million_tokens_because_its_chunked_layers_forget():
    """12 of 48 layers keep all; each keeps 2 × 8 × 128 values a token, the others 8,192 tokens."""
    cache = kv_cache(model="scout", context=10_000_000)
    assert cache.values == 2 * 8 * 128 * (12 * 10_000_000 + 36 * 8192)
    assert cache.per_sequence == 492_727_959_552
    assert cache.full_pages == 1_966_080_000_000


def test_scout_keeps_517_gb_at_the_context_of_its_config():
    """max_position_embeddings = 10485760"""
    cache = kv_cache(model="scout")
    assert cache.per_sequence == 2 * 2 * 8 * 128 * (12 * 10_485_760 + 36 * 8192)
    assert cache.per_sequence == pytest.approx(516.6e9, rel=1e-4)


@pytest.mark.parametrize(
    ("model", "kilobytes"),
    [("deepseek-v3", 70.272), ("llama-3.1-405b", 516.096)],
)
def test_a_token_takes_the_bytes_that_deepseek_publishes(model: str, kilobytes: float):
    """In BF16. Source: DeepSeek ISCA 2025, Table 1"""
    assert kv_cache(model=model, context=1000).per_sequence == kilobytes * 1e6


def test_the_form_starts_at_the_context_that_the_maker_offers():
    """Scout's 10M and Maverick's 1M are what their config.json says."""
    contexts = {model: kv_cache(model=model) for model in ("scout", "maverick", "mixtral-8x7b")}
    offered = (("scout", 10_485_760), ("maverick", 1_048_576), ("mixtral-8x7b", 32_768))
    for model, context in offered:
        assert contexts[model] == kv_cache(model=model, context=context)


def test_the_cache_is_proportional_to_sequences_and_precision():
    one = kv_cache(context=10**6)
    many = kv_cache(context=10**6, sequences=64)
    assert many.per_sequence == one.per_sequence
    assert many.in_all == 64 * one.in_all
    assert many.full_pages == 64 * one.full_pages
    assert kv_cache(context=10**6, precision="fp8").in_all * 2 == one.in_all


def test_ten_million_tokens_fill_six_h100_and_not_four_b200():
    assert kv_cache(context=10**7).accelerators == pytest.approx(6.16, rel=1e-3)
    assert kv_cache(context=10**7, accelerator="b200").accelerators < 4


def test_behemoths_cache_is_unknown():
    cache = kv_cache(model="behemoth", context=10**6)
    assert isinstance(cache.per_sequence, Unknown)
    assert cache.in_all == cache.accelerators == cache.full_pages == cache.per_sequence
    assert "not published" in cache.per_sequence.reason


def test_the_lines_part_where_a_chunk_is_full():
    """8,192 tokens in Llama 4; and the context of the form is on them."""
    chart: Any = kv_cache(model="scout", context=12_345).along
    every, kept = ({point.x: point.y for point in line.points} for line in chart.series)
    assert {8192, 12_345} <= every.keys() == kept.keys()
    assert all((kept[x] == every[x]) == (x <= 8192) for x in kept)
