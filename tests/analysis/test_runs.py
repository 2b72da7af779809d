"""The published runs, compared with hours and speeds that were derived independently."""

import pytest

from calc.analysis import published, runs, sources
from calc.llm import hardware
from calc.units import Unknown

TERA = 1e12
each_run = pytest.mark.parametrize("run", runs.RUNS.values(), ids=lambda run: run.key)

DERIVED = {
    # key: GPU-hours, GPU-hours per trillion tokens, implied TFLOP/s per GPU, quality
    "scout": (5_000_000, 125_000, 226.7, "A"),
    "deepseek-v3": (2_664_000, 180_000, 342.6, "A"),
    "maverick": (2_380_000, 108_182, 261.9, "A"),
    "dots-llm1": (1_456_000, 130_000, 179.5, "A"),
    "deepseek-v2": (1_399_680, 172_800, 202.5, "A"),
    "arctic": (504_000, 144_000, 196.8, "B"),
    "phi-3.5-moe": (282_624, 57_678, 190.7, "B"),
    "grin-moe": (221_184, 55_296, 198.9, "B"),
    "olmoe-1b-7b": (61_440, 12_047, 179.9, "B"),
    "trinity-large": (1_622_016, 95_413, 227.1, "C"),
    "a.x-k1": (1_843_200, 184_320, 298.4, "C"),
    "solar-open-100b": (760_320, 38_595, 518.2, "C"),
    "llama-3.1-405b": (30_840_000, 1_976_923, 342.2, "A"),
    "llama-2-70b": (1_720_320, 860_160, 133.7, "A"),
    "llama-1-65b": (1_022_362, 730_259, 148.8, "A"),
    "llama-1-33b": (530_432, 378_880, 143.0, "A"),
    "llama-2-13b": (368_640, 184_320, 117.7, "A"),
    "llama-2-7b": (184_320, 92_160, 121.9, "A"),
    "llama-1-13b": (135_168, 135_168, 160.3, "A"),
    "llama-1-7b": (82_432, 82_432, 135.5, "A"),
    "palm-540b": (8_404_992, 10_775_631, 83.6, "B"),
    "llama-3.1-70b": (7_000_000, 466_667, 252.0, "B"),
    "falcon-180b": (7_000_000, 2_000_000, 149.6, "B"),
    "llama-3-70b": (6_400_000, 426_667, 275.6, "B"),
    "gopher-280b": (3_768_320, 12_561_067, 37.2, "B"),
    "llama-3.1-8b": (1_460_000, 97_333, 137.5, "B"),
    "llama-3-8b": (1_300_000, 86_667, 154.4, "B"),
    "bloom-176b": (1_082_990, 2_958_989, 99.3, "B"),
    "llama-2-34b": (1_038_336, 519_168, 109.1, "B"),
    "phi-4": (967_680, 98_743, 248.1, "B"),
    "nemotron-4-15b": (687_513.6, 85_939, 290.9, "B"),
    "bloomberggpt-50b": (651_264, 1_144_576, 73.7, "B"),
    "phi-3-medium": (516_096, 107_520, 217.0, "B"),
    "starcoderbase-15b": (320_256, 320_256, 80.7, "B"),
    "olmo-hybrid-7b": (76_062.72, 25_354, 460.1, "B"),
    "smollm2-1.7b": (140_000, 12_727, 224.1, "B"),
    "smollm2-360m": (20_000, 5_000, 120.7, "B"),
    "smollm2-135m": (5_000, 2_500, 90.0, "B"),
    "llada-8b": (130_000, 56_522, 235.9, "A"),
    "smollm3-3b": (221_184, 19_749, 259.5, "B"),
    "mpt-7b": (100_320, 100_320, 111.3, "B"),
    "pythia-12b": (72_300, 241_086, 81.9, "B"),
    "tinyllama-1.1b": (34_560, 11_520, 159.1, "B"),
    "pythia-6.9b": (33_500, 111_707, 102.3, "B"),
    "llama-3.3-70b": (7_000_000, 466_667, 252.0, "C"),
    "glm-130b": (1_105_920, 2_764_800, 78.4, "C"),
    "opt-175b": (809_472, 4_497_067, 64.9, "C"),
    "llama-3.2-3b": (460_000, 51_111, 104.7, "C"),
    "llama-3.2-1b": (370_000, 41_111, 49.9, "C"),
    "phi-3-mini": (122_880, 25_078, 252.5, "C"),
}
"""Derived without this package, as 6 N_active D / (3600 h)."""


def test_there_are_50_runs_and_all_have_independently_derived_figures():
    assert len(runs.RUNS) == 50
    assert runs.RUNS.keys() == DERIVED.keys()


@each_run
def test_a_run_has_the_hours_and_the_speed_derived_for_it(run):
    hours, hours_per_trillion, tflops, quality = DERIVED[run.key]
    assert run.gpu_hours == pytest.approx(hours, rel=1e-9)
    assert round(runs.gpu_hours_per_trillion_tokens(run)) == hours_per_trillion
    assert runs.flops_per_gpu(run) / TERA == pytest.approx(tflops, abs=0.0501)
    assert run.quality == quality


@each_run
def test_a_run_has_a_source_and_a_weak_one_says_why(run):
    assert runs.RUNS[run.key] is run
    assert run.source in sources.SOURCES
    assert run.where
    assert run.note or run.quality != "C"
    assert 0 < run.active <= run.total
    assert (run.active == run.total) == (run.kind == "dense")


@each_run
def test_no_run_was_faster_than_its_accelerator(run):
    share = runs.mfu(run)
    if isinstance(share, Unknown):
        assert isinstance(run.accelerator, Unknown)
        assert share is run.accelerator
    else:
        assert 0.04 < share < 0.6


