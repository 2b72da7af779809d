"""Meta's runs, from its model cards and papers."""

from calc.analysis.runs.run import NO_COUNT, NO_MFU, Quality, Run
from calc.llm.published.figure import BILLION, TONNE, TRILLION
from calc.llm.units import Gram
from calc.units import Unknown

_ENERGY = "training energy use, table"
_AT_LEAST = "Tokens are a lower bound (15T+), so the speed is one too."


_TWO_CLUSTERS = Unknown("Meta names two clusters of 24K H100 for Llama 3, but no number per model.")
_LLAMA_4 = Unknown("Meta publishes the GPU-hours of Scout and Maverick, not the number of GPUs.")


def _llama_1(
    size: str,
    parameters: float,
    tokens: float,
    hours: int,
    tonnes: float,
    count: int | Unknown = NO_COUNT,
) -> Run:
    return _dense(
        key=f"llama-1-{size.lower()}",
        name=f"LLaMA-{size}",
        parameters=parameters,
        tokens=tokens,
        hours=hours,
        gpu="A100-80GB",
        tonnes=tonnes,
        count=count,
        source="LLAMA1",
        where="Table 15 (hours), Table 2 (tokens)",
    )


def _llama_2(size: str, parameters: float, hours: int, tonnes: float) -> Run:
    return _dense(
        key=f"llama-2-{size.lower()}",
        name=f"Llama 2 {size}",
        parameters=parameters,
        tokens=2.0,
        hours=hours,
        gpu="A100-80GB",
        tonnes=tonnes,
        source="LLAMA2CARD",
        where="carbon footprint, table",
    )


def _llama_3(
    version: str, size: str, parameters: float, hours: float, tonnes: float, source: str
) -> Run:
    return _dense(
        key=f"llama-{version}-{size.lower()}",
        name=f"Llama {version} {size}",
        parameters=parameters,
        tokens=15.0,
        hours=hours,
        gpu="H100-80GB",
        count=_TWO_CLUSTERS,
        tonnes=tonnes,
        source=source,
        where=_ENERGY,
        quality="B",
        note=_AT_LEAST,
    )


def _dense(
    *,
    key: str,
    name: str,
    parameters: float,
    tokens: float,
    hours: float,
    gpu: str,
    count: int | Unknown = NO_COUNT,
    tonnes: float | Unknown,
    source: str,
    where: str,
    mfu: float | Unknown = NO_MFU,
    more_sources: tuple[str, ...] = (),
    quality: Quality = "A",
    note: str = "",
) -> Run:
    """A run in billions of parameters, trillions of tokens and tonnes."""
    co2: Gram | Unknown = tonnes * TONNE
    N = round(parameters * BILLION)
    return Run(
        key=key,
        name=name,
        kind="dense",
        total=N,
        active=N,
        tokens=round(tokens * TRILLION),
        gpu_hours=hours,
        accelerator={"A100-80GB": "a100-80gb", "H100-80GB": "h100-sxm"}[gpu],
        accelerator_stated=gpu,
        accelerators=count,
        co2=co2,
        reported_mfu=mfu,
        quality=quality,
        source=source,
        where=where,
        more_sources=more_sources,
        note=note,
    )


LLAMA_4 = (
    Run(
        key="scout",
        name="Llama 4 Scout",
        kind="moe",
        total=109 * BILLION,
        active=17 * BILLION,
        tokens=40 * TRILLION,
        gpu_hours=5.0e6,
        accelerator="h100-sxm",
        accelerator_stated="H100-80GB",
        accelerators=_LLAMA_4,
        co2=1_354 * TONNE,
        quality="A",
        source="LL4CARD",
        where=_ENERGY,
        note="The card does not say whether restarts and mid-training are in the hours.",
    ),
    Run(
        key="maverick",
        name="Llama 4 Maverick",
        kind="moe",
        total=400 * BILLION,
        active=17 * BILLION,
        tokens=22 * TRILLION,
        gpu_hours=2.38e6,
        accelerator="h100-sxm",
        accelerator_stated="H100-80GB",
        accelerators=_LLAMA_4,
        co2=645 * TONNE,
        quality="A",
        source="LL4CARD",
        where=_ENERGY,
        note="Codistilled from Behemoth; Meta does not say if its passes are in the hours.",
    ),
)

