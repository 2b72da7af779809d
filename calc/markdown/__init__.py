"""Calculators in Markdown: one Python-Markdown extension.

    markdown_extensions:
      - calc.markdown: {site: "calc.analysis:SITE"}

extension      what Python-Markdown calls; `standard`: the standard extensions that it brings
parts          which fences and which inline values there are
conversion     the state of the page that is being converted
placeholders   keep finished calculators out of all later passes
request        the TOML of a calculator fence, read and checked
fence          a calculator fence as an element, which `cached_element` takes from the cache
element        the markup of a calculator: its form, its results, its presets' answers
inline, live   values in a sentence; values that follow a calculator of the page
formula, figures, tables, columns, notes          the other parts of a page
modules, code_pages                               links to the code that computes
mistakes, places                                  an author's mistakes as sentences; file and line
near           slips in the names of fences and words
latex          formulas as MathML, or the sentence of a mistake in them
ids            ids that are on a page twice
"""

from calc.markdown.extension import makeExtension

__all__ = ["makeExtension"]
