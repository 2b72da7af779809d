"""Chaos in Llama 4, recomputed: the arithmetic, the forms and the pages' calculators.

    units         aliases that carry their unit
    llm           the arithmetic of language models, with published figures and their sources
    form          a typed function as a form: declare, read, compute, render
    calculators   one file a calculator
    answer        the one function that the browser calls: JSON in, HTML out
    shipped       which of these sources run in the browser too, and the name of that code
    terminal      the calculators in a terminal: `python -m calc`
    fence         at build time only: calculators and figures in Markdown, the browser's files
    runtime       in the browser: element, client, worker; sent as few files

Imports point one way: units ← llm, form ← calculators ← answer ← fence. `llm` and `form` do not
know each other. What `shipped` does not name never reaches the browser.
"""
