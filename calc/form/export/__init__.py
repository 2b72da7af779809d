"""Inputs and results as text to copy, one module for each format.

    csv        a row for each input and each result, for spreadsheets
    json       values in base units, by name, for programs
    markdown   a table for people
    python     the call that gives the same result

All use `rows`. Answers in HTML import nothing of this package.
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
) -> str:
    """A valid form in one of the formats; `version` names the code that computed it.

    Pinned scenarios with a result follow it.
    """
    valid = [one for one in pinned if one.valid]
    written: str = import_module(f"{__name__}.{form}").text([state, *valid], settings, version)
    # A pasted text may have lone surrogates and NULs, which no file should have.
    return written.replace("\0", "\ufffd").encode(errors="replace").decode()
