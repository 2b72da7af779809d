"""The site about Llama 4: everything that only its pages show. Readers' Python gets none of it.

    claims             the claims of the analysis, each with its verdict
    verdicts           the verdicts that a claim may have, and what each means
    verdict_links      a verdict inside a sentence, and how many claims have it
    evidence           the grades of evidence, and what each means
    events             what became known before and after, by date
    original           the figures of the analysis, as printed
    published          figures that makers published, for `#!fact`; those of models that calculators
                       offer are in `calc.llm.published`, the others in `comparison_models`
    sources            every source of the site
    runs               published training runs, and what they imply
    prices             what an hour of an accelerator costs
    other_calculators  how far other calculators are off
    coverage           which types of models are counted, and what was compared
    measured           rows and figures in `data/`, for the tables of validation and speed
    cite               a published figure inside a sentence
    picture            the picture of a shared link
    tables, figures    one file for each table and figure, named in a page's fence

`SITE` declares the site to the generator.
"""

from dataclasses import replace

from calc import calculators

SITE = replace(
    calculators.SITE,
    calculators=("calc.calculators", "calc.examples"),
    code="code/",
    tables="calc.analysis.tables",
    figures="calc.analysis.figures",
    inline={
        "fact": "calc.analysis.cite:fact",
        "said": "calc.analysis.cite:quoted",
        "sources": "calc.analysis.cite:sources",
        "verdict": "calc.analysis.verdict_links:verdict",
        "tally": "calc.analysis.verdict_links:tally",
        "coverage": "calc.analysis.coverage:inline",
    },
    styles=("calc.analysis:chart.css", "calc.analysis:site.css"),
    picture="calc.analysis.picture:shapes",
    corrections="corrections/",
    roles={"Scout": "scout", "Maverick": "maverick", "Behemoth": "behemoth"},
)
