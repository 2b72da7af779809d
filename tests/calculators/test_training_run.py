"""The cost of the published runs, computed from what their makers state."""

import pytest

from calc.calculators.training_run import training_run
from calc.llm import published
from calc.units import Unknown


@pytest.mark.parametrize("model", ["scout", "maverick", "deepseek-v3", "llama-3.1-405b"])
def test_a_run_takes_the_hours_that_its_maker_states(model: str):
    """The MFU that starts in the form is the one that these hours imply, to 0.01 %."""
    hours = published.value(model, "gpu_hours")
    assert training_run(model=model).gpu_hours == pytest.approx(hours, rel=3e-4)


@pytest.mark.parametrize(("model", "tonnes"), [("scout", 1354), ("maverick", 645)])
def test_a_run_emits_what_metas_card_states(model: str, tonnes: int):
    """On a grid of 0.387 kg a kWh. Source: Llama 4 model card"""
    assert training_run(model=model).co2 / 1e6 == pytest.approx(tonnes, rel=2e-3)


def test_deepseek_v3_costs_what_its_report_says():
    """$5.328M of pre-training at $2 an hour. Source: DeepSeek-V3 report, Table 1"""
    assert training_run(model="deepseek-v3").cost == pytest.approx(5.328e6, rel=3e-4)


def test_scout_takes_4e24_operations_for_40_trillion_tokens():
    run = training_run(model="scout")
    assert run.compute == pytest.approx(6 * 17_172_894_720 * 40e12)
    assert run.days == pytest.approx(5e6 / 32_000 / 24, rel=3e-4)


def test_maverick_costs_as_much_per_token_as_scout():
    """Although it is larger: both use 17B parameters for each token."""
    tokens = 30 * 10**12
    scout = training_run(model="scout", tokens=tokens)
    maverick = training_run(model="maverick", tokens=tokens)
    assert maverick.total_parameters > 3 * scout.total_parameters
    assert maverick.compute == pytest.approx(scout.compute, rel=1e-3)


def test_behemoths_hours_are_unknown_without_a_corpus():
    assert isinstance(training_run(model="behemoth").gpu_hours, Unknown)
    what_if = training_run(model="behemoth", tokens=30 * 10**12)
    assert what_if.gpu_hours == pytest.approx(36.9e6, rel=1e-3)


def test_a_tpu_without_a_published_tdp_has_hours_but_no_energy():
    run = training_run(accelerator="tpu-v5p")
    assert run.gpu_hours > training_run().gpu_hours
    assert run.energy == run.co2 == Unknown("Google does not publish the TDP of the TPU v5p.")


def test_hours_are_unknown_without_a_published_peak():
    assert isinstance(training_run(accelerator="a100-80gb", precision="fp8").gpu_hours, Unknown)


def test_twice_the_tokens_cost_twice_as_much():
    once, twice = training_run(tokens=10**13), training_run(tokens=2 * 10**13)
    for result in ("compute", "gpu_hours", "days", "cost", "energy", "co2"):
        assert getattr(twice, result) == pytest.approx(2 * getattr(once, result))
