"""The cost of the published runs, computed from what their makers state."""

import pytest

from calc.calculators.implied_throughput import implied_throughput
from calc.calculators.training_run import training_run
from calc.form.state import FormSettings, fill
from calc.llm import parameters, published
from calc.llm.models import MODELS, SCOUT
from calc.llm.sources import SOURCES
from calc.units import Unknown


def table(conventions):
    """The rows of a table that is known."""
    assert isinstance(conventions, list)
    return conventions


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
    assert run.days == pytest.approx(5e6 / 16_384 / 24, rel=3e-4)


@pytest.mark.parametrize(
    ("model", "gpus", "days"), [("deepseek-v3", 2_048, 54.2), ("llama-3.1-405b", 16_384, 78.4)]
)
def test_a_run_takes_the_days_of_the_gpus_that_its_maker_states(model: str, gpus: int, days: float):
    run = training_run(model=model)
    assert run.days == pytest.approx(days, rel=1e-3)
    assert run.days == pytest.approx(run.gpu_hours / gpus / 24)


@pytest.mark.parametrize(("gpus", "days"), [(8_192, 25.4), (16_384, 12.7), (32_000, 6.5)])
def test_scouts_days_are_a_range_as_its_gpus_are_not_published(gpus: int, days: float):
    assert training_run(model="scout", accelerators=gpus).days == pytest.approx(days, rel=2e-3)
    note = about("scout", "accelerators")
    assert "Assumption: 16,384; Meta has not published it." in note
    assert "25.4 days on 8,192 GPUs and 6.5 on 32,000" in note


@pytest.mark.parametrize(
    ("model", "span"),
    [
        ("scout", "$10.0M to $25.0M, at $2.00 to $5.00 an hour (autumn 2024"),
        ("maverick", "$4.76M to $11.9M, at $2.00 to $5.00 an hour (autumn 2024"),
        ("deepseek-v3", "$5.33M to $9.06M, at $2.00 to $3.40 an hour (autumn 2024"),
    ],
)
def test_the_rent_is_a_range_at_the_prices_of_the_time(model: str, span: str):
    assert f"{training_run(model=model).cost_range}".startswith(span)


def test_on_another_accelerator_the_rent_is_that_of_today_or_unknown():
    today = training_run(model="scout", accelerator="b200").cost_range
    assert f"{today}".endswith("at $5.00 to $8.60 an hour (November 2026)")
    nowhere = training_run(model="scout", accelerator="trainium3").cost_range
    assert nowhere == Unknown("No dated price of the Trainium3 was found.")


def about(model: str, field: str) -> str:
    """What the form says of a start value, with its source."""
    values = training_run.complete({"model": training_run.fields["model"].read(model)})
    return " ".join(training_run.about_start(field, values))


@pytest.mark.parametrize("model", [model.key for model in MODELS])
def test_what_is_not_published_is_called_an_assumption(model: str):
    """And what is called published has the value and the source of a published figure."""
    for field in ("tokens", "accelerator", "accelerators"):
        figure = published.PUBLISHED[model].get(field)
        said = about(model, field)
        if figure is None or isinstance(figure.value, Unknown):
            assert said.startswith("Assumption: "), field
        else:
            assert said.startswith("As published. "), field
            assert SOURCES[figure.source].title in said
    derived = about(model, "mfu")
    hours = published.PUBLISHED[model].get("gpu_hours")
    if hours is None or isinstance(hours.value, Unknown):
        assert "published GPU-hours" not in derived
    else:
        assert derived.startswith("It gives back the published GPU-hours;")


def test_scouts_two_mfus_are_explained():
    """23.1 % with 17.2B active parameters as counted, 22.9 % with the 17B on the card."""
    start = training_run.complete({})["mfu"]
    assert start == pytest.approx(0.2314)
    assert "it would be 22.9%" in about("scout", "mfu")
    rounded = implied_throughput().mfu
    assert rounded * parameters.active(SCOUT) / 17e9 == pytest.approx(start, abs=1e-4)


def test_a_note_about_a_start_value_goes_when_the_value_changes():
    field = "tokens"
    for inputs, kept in (({}, True), ({field: "22T"}, False), ({field: "40T"}, True)):
        entry = fill(training_run, FormSettings(), inputs).entries[field]
        assert bool(entry.source) == ("As published." in entry.about_value) == kept
    other = fill(training_run, FormSettings(start={field: "30T"}), {}).entries[field]
    assert (other.about_value, other.source) == ("", "")


def test_maverick_costs_as_much_per_token_as_scout():
    """Although it is larger: both use 17B parameters for each token."""
    tokens = 30 * 10**12
    scout = training_run(model="scout", tokens=tokens)
    maverick = training_run(model="maverick", tokens=tokens)
    assert maverick.total_parameters > 3 * scout.total_parameters
    assert maverick.compute == pytest.approx(scout.compute, rel=1e-3)


def test_behemoths_hours_rest_on_an_assumed_corpus_of_30_trillion_tokens():
    what_if = training_run(model="behemoth", tokens=30 * 10**12)
    assert what_if.gpu_hours == pytest.approx(36.9e6, rel=1e-3)
    assert training_run(model="behemoth") == what_if
    assert "Assumption: 30T" in about("behemoth", "tokens")


