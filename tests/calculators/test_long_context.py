"""What attention scores add to training."""

from typing import Any

import pytest

from calc.calculators.long_context import long_context
from calc.units import Unknown
from tests.llm import measured


@pytest.mark.parametrize(
    ("model", "name"), [("llama-3.1-405b", "Llama-3.1-405B"), ("mixtral-8x7b", "Mixtral-8x7B")]
)
def test_operations_are_those_counted_in_real_implementations(model: str, name: str):
    cases = [case for case in measured.rows("forward_flops") if case["id"].startswith(name)]
    assert cases
    for case in cases:
        result = long_context(model=model, context=case["seq_len"], tokens=10**12)
        parts = case["breakdown_per_token"]
        assert result.scores == parts["attention_scores_exact"]
        assert result.weights == parts["linear"]
        forward = case["forward_flops_per_token"]["exact_unmasked_pairs"]
        assert result.compute == 3 * forward * 10**12


def test_attention_takes_more_of_longer_contexts():
    shares: list[Any] = [long_context(context=2**n).attention_share for n in range(10, 24)]
    assert shares == sorted(shares)
    assert shares[0] < 0.03
    assert shares[-1] > 0.9


def test_half_of_scouts_operations_are_attention_scores_at_its_training_context():
    """256K is where Meta says Scout was trained."""
    result = long_context(model="scout", context=256 * 1024)
    assert result.attention_share == pytest.approx(0.522, rel=1e-3)
    assert result.shortcut_error == pytest.approx(-0.491, rel=1e-3)


def test_the_rule_of_thumb_is_close_at_short_contexts():
    for model in ("scout", "maverick", "llama-3.1-405b"):
        error = long_context(model=model, context=4096).shortcut_error
        assert error == pytest.approx(0, abs=0.05)


def test_hours_are_proportional_to_the_operations():
    short, long = long_context(context=8192), long_context(context=10**6)
    assert long.gpu_hours / short.gpu_hours == pytest.approx(long.compute / short.compute)


def test_behemoths_attention_is_unknown_but_the_rule_of_thumb_is_computed():
    result = long_context(model="behemoth", tokens=30 * 10**12)
    assert result.shortcut == 6 * 288e9 * 30e12
    assert isinstance(result.compute, Unknown)
    assert isinstance(result.gpu_hours, Unknown)


def test_the_line_is_computed_where_a_chunk_is_full_and_says_why_it_dips_there():
    chart: Any = long_context(model="scout").along
    at = {point.x: point.y for point in chart.series[0].points}
    assert at[8192] > at[10_000]
    assert "dips" in chart.description
    dense: Any = long_context(model="llama-3.1-405b").along
    shares = [point.y for point in dense.series[0].points]
    assert shares == sorted(shares)
    assert "dips" not in dense.description
