"""A filled-in form with its result as text to take away: one file a format.

    csv        a row an input and a result, for spreadsheets
    json       base units, each with its name, for programs
    markdown   a table for people
    python     the call that gives the same result

`rows` is what they have in common. Nothing here is needed for an answer, so nothing here is
imported for one.
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
    """A valid reading in one of the formats; `version` names the code that computed it.

    The pinned scenarios that have a result follow it.
    """
    others = [one for one in pinned if one.valid]
    written: str = import_module(f"{__name__}.{form}").text([state, *others], settings, version)
    # What a reader pasted may hold halves of characters and NULs, which no file should.
    return written.replace("\0", "\ufffd").encode(errors="replace").decode()