@each_run
def test_at_its_implied_mfu_a_run_is_predicted_to_take_its_published_hours(run):
    hours = runs.predicted_gpu_hours(run, runs.mfu(run))
    if isinstance(run.accelerator, Unknown):
        assert hours is run.accelerator
    else:
        assert hours == pytest.approx(run.gpu_hours, rel=1e-12)


@pytest.mark.parametrize(
    ("key", "share"),
    [
        ("deepseek-v3", 0.890),
        ("llama-3.1-405b", 0.843),
        ("nemotron-4-15b", 0.964),
        ("tinyllama-1.1b", 0.911),
        ("glm-130b", 0.773),
    ],
)
def test_at_the_reported_mfu_the_cost_model_predicts_most_of_the_hours(key, share):
    """The rest is attention, which 6 N D leaves out, and lost time; GLM's hours are a bound."""
    run = runs.RUNS[key]
    hours = runs.predicted_gpu_hours(run, run.reported_mfu)
    assert hours / run.gpu_hours == pytest.approx(share, abs=5e-4)


def test_only_these_five_runs_report_an_mfu_on_a_known_peak():
    reported = [
        run.key
        for run in runs.RUNS.values()
        if not isinstance(run.reported_mfu, Unknown) and not isinstance(run.accelerator, Unknown)
    ]
    assert sorted(reported) == [
        "deepseek-v3",
        "glm-130b",
        "llama-3.1-405b",
        "nemotron-4-15b",
        "tinyllama-1.1b",
    ]


@pytest.mark.parametrize("key", ["palm-540b", "gopher-280b"])
def test_tpu_chip_hours_do_not_count_as_gpu_hours(key):
    run = runs.RUNS[key]
    share = runs.mfu(run)
    assert isinstance(share, Unknown)
    assert "TPU v" in share.reason
    assert "not GPU-hours" in share.reason
    assert "do not compare" in run.note


def test_hours_of_tpus_are_told_from_those_of_gpus():
    on_tpus = {run.key for run in runs.RUNS.values() if run.hour_of == "TPU"}
    assert on_tpus == {"palm-540b", "gopher-280b"}
    assert all("TPU" in runs.RUNS[key].accelerator_stated for key in on_tpus)


def test_the_hours_of_opt_are_said_not_to_be_its_makers():
    assert "not of OPT's makers" in runs.RUNS["opt-175b"].note


@each_run
def test_a_run_with_a_known_number_of_accelerators_took_a_plausible_time(run):
    """From under a week to half a year."""
    if not isinstance(run.accelerators, Unknown):
        days = run.gpu_hours / run.accelerators / 24
        assert 5 < days < 183, days


@pytest.mark.parametrize("key", ["scout", "maverick", "llama-2-70b", "llama-3-70b"])
def test_meta_has_not_published_how_many_gpus_these_runs_had(key):
    assert isinstance(runs.RUNS[key].accelerators, Unknown)


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("deepseek-v3", 2048),
        ("llama-3.1-405b", 16_384),
        ("llama-1-65b", 2048),
        ("opt-175b", 992),
        ("trinity-large", 2048),
        ("palm-540b", 6144),
    ],
)
def test_the_number_of_accelerators_is_the_published_one(key, count):
    assert runs.RUNS[key].accelerators == count


def test_every_known_accelerator_is_in_the_hardware_table():
    known = {run.accelerator for run in runs.RUNS.values()} - {
        run.accelerator for run in runs.RUNS.values() if isinstance(run.accelerator, Unknown)
    }
    assert known <= hardware.ACCELERATORS.keys()


def test_tinyllamas_three_figures_agree():
    """24K tokens a second on 16 GPUs for 90 days are 3T tokens. Source: TinyLlama, by Epoch"""
    run = runs.RUNS["tinyllama-1.1b"]
    assert 24_000 * 3600 * run.gpu_hours == pytest.approx(run.tokens, rel=0.005)


@pytest.mark.parametrize(
    ("keys", "hours", "tonnes"),
    [
        (("scout", "maverick"), 7.38e6, 1_999),
        (("llama-3.1-8b", "llama-3.1-70b", "llama-3.1-405b"), 39.3e6, 11_390),
        (("llama-3-8b", "llama-3-70b"), 7.7e6, 2_290),
        (("llama-2-7b", "llama-2-13b", "llama-2-34b", "llama-2-70b"), 3_311_616, 539.0),
        (("llama-3.2-1b", "llama-3.2-3b"), 833e3, 240),
    ],
)
def test_metas_rows_add_up_to_metas_totals(keys, hours, tonnes):
    """Llama 3.2's total also holds 2.9K hours and 0.84 t of quantized siblings. Source: cards"""
    family = [runs.RUNS[key] for key in keys]
    assert sum(run.gpu_hours for run in family) == pytest.approx(hours, rel=0.004)
    emitted = sum(run.co2 for run in family if not isinstance(run.co2, Unknown))
    assert emitted / 1e6 == pytest.approx(tonnes, rel=1e-4)


@pytest.mark.parametrize("key", sorted(runs.RUNS.keys() & published.PUBLISHED.keys()))
@pytest.mark.parametrize("field", ["tokens", "gpu_hours", "co2", "accelerator"])
def test_a_run_agrees_with_what_its_publisher_states(key, field):
    stated = published.PUBLISHED[key].get(field)
    if stated is not None and not isinstance(stated.value, Unknown):
        assert getattr(runs.RUNS[key], field) == stated.value


def test_the_mixture_of_experts_runs_come_first():
    kinds = [run.kind for run in runs.RUNS.values()]
    assert kinds == ["moe"] * 12 + ["dense"] * 38
