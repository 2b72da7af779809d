"""The only renderer: a form with its result as HTML, at build time and in the browser.

A calculator is a sequence of blocks, each with an id: one a field, one for what cannot be
computed, one for the results. The built page holds all blocks; an answer holds blocks too, and
the page puts each in the place of its namesake. An answer to bad input has no results block:
the last good results stay.
"""

from calc.form.controls import controls
from calc.form.markup import escape
from calc.form.reading import Entry, Page, Reading
from calc.form.results import results
from calc.form.takeaway import takeaway

_FOOT = (
    '<p data-actions><button type="reset">Reset</button>'
    '<button type="button" data-retry hidden>Try again</button>'
    '<span role="status" data-status data-starting="Starting Python in your browser …"'
    ' data-busy="Computing …" data-ready="Computed in your browser."'
    ' data-failed="The results shown stand."></span>'
    '<progress aria-label="Python, loaded so far" hidden></progress></p>'
)


def blocks(reading: Reading, page: Page, key: str) -> dict[str, str]:
    """The blocks of a calculator by id; `key` is the element's id and begins every other id."""
    raw, key = key, escape(key)  # a figure escapes its key itself
    shown = page.shown(reading.calculator.fields)
    parts = {
        f"{key}-{name}-field": _field(entry, f"{key}-{name}", listed=name in shown)
        for name, entry in reading.entries.items()
    }
    parts[f"{key}-problem"] = f'<p id="{key}-problem" data-problem>{escape(reading.problem)}</p>'
    if reading.valid:
        rows = results(reading, page.shown(reading.calculator.results), raw)
        parts[f"{key}-results"] = f'<div id="{key}-results" data-results>{rows}</div>'
    return parts


def form(reading: Reading, page: Page, key: str) -> str:
    """The whole form: what stands in the page, around it only the element."""
    parts = blocks(reading, page, key)
    key = escape(key)
    rows = parts.pop(f"{key}-results", f'<div id="{key}-results"></div>')
    problem = parts.pop(f"{key}-problem")
    return (
        '<form autocomplete="off" novalidate>'
        f'<p id="{key}-title" data-title>{escape(reading.calculator.title)}</p>'
        f"<div data-fields>{''.join(parts.values())}</div>"
        f"{problem}{rows}{_FOOT}{takeaway(reading, page, key)}</form>"
    )


def _field(entry: Entry, key: str, *, listed: bool) -> str:
    """One field: label, controls, note, and the sentence for what is wrong.

    A field that the page does not list is there and hidden, until a link changes it.
    """
    kind = entry.field
    hidden = "" if listed or entry.changed else " hidden"
    follows = f' data-follows="{kind.follows}"' if kind.follows else ""
    note = f'<small id="{key}-note">{escape(kind.note)}</small>' if kind.note else ""
    return (
        f'<div id="{key}-field" data-field="{kind.name}"{follows}{hidden}>'
        f'<label for="{key}">{escape(kind.label)}</label>'
        f"<span data-controls>{controls(entry, key)}</span>{note}"
        f'<strong id="{key}-error" data-error>{escape(entry.error)}</strong></div>'
    )
