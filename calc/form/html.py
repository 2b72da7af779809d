"""The only renderer: a form with its result as HTML, at build time and in the browser.

A calculator is a sequence of blocks, each with an id: one a field, one for what cannot be
computed, one for the results. The built page holds all blocks; an answer holds blocks too, and
the page puts each in the place of its namesake. An answer to bad input has no results block:
the last good results stay.
"""

from typing import Any

from calc.form import display
from calc.form.declare import Result
from calc.form.fields import Choice, Number, Switch
from calc.form.reading import Entry, Page, Reading
from calc.units import Unknown

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


_FOOT = (
    '<p data-actions><button type="reset">Reset</button>'
    '<button type="button" data-retry hidden>Try again</button>'
    '<span role="status" data-status data-starting="Starting Python in your browser …"'
    ' data-busy="Computing …" data-ready="Computed in your browser."'
    ' data-failed="The results shown stand."></span>'
    '<progress aria-label="Python, loaded so far" hidden></progress></p>'
)


def escape(text: str) -> str:
    """Text as it may stand in markup and in a quoted attribute."""
    return text.translate(_ENTITIES)


def blocks(reading: Reading, page: Page, key: str) -> dict[str, str]:
    """The blocks of a calculator by id; `key` is the element's id and begins every other id."""
    shown = _shown(reading.calculator.fields, page)
    parts = {
        f"{key}-{name}-field": _field(entry, f"{key}-{name}", name in shown)
        for name, entry in reading.entries.items()
    }
    parts[f"{key}-problem"] = _problem(reading, key)
    if reading.valid:
        parts[f"{key}-results"] = _results(reading, page, key)
    return parts


def form(reading: Reading, page: Page, key: str) -> str:
    """The whole form: what stands in the page, around it only the element."""
    parts = blocks(reading, page, key)
    results = parts.pop(f"{key}-results", f'<div id="{key}-results"></div>')
    problem = parts.pop(f"{key}-problem")
    return (
        f'<form aria-labelledby="{key}-title" autocomplete="off" novalidate>'
        f'<p id="{key}-title" data-title>{escape(reading.calculator.title)}</p>'
        f"<div data-fields>{''.join(parts.values())}</div>"
        f"{problem}{results}{_FOOT}</form>"
    )


def _shown(names: Any, page: Page) -> set[str]:
    """The names of one kind that a page shows: those it lists, or all if it lists none."""
    listed = set(page.show).intersection(names)
    return listed or set(names)


def _field(entry: Entry, key: str, shown: bool) -> str:
    """One field: label, controls, note, and the sentence for what is wrong."""
    kind = entry.field
    follows = f' data-follows="{kind.follows}"' if kind.follows else ""
    note = f'<small id="{key}-note">{escape(kind.note)}</small>' if kind.note else ""
    return (
        f'<div id="{key}-field" data-field="{kind.name}"{follows}{"" if shown else " hidden"}>'
        f'<label for="{key}">{escape(kind.label)}</label>'
        f"<span data-controls>{_controls(entry, key)}</span>{note}"
        f'<strong id="{key}-error" data-error>{escape(entry.error)}</strong></div>'
    )


def _controls(entry: Entry, key: str) -> str:
    match entry.field:
        case Number() as kind:
            return _slider(kind, entry, key) + _text(kind, entry, key)
        case Choice() as kind:
            return _select(kind, entry, key)
        case Switch():
            return _checkbox(entry, key)
        case kind:
            raise TypeError(f"{type(kind).__name__} has no controls")


def _common(entry: Entry, key: str) -> str:
    """What the named control of every field carries."""
    described = f"{key}-note {key}-error" if entry.field.note else f"{key}-error"
    invalid = ' aria-invalid="true"' if entry.error else ""
    return (
        f'id="{key}" name="{entry.field.name}" data-start="{escape(entry.start)}"'
        f' aria-describedby="{described}"{invalid}'
    )