LLAMA = (
    *LLAMA_4,
    _dense(
        key="llama-3.1-405b",
        name="Llama 3.1 405B",
        parameters=405.853,
        tokens=15.6,
        hours=30.84e6,
        gpu="H100-80GB",
        count=16_384,
        tonnes=8_930,
        source="LLAMA31CARD",
        where=_ENERGY,
        mfu=0.41,  # 16,384 GPUs, sequence 8,192; Llama 3, Table 4
        more_sources=("LLAMA3",),
        note="Tokens from the paper; the card says 15T+.",
    ),
    _llama_3("3.1", "70B", 70.554, 7.0e6, 2_040, "LLAMA31CARD"),
    _llama_3("3.1", "8B", 8.03, 1.46e6, 420, "LLAMA31CARD"),
    _llama_3("3", "70B", 70.55, 6.4e6, 1_900, "LLAMA3CARD"),
    _llama_3("3", "8B", 8.03, 1.3e6, 390, "LLAMA3CARD"),
    _llama_2("70B", 68.977, 1_720_320, 291.42),
    _llama_2("13B", 13.016, 368_640, 62.44),
    _llama_2("7B", 6.738, 184_320, 31.22),
    _dense(
        key="llama-2-34b",
        name="Llama 2 34B (unreleased)",
        parameters=34,
        tokens=2.0,
        hours=1_038_336,
        gpu="A100-80GB",
        tonnes=153.90,
        source="LLAMA2",
        where="Table 2; the card's total of 3,311,616 h needs this row",
        quality="B",
        note="At 350 W per GPU, where its siblings have 400 W.",
    ),
    _llama_1("65B", 65.2, 1.4, 1_022_362, 173, count=2048),
    _llama_1("33B", 32.5, 1.4, 530_432, 90),
    _llama_1("13B", 13.0, 1.0, 135_168, 23),
    _llama_1("7B", 6.7, 1.0, 82_432, 14),
    _dense(
        key="llama-3.3-70b",
        name="Llama 3.3 70B",
        parameters=70.55,
        tokens=15.0,
        hours=7.0e6,
        gpu="H100-80GB",
        # The card prints 12.9 t for 7.0M hours, beside 2,040 t for as many of Llama 3.1.
        tonnes=Unknown("The emissions on the card of Llama 3.3 contradict its hours."),
        source="LLAMA33CARD",
        where=_ENERGY,
        quality="C",
        note="The card still gives the total of the 3.1 family, so this is not reliable.",
    ),
    _dense(
        key="llama-3.2-3b",
        name="Llama 3.2 3B",
        parameters=3.21,
        tokens=9.0,
        hours=460_000,
        gpu="H100-80GB",
        tonnes=133,
        source="LLAMA32CARD",
        where=_ENERGY,
        quality="C",
        note="Pruned and distilled; up to 9T tokens; 86K hours of teacher logits are shared.",
    ),
    _dense(
        key="llama-3.2-1b",
        name="Llama 3.2 1B",
        parameters=1.23,
        tokens=9.0,
        hours=370_000,
        gpu="H100-80GB",
        tonnes=107,
        source="LLAMA32CARD",
        where=_ENERGY,
        quality="C",
        note="Pruned and distilled; up to 9T tokens; 86K hours of teacher logits are shared.",
    ),
    _dense(
        key="opt-175b",
        name="OPT-175B",
        parameters=175,
        tokens=0.18,
        hours=992 * 34 * 24,
        gpu="A100-80GB",
        count=992,
        tonnes=137,
        source="LLAMA1",
        where="Table 15: 992 GPUs for 34 days",
        more_sources=("OPT",),
        quality="C",
        note="The hours are an estimate of LLaMA's authors, not of OPT's makers. How many tokens "
        "the model was trained on in all is not stated.",
    ),
)
