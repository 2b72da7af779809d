"""The Python that computes, to read: a page a module, highlighted, beside `docs/code.md`.

modules    which there are, what they import and define
listing    one of them as markup
pages      a page for each, in the frame of the built page `code/`
places     where those pages are, seen from another page
"""
