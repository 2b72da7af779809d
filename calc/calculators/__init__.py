"""Calculators about language models: one file for each, named like the function in it.

What several of them use is in `shared`, drawings of models are in `drawing`. A package is no
calculator, nor is a file whose name begins with "_". `SITE` says what they need wherever they are.
"""

from calc.site import Site

SITE = Site(
    ships=("calc.llm.families",),
    later=(
        *("calc.llm.config", "calc.llm.families", "calc.llm.gguf", "calc.llm.params_json"),
        *("calc.llm.activations", "calc.llm.adapters", "calc.llm.fitting", "calc.llm.optimizers"),
        *("calc.llm.parallel", "calc.llm.pasted", "calc.llm.released", "calc.llm.serving"),
        "calc.calculators.shared.deployment",
    ),
    units=("calc.llm.units:STYLES",),
    questions="calc.calculators._questions:TEXTS",
    formulas=("calc.llm",),
    scripts=("calc.calculators.shared:tensor_files.js",),
    example="training_run --model maverick --tokens 40T",
)
