"""How fast the published runs must have been."""

import pytest

from calc.calculators.implied_throughput import implied_throughput


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


def test_an_mfu_above_one_is_shown_although_its_figures_contradict_each_other():
    assert implied_throughput(gpu_hours=500_000).mfu > 1
