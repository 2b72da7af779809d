"""What attention scores add to training."""

from typing import Any

import pytest

from calc.calculators.long_context import long_context
from calc.llm import flops
from calc.llm.flops import Phase
from calc.llm.models import DEEPSEEK_V3
from calc.units import Unknown
from tests.llm import measured


@pytest.mark.parametrize(
    ("model", "name"), [("llama-3.1-405b", "Llama-3.1-405B"), ("mixtral-8x7b", "Mixtral-8x7B")]
)
def test_operations_are_those_counted_in_real_implementations(model: str, name: str):
    cases = [case for case in measured.rows("forward_flops") if case["id"].startswith(name)]
    assert cases
    for case in cases:
        result = long_context(
            model=model, context=case["seq_len"], tokens=10**12, long_fraction=1.0
        )
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
    """256K is the longest at which Meta trained it."""
    result = long_context(model="scout")
    assert result == long_context(model="scout", context=256 * 1024)
    assert result.attention_share == pytest.approx(0.522, rel=1e-3)


def test_the_rule_of_thumb_is_off_by_a_half_only_if_everything_were_read_at_256k():
    assert long_context(model="scout").shortcut_error == pytest.approx(-0.062, abs=1e-3)
    upper = long_context(model="scout", long_fraction=1.0)
    assert upper.shortcut_error == pytest.approx(-0.491, rel=1e-3)


@pytest.mark.parametrize(
    ("model", "hours"),
    [
        ("scout", 5.0e6),
        ("maverick", 2.38e6),
        ("deepseek-v3", 2_664_000 + 119_000),
        ("llama-3.1-405b", 30.84e6),
    ],
)
def test_the_published_hours_come_out_of_the_published_facts(model: str, hours: float):
    """DeepSeek-V3's are those of pre-training and of the extension to 128K."""
    assert long_context(model=model).gpu_hours == pytest.approx(hours, rel=3e-4)


def test_scout_at_8k_has_the_mfu_of_the_exact_count_which_has_no_input_embedding():
    """24.5 % where 6 N_active D with attention has 25.6 %: the embedding is 6 % of 17B."""
    at_8k = long_context(model="scout", long_fraction=0.0)
    assert at_8k.compute / (5e6 * 3600 * 989.5e12) == pytest.approx(0.2446, rel=1e-3)
    embedding = 202_048 * 5120
    with_it = at_8k.compute + 6 * embedding * 40e12
    assert with_it / (5e6 * 3600 * 989.5e12) == pytest.approx(0.2585, rel=1e-3)


def test_deepseek_v3s_extension_takes_about_the_hours_that_its_report_states():
    """119K for 126B tokens, half at 32K and half at 128K. Source: DeepSeek-V3 report, §4.3"""
    phases = (Phase(tokens=63e9, context=n * 1024) for n in (32, 128))
    extension = flops.training_in_phases(DEEPSEEK_V3, phases)
    pre_training = flops.training(DEEPSEEK_V3, 14_800 * 10**9, 4096)
    hours = 2_664_000 * extension / pre_training
    assert hours == pytest.approx(119_000, rel=0.45)


def test_no_token_is_read_at_a_longer_context_than_the_longest():
    short, all_short = long_context(context=4096), long_context(context=4096, long_fraction=1.0)
    assert short.compute == pytest.approx(all_short.compute)


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
