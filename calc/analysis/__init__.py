"""The site about Llama 4: claims, published runs, prices, and the tables and figures made of them.

`SITE` is what the generator is told. Nothing here reaches a reader's Python.
"""

from calc.site import Site

SITE = Site(
    calculators=("calc.calculators",),
    ships=("calc.llm",),
    units="calc.llm.units:STYLES",
    formulas=("calc.llm",),
    tables="calc.analysis.tables",
    figures="calc.analysis.figures",
    inline={"fact": "calc.analysis.cite:format", "said": "calc.analysis.cite:format"},
    roles={"Scout": "scout", "Maverick": "maverick", "Behemoth": "behemoth"},
)
