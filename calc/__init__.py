"""Chaos in Llama 4, recomputed: calculators in web pages, and what this site computes with them.

The generator, which knows no subject:

    units      aliases that carry their unit, and how numbers of a unit are written
    site       what a site declares
    form       a typed function as a form: declare, parse, compute, render, export
    chart      SVG charts
    answer     the function that the browser calls: JSON in, HTML out
    terminal   the same calculators in a terminal: `python -m calc`
    markdown   the Python-Markdown extension: fences, inline values, formulas, notes
    snapshot   the browser's files: interpreter, memory snapshot, scripts
    publish    what is done to finished pages: policy, headers, compression, licences, feed
    mkdocs     the MkDocs plugin
    browser    JavaScript and CSS
    project    the site that a folder's mkdocs.yml declares
    cache      results of earlier builds
    shipped    the sources that browsers get
    later      modules that a browser fetches when an answer first needs them

Language models: `llm`, the arithmetic, and `calculators`. This site: `analysis`.
Imports point one way: generator ← (llm ← calculators) ← analysis. See ARCHITECTURE.md.
"""
