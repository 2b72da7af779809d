"""GPU-hours, days, dollars, energy and CO2 agree with published figures."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.llm import hardware, training
from calc.units import Unknown

TERA = 1e12
SIZES = st.floats(min_value=1e-3, max_value=1e30)
GROWTH = st.floats(min_value=1.001, max_value=1e6)
MFUS = st.floats(min_value=1e-3, max_value=1)


def test_three_published_figures_of_deepseek_v3_agree():
    """250 GFLOP per token and 180K GPU-hours per trillion tokens give 385 TFLOP/s.

    Source: DeepSeek-V3 report §1; DeepSeek ISCA 2025, Tables 2 and 4.
    """
    speed = training.flops_per_gpu(250e9 * 1e12, 180_000)
    assert speed == pytest.approx(385.8 * TERA, rel=1e-4)
    assert speed == pytest.approx(385 * TERA, rel=0.003)


def test_deepseek_v3_takes_180_thousand_hours_a_trillion_tokens():
    assert training.gpu_hours_per_trillion_tokens(2_664_000, 14_800 * 10**9) == pytest.approx(
        180_000
    )


def test_deepseek_v3_takes_a_trillion_tokens_in_3_7_days():
    """On 2048 H800. Source: DeepSeek-V3 report §1"""
    assert round(training.days(180_000, 2048), 1) == 3.7


@pytest.mark.parametrize(
    ("hours", "dollars"),
    [(2_664_000, 5.328e6), (119_000, 0.238e6), (5_000, 0.01e6), (2_788_000, 5.576e6)],
)
def test_deepseek_v3_costs_what_its_table_says(hours, dollars):
    """Source: DeepSeek-V3 report, Table 1"""
    assert training.cost(hours, 2.0) == dollars


@pytest.mark.parametrize(
    ("tokens", "hours", "tflops"), [(40e12, 5.0e6, 226.7), (22e12, 2.38e6, 261.9)]
)
def test_scout_and_maverick_have_the_speed_that_epoch_computes(tokens, hours, tflops):
    """227 and 262 TFLOP/s, 11.5 % and 13.2 % of the FP8 peak. Source: Epoch AI"""
    compute = 6 * 17e9 * tokens
    assert training.flops_per_gpu(compute, hours) == pytest.approx(tflops * TERA, rel=2e-4)
    share = training.mfu(compute, hours, hardware.H100_SXM.peak_fp8)
    assert round(100 * share, 1) == {226.7: 11.5, 261.9: 13.2}[tflops]


def test_behemoth_would_take_36_9_million_hours_for_30_trillion_tokens():
    """The number of tokens is assumed, since it is not published; 390 TFLOP/s is Meta's figure."""
    compute = 6 * 288e9 * 30e12
    assert compute == pytest.approx(5.184e25)
    assert training.gpu_hours(compute, 390 * TERA, 1) == pytest.approx(36_923_077, rel=1e-8)


def test_390_tflops_is_a_fifth_of_an_h100s_fp8_peak():
    assert round(390 * TERA / hardware.H100_SXM.peak_bf16, 3) == 0.394
    assert round(390 * TERA / hardware.H100_SXM.peak_fp8, 3) == 0.197


@pytest.mark.parametrize(
    ("hours", "megawatt_hours", "tonnes"),
    [(82_432, 36, 14), (135_168, 59, 23), (530_432, 233, 90), (1_022_362, 449, 173)],
)
def test_llama_1_has_the_energy_and_emissions_of_its_table(hours, megawatt_hours, tonnes):
    """Source: LLaMA, Table 15, in which MWh are truncated and tonnes rounded"""
    used = training.energy(hours, 400, pue=training.PUE_LLAMA)
    assert used // 1e6 == megawatt_hours
    assert round(training.co2(used, training.GRID_LLAMA) / 1e6) == tonnes


@pytest.mark.parametrize(
    ("hours", "watts", "tonnes"),
    [
        (184_320, 400, 31.22),
        (368_640, 400, 62.44),
        (1_720_320, 400, 291.42),
        (1_038_336, 350, 153.90),
    ],
)
def test_llama_2_has_the_emissions_of_its_model_card(hours, watts, tonnes):
    """With the PUE and the grid of LLaMA 1. Source: Llama 2 model card; for 34B paper, Table 2"""
    used = training.energy(hours, watts, pue=training.PUE_LLAMA)
    assert training.co2(used, training.GRID_LLAMA) / 1e6 == pytest.approx(tonnes, rel=5e-4)


def test_maverick_has_the_emissions_of_its_card_with_the_grid_of_scouts_row():
    """645 t, and 0.387 t/MWh. Source: Llama 4 model card, training energy table"""
    used = training.energy(2.38e6, 700)
    assert round(training.co2(used, training.GRID_LLAMA_4) / 1e6) == 645
    assert round(training.GRID_LLAMA_4, 3) == 0.387


