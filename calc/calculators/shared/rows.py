"""Rows of results that several calculators have, each with its label, unit and formula."""

from typing import Annotated

from annotated_types import Unit

from calc.calculators.shared import formula_sources
from calc.form.markers import Formula
from calc.llm.units import Flop, FlopPerSecond, GPUHours, Gram, Parameters, USDPerGPUHour
from calc.units import USD, Days, Fraction, Unknown, Watt, WattHours

TotalParameters = Annotated[Parameters | Unknown, "Total parameters"]
ActiveParameters = Annotated[Parameters | Unknown, "Active parameters"]
Sparsity = Annotated[
    Fraction | Unknown,
    "Sparsity (idle share)",
    Formula(
        "1 − {active_parameters} ÷ {total_parameters}",
        "Abnar et al. 2025, https://arxiv.org/abs/2501.12370",
    ),
]

SHORTCUT = Formula(
    "6 × {active_parameters} × {tokens}",
    formula_sources.KAPLAN,
)
Compute = Annotated[Flop | Unknown, "Compute without attention", SHORTCUT]
Peak = Annotated[FlopPerSecond | Unknown, "Dense peak of one accelerator"]
GPUTime = Annotated[
    GPUHours | Unknown,
    "GPU time",
    Formula("{compute} ÷ ({peak} × {mfu}) ÷ 3600", formula_sources.MFU),
]

ContextFactor = Annotated[
    float | Unknown, Unit("ratio"), "What a longer context adds to the GPU time"
]
Losses = Annotated[
    float | Unknown,
    Unit("ratio"),
    "Longer context, losses and ablations together",
    Formula("{context_factor} ÷ {goodput} × (1 + {ablations})", formula_sources.DEFINITION),
]
PaidTime = Annotated[
    GPUHours | Unknown,
    "GPU time",
    Formula("{compute} ÷ ({peak} × {mfu}) ÷ 3600 × {losses}", formula_sources.MFU),
]
"""With losses and ablations, if they are asked for."""

Time = Annotated[
    Days | Unknown, "Time", Formula("{gpu_hours} ÷ {accelerators} ÷ 24", formula_sources.DEFINITION)
]
Price = Annotated[USDPerGPUHour | Unknown, "Price of an hour"]
Rent = Annotated[USD | Unknown, "Rent", Formula("{gpu_hours} × {price}", formula_sources.RENT)]
RentRange = Annotated[str | Unknown, "Rent at low to high prices"]
Power = Annotated[Watt | Unknown, "Power of one accelerator"]
Electricity = Annotated[
    WattHours | Unknown,
    "Electricity",
    Formula("{gpu_hours} × {tdp} × {pue}", formula_sources.POWER),
]
Emissions = Annotated[
    Gram | Unknown, "Emissions", Formula("{energy} × {grid}", formula_sources.POWER)
]
