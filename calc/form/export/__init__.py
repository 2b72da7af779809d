"""Inputs and results as text to copy, one module for each format.

    csv        a row for each input and each result, for spreadsheets
    json       values in base units, by name, for programs
    markdown   a table for people
    python     the call that gives the same result

All use `rows`. `from_json` reads the inputs of an export in JSON. Answers in HTML import nothing of
this package.
"""

from collections.abc import Sequence
from importlib import import_module

from calc.form.state import FormSettings, FormState

FORMATS = ("csv", "json", "markdown", "python")


def text(
    form: str,
    state: FormState,
    settings: FormSettings,
    version: str = "",
    pinned: Sequence[FormState] = (),
    address: str = "",
) -> str:
    """A valid form in one of the formats; `version` names the code that computed it.

    `address` is that of the page with the inputs, if there is one. Pinned scenarios with a result
    follow it.
    """
    valid = [one for one in pinned if one.valid]
    module = import_module(f"{__name__}.{form}")
    written: str = module.text([state, *valid], settings, version, address)
    # A pasted text may have lone surrogates and NULs, which no file should have.
    return written.replace("\0", "\ufffd").encode(errors="replace").decode()
