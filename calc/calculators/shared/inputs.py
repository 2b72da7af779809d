"""Inputs that several calculators have, each with its label, unit, bounds and scale.

A calculator adds its own note: `Annotated[inputs.Corpus, Note("…")]`.
"""

from typing import Annotated

from annotated_types import Interval, Unit, doc

from calc.calculators.shared import rents
from calc.calculators.shared.rents import Rate
from calc.form.markers import Note, Percent, Preset, Scale, Soft
from calc.llm.units import FlopPerSecond, Tokens, USDPerGPUHour
from calc.units import Fraction

RoutedExperts = Annotated[
    int,
    doc("Routed experts"),
    Unit("experts"),
    Interval(ge=0, le=4096),
    Soft(1, 1024),
    Scale("log"),
]
SharedExperts = Annotated[
    int,
    doc("Shared experts"),
    Unit("experts"),
    Interval(ge=0, le=64),
    Soft(0, 8),
    Note("Every token passes through them."),
]
TopK = Annotated[
    int,
    doc("Experts per token (top-k)"),
    Unit("experts"),
    Interval(ge=0, le=4096),
    Soft(1, 16),
    Note("Those that the router picks for each token."),
]
Corpus = Annotated[
    Tokens,
    doc("Corpus"),
    Interval(ge=1_000_000, le=10**18),
    Soft(10**9, 10**15),
    Scale("log"),
    Note("T is a trillion."),
]
Context = Annotated[
    Tokens,
    doc("Context"),
    Interval(ge=1, le=1_000_000_000),
    Soft(1000, 10_000_000),
    Scale("log"),
]
Sequences = Annotated[
    int,
    doc("Sequences at once"),
    Unit("sequences"),
    Interval(ge=1, le=1_000_000),
    Soft(1, 4096),
    Scale("log"),
    Note("Each has its own cache; 1 is a single user."),
]
ShortContext = Annotated[
    Tokens,
    doc("Context of the rest of the corpus"),
    Interval(ge=1, le=1_000_000_000),
    Soft(1000, 10_000_000),
    Scale("log"),
    Note("At most the longest context. 8Ki is 8,192."),
]
LongShare = Annotated[
    Fraction,
    doc("Share of the corpus at the longest context"),
    Interval(ge=0, le=1),
    Percent(),
    Note("In most runs few tokens, at the end."),
]
Goodput = Annotated[
    Fraction,
    doc("Goodput"),
    Interval(ge=0.01, le=1),
    Soft(0.3, 1),
    Percent(),
    Note(
        "The share of the paid time in which the run advances; restarts and waiting are the rest.",
        "The Llama 3 Herd of Models, §3.3.4, https://arxiv.org/abs/2407.21783",
        start="Assumption: 100%, for published GPU-hours have the losses in them. Meta reports over"
        " 90% for Llama 3.1 405B, and 44% to 80% on 100,000 GPUs (https://arxiv.org/abs/2602.00277).",
    ),
]
Ablations = Annotated[
    Fraction,
    doc("Ablations and failed runs"),
    Interval(ge=0, le=100),
    Soft(0, 3),
    Percent(),
    Note(
        "Their GPU time, as a share of the run.",
        "Morrison et al. 2025, https://arxiv.org/abs/2503.05804",
        start="Assumption: none, as makers count. Ai2 measured about 50% for OLMo.",
    ),
]
MFU = Annotated[Fraction, doc("MFU"), Interval(ge=0.001, le=1), Soft(0.05, 0.7), Percent()]
Accelerators = Annotated[
    int,
    doc("Accelerators"),
    Unit("GPUs"),
    Interval(ge=1, le=10_000_000),
    Soft(1, 1_000_000),
    Scale("log"),
    Note("All run from start to finish."),
]
Rent = Annotated[
    USDPerGPUHour,
    doc("Rent of one accelerator"),
    Interval(ge=0, le=1000),
    Soft(0.5, 15),
    Note("Per hour. Owners of accelerators have other costs."),
]
Rates = Annotated[
    Rate,
    doc("Rented at"),
    Preset(*rents.RATES),
    Note("Spot and reserved accelerators cost less than those rented by the hour."),
]
OwnPeak = Annotated[
    FlopPerSecond,
    doc("Another peak"),
    Interval(ge=0, le=10**18),
    Soft(0, 5 * 10**15),
    Note("In place of that of the accelerator, without sparsity; 0 takes the published one."),
]
PUE = Annotated[
    float,
    doc("PUE"),
    Interval(ge=1, le=3),
    Soft(1, 2),
    Note("Overhead of cooling and power supply; 1 means none."),
]
NO_OVERHEAD = 1.0
Grid = Annotated[
    float,
    doc("Grid"),
    Unit("kg CO₂e per kWh"),
    Interval(ge=0, le=3),
    Soft(0, 1),
    Note("Emissions per kilowatt-hour at the site of the run."),
]
