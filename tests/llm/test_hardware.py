"""Accelerators have the figures that their makers and users print."""

import pytest

from calc.llm import hardware, sources
from calc.units import Unknown

TERA = 1e12
EACH_ACCELERATOR = pytest.mark.parametrize(
    "accelerator", hardware.ACCELERATORS.values(), ids=lambda a: a.key
)


@pytest.mark.parametrize(
    ("accelerator", "bf16", "fp8"),
    [(hardware.H100_SXM, 1_979, 3_958), (hardware.H200_SXM, 1_979, 3_958)],
)
def test_a_dense_peak_is_half_of_what_nvidia_prints_with_sparsity(accelerator, bf16, fp8):
    """Source: NVIDIA product pages for the H100 and the H200"""
    assert hardware.peak(accelerator, "bf16") == bf16 * TERA / 2
    assert hardware.peak(accelerator, "fp8") == fp8 * TERA / 2


def test_the_a100_has_a_peak_of_312_teraflops():
    """Source: NVIDIA A100 data sheet"""
    assert hardware.peak(hardware.A100_80GB, "bf16") == 312 * TERA


@pytest.mark.parametrize(("speed", "mfu"), [(432, 0.4373), (385, 0.3894)])
def test_the_peak_of_the_h800_follows_from_deepseeks_speed_and_mfu(speed, mfu):
    """Source: DeepSeek ISCA 2025, Table 4"""
    assert speed * TERA / mfu == pytest.approx(hardware.peak(hardware.H800_SXM, "bf16"), rel=2e-3)


OTHER_FP8_PEAKS = {"tpu-v5p": 1, "tpu-v6e": 1, "trainium2": 1.95, "trainium3": 3.75}
"""FP8 over BF16, by the makers' pages: TPUs before the seventh are no faster in FP8."""


@EACH_ACCELERATOR
def test_the_fp8_peak_is_twice_the_bf16_peak_but_of_tpus_and_trainium(accelerator):
    fp8 = hardware.peak(accelerator, "fp8")
    if isinstance(fp8, Unknown):
        assert fp8.reason.endswith(".")
    else:
        times = OTHER_FP8_PEAKS.get(accelerator.key, 2)
        assert fp8 == pytest.approx(times * hardware.peak(accelerator, "bf16"), rel=0.013)


@pytest.mark.parametrize(
    ("key", "bf16", "fp8", "memory", "bandwidth", "tdp"),
    [
        ("b300", 2250, 4500, 288e9, 8.0, 1100),
        ("gb300", 180_000 / 72, 360_000 / 72, 288e9, 8.0, 1400),
        ("mi355x", 2500, 5000, 288e9, 8.0, 1400),
        ("mi350x", 2300, 4600, 288e9, 8.0, 1000),
        ("h20", 148, 296, 96e9, 4.0, 400),
        ("l40s", 362, 733, 48e9, 0.864, 350),
        ("rtx-4090", 165, 330, 24e9, 1.008, 450),
        ("rtx-5090", 210, 419, 32e9, 1.792, 575),
        ("rtx-pro-6000", 504, 1008, 96e9, 1.792, 600),
        ("tpu-7x", 2307, 4614, 192 * 2**30, 7.38, None),
        ("trainium2", 667, 1299, 96 * 2**30, 2.9, None),
        ("trainium3", 671, 2517, 144 * 2**30, 4.9, None),
    ],
)
def test_a_newer_accelerator_has_the_figures_of_its_source(key, bf16, fp8, memory, bandwidth, tdp):
    """Sources: each accelerator's own; of TPUs and Trainium the makers' documentation"""
    chip = hardware.ACCELERATORS[key]
    assert (chip.peak_bf16, chip.peak_fp8) == (bf16 * TERA, fp8 * TERA)
    assert (chip.memory, chip.bandwidth) == (memory, bandwidth * TERA)
    assert isinstance(chip.tdp, Unknown) if tdp is None else chip.tdp == tdp


@pytest.mark.parametrize(
    ("missing", "figure"),
    [
        (hardware.H800_SXM.peak_fp8, "FP8"),
        (hardware.A100_80GB.peak_fp8, "no FP8"),
        (hardware.RTX_A6000.peak_fp8, "no FP8"),
        (hardware.TPU_V5P.tdp, "TDP"),
        (hardware.TPU_V6E.tdp, "TDP"),
    ],
)
def test_the_reason_of_an_unknown_names_the_figure(missing, figure):
    assert isinstance(missing, Unknown)
    assert figure in missing.reason


def test_keys_in_published_permalinks_still_exist():
    assert {
        "h100-sxm",
        "h800-sxm",
        "a100-80gb",
        "h200-sxm",
        "b200",
        "gb200",
        "mi300x",
        "tpu-v5p",
        "tpu-v6e",
    } <= hardware.ACCELERATORS.keys()


@EACH_ACCELERATOR
def test_every_accelerator_has_a_source_and_values_in_base_units(accelerator):
    assert hardware.ACCELERATORS[accelerator.key] is accelerator
    assert accelerator.source in sources.SOURCES
    assert 16 * 10**9 < accelerator.memory < 1000 * 10**9
    assert 0.5e12 < accelerator.bandwidth < 20e12
    assert 1e14 < hardware.peak(accelerator, "bf16") < 1e16


def test_a_precision_without_a_peak_is_refused():
    with pytest.raises(ValueError, match="precision must be 'bf16' or 'fp8', not 'int8'"):
        hardware.peak(hardware.H100_SXM, "int8")  # type: ignore[arg-type]
