"""The Python that computes, to read: a page for each module, beside `docs/code.md`.

listing       a module as markup: highlighted, with an address for every line and name
module_pages  a page for each module, in the frame of the built page `code/`

`calc.markdown.modules` knows the modules, `calc.markdown.code_pages` the addresses of the pages.
"""