def _slider(kind: Number, entry: Entry, key: str) -> str:
    low, high = kind.soft
    known = not isinstance(entry.value, Unknown)
    value = entry.value if known else low
    step = kind.step or ("0.01" if kind.log else 1 if kind.integer else (high - low) / 1000)
    stops = " ".join(f"{kind.position(stop):g}" for stop in kind.stops())
    return (
        f'<input type="range" id="{key}-slider" data-slider="{kind.name}"'
        f' min="{kind.position(low):g}" max="{kind.position(high):g}"'
        f' step="{"0.01" if kind.log else f"{step:g}"}" value="{kind.position(value):g}"'
        + (f' data-stops="{stops}"' if stops else "")
        + f' aria-label="{escape(kind.label)}"'
        f' aria-valuetext="{escape(kind.words(value)) if known else "not published"}">'
    )


def _text(kind: Number, entry: Entry, key: str) -> str:
    unit = "" if kind.unit in ("", "1") else f"<span data-unit>{escape(kind.unit)}</span>"
    placeholder = ' placeholder="not published"' if isinstance(entry.value, Unknown) else ""
    return (
        f'<input type="text" inputmode="decimal" {_common(entry, key)}'
        f' value="{escape(entry.text)}"{placeholder} spellcheck="false">{unit}'
    )


def _select(kind: Choice, entry: Entry, key: str) -> str:
    options = "".join(
        f'<option value="{escape(option.key)}"'
        f"{' selected' if option.key == entry.text else ''}>{escape(option.label)}</option>"
        for option in kind.options
    )
    return f"<select {_common(entry, key)}>{options}</select>"


def _checkbox(entry: Entry, key: str) -> str:
    checked = " checked" if entry.value else ""
    return f'<input type="checkbox" {_common(entry, key)} value="yes"{checked}>'


def _problem(reading: Reading, key: str) -> str:
    return f'<p id="{key}-problem" data-problem>{escape(reading.problem)}</p>'


def _results(reading: Reading, page: Page, key: str) -> str:
    """The table: a row a result, with the formula that gives it and the numbers in it."""
    shown = _shown(reading.calculator.results, page)
    rows = "".join(
        _row(row, reading) for name, row in reading.calculator.results.items() if name in shown
    )
    title = escape(reading.calculator.title)
    return (
        f'<div id="{key}-results" data-results><table><caption>{title}</caption>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(row: Result, reading: Reading) -> str:
    value = getattr(reading.result, row.name)
    work = "" if isinstance(value, Unknown) else _work(row, reading)
    return (
        f'<tr><th scope="row">{escape(row.label)}</th>'
        f"<td>{number(row.name, value, row.unit)}{work}</td></tr>"
    )


def number(name: str, value: Any, unit: str) -> str:
    """A result: the raw value in the markup, the shown one for people."""
    if isinstance(value, Unknown):
        return f'<span data-unknown="{name}">unknown: {escape(value.reason)}</span>'
    shown = escape(display.quantity(value, unit))
    exact = escape(display.exact(value, unit))
    more = f" <small>{exact}</small>" if isinstance(value, int) and exact != shown else ""
    return f'<data data-result="{name}" value="{value!r}">{shown}</data>{more}'


def _work(row: Result, reading: Reading) -> str:
    """The formula in words, then with its numbers; nothing where one of them is unknown."""
    if row.formula is None:
        return ""
    used = {name: _term(name, reading) for name in row.uses}
    if any(isinstance(value, Unknown) for _, value, _ in used.values()):
        return ""
    named = {name: label.lower() for name, (label, _, _) in used.items()}
    filled = {name: shown for name, (_, _, shown) in used.items()}
    return "".join(
        f"<small data-{kind}>= {escape(row.formula.template.format_map(words))}</small>"
        for kind, words in (("formula", named), ("numbers", filled))
    )


def _term(name: str, reading: Reading) -> tuple[str, Any, str]:
    """A parameter or a result in a formula: its label, its value, the value as shown."""
    if name in reading.entries:
        entry = reading.entries[name]
        label, value = entry.field.label, entry.value
        unit = entry.field.unit if isinstance(entry.field, Number) else ""
    else:
        row = reading.calculator.results[name]
        label, value, unit = row.label, getattr(reading.result, name), row.unit
    return label, value, "" if isinstance(value, Unknown) else display.quantity(value, unit)
