"""How fast the published runs must have been."""

import pytest

from calc.calculators.implied_throughput import implied_throughput
from calc.calculators.shared import rounding


@pytest.mark.parametrize(
    ("tokens", "hours", "tflops", "per_trillion"),
    [(40e12, 5.0e6, 226.7, 125_000), (22e12, 2.38e6, 261.9, 108_182)],
)
def test_scout_and_maverick_ran_at_the_speed_that_epoch_also_finds(
    tokens: float, hours: float, tflops: float, per_trillion: int
):
    """Source: Epoch AI; 17B active parameters on Meta's card."""
    run = implied_throughput(tokens=int(tokens), gpu_hours=hours)
    assert run.flops_per_gpu / 1e12 == pytest.approx(tflops, rel=2e-4)
    assert round(run.gpu_hours_per_trillion_tokens) == per_trillion


def test_deepseek_v3_took_180_thousand_hours_per_trillion_tokens():
    """Source: DeepSeek-V3 report, §1"""
    run = implied_throughput(37 * 10**9, 14_800 * 10**9, 2_664_000, "h800-sxm")
    assert run.gpu_hours_per_trillion_tokens == pytest.approx(180_000)
    assert run.mfu == pytest.approx(0.3464, rel=1e-3)


def test_scouts_mfu_is_a_range_as_its_phases_are_not_published():
    """25.6 % if all tokens were read at 8K, 46.7 % at 256K; without attention 22.9 %."""
    run = implied_throughput()
    assert run.mfu == pytest.approx(0.229, abs=5e-4)
    assert run.mfu_short == pytest.approx(0.256, abs=5e-4)
    assert run.mfu_long == pytest.approx(0.467, abs=1e-3)
    assert run.mfu_short * 989.5 == pytest.approx(253.5, rel=1e-3)
    assert run.mfu_long * 989.5 == pytest.approx(462, rel=2e-3)


def test_figures_that_are_printed_with_two_digits_leave_a_percent_of_mfu_open():
    """5.0M is 4.95M to 5.05M, about 40T is 39.5T to 40.5T."""
    assert implied_throughput().mfu_range == "22.4% to 23.4%"
    maverick = implied_throughput(tokens=22 * 10**12, gpu_hours=2.38e6)
    assert maverick.mfu_range == "25.8% to 27.1%"


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        (5_000_000.0, 4.95e6, 5.05e6),
        (2_380_000.0, 2.375e6, 2.385e6),
        (40 * 10**12, 39.5e12, 40.5e12),
        (14_800 * 10**9, 14.75e12, 14.85e12),
        (2_664_000.0, 2_663_500, 2_664_500),
    ],
)
def test_a_published_figure_is_rounded_to_its_last_digit_and_has_two(
    printed: float, low: float, high: float
):
    assert rounding.bounds(printed) == (low, high)


def test_an_mfu_above_one_is_shown_although_its_figures_contradict_each_other():
    assert implied_throughput(gpu_hours=500_000).mfu > 1