@pytest.mark.parametrize("model", ["mixtral-8x7b", "mixtral-8x22b"])
def test_mixtrals_rent_rests_on_assumptions(model: str):
    run = training_run(model=model)
    assert run.cost == training_run(model=model, tokens=8 * 10**12, mfu=0.35).cost
    assert run.cost > 0


def test_a_tpu_without_a_published_tdp_has_hours_but_no_energy():
    run = training_run(accelerator="tpu-v5p")
    assert run.gpu_hours > training_run().gpu_hours
    assert run.energy == run.co2 == Unknown("Google does not publish the TDP of the TPU v5p.")


def test_an_accelerator_of_ones_own_has_the_peak_that_is_typed():
    run = training_run(accelerator="own", own_peak=989.5e12)
    assert run.gpu_hours == training_run().gpu_hours
    assert training_run(accelerator="own", own_peak=2 * 989.5e12).gpu_hours == run.gpu_hours / 2
    assert training_run(own_peak=989.5e12) == training_run()
    assert isinstance(training_run(accelerator="own").gpu_hours, Unknown)
    assert run.cost_range == Unknown("An accelerator of one’s own has no dated price.")


def test_hours_are_unknown_without_a_published_peak():
    assert isinstance(training_run(accelerator="a100-80gb", precision="fp8").gpu_hours, Unknown)


def test_twice_the_tokens_cost_twice_as_much():
    once, twice = training_run(tokens=10**13), training_run(tokens=2 * 10**13)
    for result in ("compute", "gpu_hours", "days", "cost", "energy", "co2"):
        assert getattr(twice, result) == pytest.approx(2 * getattr(once, result))


def test_published_hours_come_back_as_losses_and_ablations_are_off():
    for model in ("scout", "maverick", "deepseek-v3", "llama-3.1-405b", "behemoth"):
        run = training_run(model=model)
        assert run.losses == run.context_factor == 1
        price = training_run.complete({"model": training_run.fields["model"].read(model)})
        assert run.cost == run.gpu_hours * price["usd_per_gpu_hour"]


def test_losses_and_ablations_are_in_every_figure_of_the_run():
    plain, paid = training_run(), training_run(goodput=0.9, ablations=0.5)
    assert paid.compute == plain.compute
    for result in ("gpu_hours", "days", "cost", "energy", "co2"):
        assert getattr(paid, result) == pytest.approx(getattr(plain, result) / 0.9 * 1.5)
    assert f"{paid.cost_range}".startswith("$16.7M to $41.7M")
    assert plain.conventions == paid.conventions


def test_a_longer_context_adds_gpu_time():
    """By the exact operations, attention included, of a token at the longest and the short one."""
    run, longer = training_run(), training_run(long_fraction=0.01)
    per_token = {one.convention: one.per_token for one in table(run.conventions)}
    exact = per_token["Exact, with causal attention"]
    long = per_token["Exact, if all tokens were at the longest context"]
    assert longer.context_factor == pytest.approx(0.99 + 0.01 * long / exact)
    assert longer.gpu_hours == pytest.approx(run.gpu_hours * longer.context_factor)
    assert longer.compute == run.compute


def test_deepseek_v3s_long_phases_take_about_as_much_more_as_it_publishes():
    """119K of 2,664K GPU-hours for two phases of 1000 steps: 1920 sequences of 32K, 480 of 128K.

    The report's hours are 4.5 % for 0.85 % and 0.43 % of the tokens, for attention and because a
    long context is slower to train than its operations say.
    Source: DeepSeek-V3 report, table 1 and §4.3, https://arxiv.org/html/2412.19437v2
    """
    extended = training_run(model="deepseek-v3", tokens=14.926e12, long_fraction=0.0085)
    plain = training_run(model="deepseek-v3", tokens=14.8e12)
    published_share = 119_000 / 2_664_000
    assert 0.01 < extended.gpu_hours / plain.gpu_hours - 1 < published_share


def test_behemoths_longer_context_is_unknown_only_if_it_is_asked_for():
    assert isinstance(training_run(model="behemoth", long_fraction=0.1).gpu_hours, Unknown)


def test_spot_and_reserved_prices_are_of_the_h100():
    spot = training_run(rate="spot-2026-09")
    assert spot.cost == pytest.approx(spot.gpu_hours * 2.46)
    assert spot.gpu_hours == training_run().gpu_hours
    assert isinstance(training_run(rate="spot-2026-09", accelerator="b200").cost, Unknown)


def test_one_speed_has_an_mfu_for_each_convention():
    """Scout by the card's figures: 25.6 % if all tokens were at 8K, 46.6 % at 256K."""
    found = implied_throughput()
    shares = {one.convention: one.share for one in table(found.conventions)}
    assert next(iter(shares.values())) == pytest.approx(found.mfu)
    assert shares["Exact, with causal attention"] == pytest.approx(found.mfu_short)
    assert shares["Exact, if all tokens were at the longest context"] == pytest.approx(
        found.mfu_long
    )
    hfu = shares["HFU: exact, with all of forward computed again"]
    assert hfu == pytest.approx(found.mfu_short * 4 / 3)