def test_scout_used_three_and_a_half_gigawatt_hours():
    assert training.energy(5.0e6, 700) == 3.5e9
    assert training.energy(2.38e6, 700) == pytest.approx(1.666e9)


@given(compute=SIZES, peak=SIZES, mfu=MFUS)
def test_mfu_and_gpu_hours_are_inverse(compute, peak, mfu):
    hours = training.gpu_hours(compute, peak, mfu)
    assert training.mfu(compute, hours, peak) == pytest.approx(mfu, rel=1e-12)
    assert training.flops_per_gpu(compute, hours) == pytest.approx(peak * mfu, rel=1e-12)


@given(compute=SIZES, peak=SIZES, mfu=MFUS, more=GROWTH)
def test_hours_grow_with_compute_and_shrink_with_speed(compute, peak, mfu, more):
    hours = training.gpu_hours(compute, peak, mfu)
    assert training.gpu_hours(compute * more, peak, mfu) > hours
    assert training.gpu_hours(compute, peak * more, mfu) < hours
    assert training.gpu_hours(compute, peak, mfu / more) > hours


@given(hours=SIZES, price=SIZES, more=GROWTH)
def test_cost_energy_and_co2_grow_with_both_factors(hours, price, more):
    for formula in (training.cost, training.energy, training.co2):
        assert formula(hours * more, price) > formula(hours, price)
        assert formula(hours, price * more) > formula(hours, price)


@given(hours=SIZES, accelerators=st.integers(min_value=1, max_value=10**7))
def test_twice_the_accelerators_take_half_the_days(hours, accelerators):
    whole = training.days(hours, accelerators)
    assert training.days(hours, 2 * accelerators) == pytest.approx(whole / 2, rel=1e-12)


@given(hours=SIZES, watts=SIZES, pue=st.floats(min_value=1, max_value=3))
def test_a_pue_never_lowers_the_energy(hours, watts, pue):
    assert training.energy(hours, watts, pue) >= training.energy(hours, watts)


NOT_ABOVE_ZERO = [0, -1, -0.0, math.nan, math.inf, -math.inf, 10**400]


@pytest.mark.parametrize("bad", NOT_ABOVE_ZERO)
@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (training.gpu_hours, {"compute": 1e24, "peak": 1e15, "mfu": 0.4}),
        (training.flops_per_gpu, {"compute": 1e24, "gpu_hours": 1e6}),
        (training.mfu, {"compute": 1e24, "gpu_hours": 1e6, "peak": 1e15}),
        (training.gpu_hours_per_trillion_tokens, {"gpu_hours": 1e6, "tokens": 10**12}),
        (training.days, {"gpu_hours": 1e6, "accelerators": 8}),
    ],
)
def test_an_argument_that_must_be_above_zero_is_named_in_the_error(function, arguments, bad):
    for name in arguments:
        with pytest.raises(ValueError, match=f"^{name} must be"):
            function(**{**arguments, name: bad})


@pytest.mark.parametrize("bad", [-1, math.nan, math.inf, 10**400])
@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (training.cost, {"gpu_hours": 1e6, "usd_per_gpu_hour": 2}),
        (training.energy, {"gpu_hours": 1e6, "tdp": 700, "pue": 1.1}),
        (training.co2, {"energy": 1e9, "grid": 0.4}),
    ],
)
def test_a_negative_argument_is_named_in_the_error(function, arguments, bad):
    for name in arguments:
        with pytest.raises(ValueError, match=f"^{name} must be"):
            function(**{**arguments, name: bad})


def test_an_mfu_above_one_is_refused_as_an_argument_but_possible_as_a_result():
    with pytest.raises(ValueError, match="mfu must be above 0 and at most 1"):
        training.gpu_hours(1e24, 1e15, 1.1)
    assert training.mfu(7.2e18, 1, 1e15) == 2


def test_no_gpu_hours_cost_nothing():
    assert training.cost(0, 2) == training.energy(0, 700) == training.co2(0, 0.4) == 0
    assert training.cost(10, 0) == 0


def test_every_function_passes_an_unknown_on():
    missing = Unknown("Nobody has published it.")
    assert training.gpu_hours(missing, 1e15, 0.4) is missing
    assert training.gpu_hours(1e24, missing, 0.4) is missing
    assert training.flops_per_gpu(1e24, missing) is missing
    assert training.mfu(1e24, 1e6, missing) is missing
    assert training.gpu_hours_per_trillion_tokens(1e6, missing) is missing
    assert training.days(missing, 8) is missing
    assert training.cost(missing, 2) is missing
    assert training.energy(1e6, missing, pue=1.1) is missing
    assert training.co2(training.energy(1e6, missing), 0.4) is missing
