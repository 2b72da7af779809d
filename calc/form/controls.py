"""The native controls of a field."""

from calc.form.fields import Choice, LongText, Switch
from calc.form.markup import escape
from calc.form.number_field import Number
from calc.form.state import Entry
from calc.units import Unknown


def controls(entry: Entry, key: str) -> str:
    """A field's controls; the one with the parameter's name has the id `key`."""
    match entry.field:
        case Number() as kind:
            return f"{_slider(kind, entry, key)} {_text(kind, entry, key)}"
        case Choice() as kind:
            return _select(kind, entry, key)
        case Switch():
            return _checkbox(entry, key)
        case LongText() as kind:
            return _textarea(kind, entry, key)
    raise TypeError(f"{type(entry.field).__name__} has no controls")


def undo(entry: Entry) -> str:
    """A button that sets the field back to its start value; hidden while it has that value."""
    kind, start = entry.field, entry.start
    match kind:
        case Choice():
            start = next(option.label for option in kind.options if option.key == start)
        case LongText():
            start = ""
    words = escape(f"{kind.label}: back to {start or 'the start'}")
    hidden = "" if entry.changed else " hidden"
    return (
        f'<button type="button" data-undo="{kind.name}" aria-label="{words}" title="{words}"'
        f"{hidden}>↺</button>"
    )


def _attributes(entry: Entry, key: str) -> str:
    """The attributes of the control with the parameter's name, in every kind of field."""
    kind = entry.field
    descriptions = {
        "means": entry.means,
        "note": kind.note or entry.notice or entry.source,
        "error": True,
    }
    described = " ".join(f"{key}-{part}" for part, present in descriptions.items() if present)
    invalid = ' aria-invalid="true"' if entry.error else ""
    return (
        f'id="{key}" name="{kind.name}" data-start="{escape(entry.start)}"'
        f' aria-describedby="{described}"{invalid}'
    )


def _slider(kind: Number, entry: Entry, key: str) -> str:
    slider = kind.slider
    known = not isinstance(entry.value, Unknown)
    value = entry.value if known else slider.low
    words = kind.spoken(value) if known else "not published"
    stops = " ".join(f"{stop:g}" for stop in slider.stops)
    return (
        f'<input type="range" id="{key}-slider" data-slider="{kind.name}"'
        f' min="{slider.first:.15g}" max="{slider.last:.15g}" step="{slider.step:.15g}"'
        f' value="{slider.position(value):.15g}"'
        + (f' data-stops="{stops}"' if stops else "")
        + f' aria-label="{escape(kind.label)}" aria-valuetext="{escape(words)}">'
    )


def _text(kind: Number, entry: Entry, key: str) -> str:
    # The unit is a second label, so that screen readers read it with the field's name.
    unit = f' <label for="{key}" data-unit>{escape(_unit(kind))}</label>' if _unit(kind) else ""
    placeholder = ' placeholder="not published"' if isinstance(entry.value, Unknown) else ""
    return (
        f'<input type="text" inputmode="decimal" {_attributes(entry, key)}'
        f' value="{escape(entry.text)}"{placeholder} spellcheck="false">{unit}'
    )


def _unit(kind: Number) -> str:
    """The unit beside the text field; a percent sign is in the text itself."""
    return "" if kind.percent else kind.unit


def _select(kind: Choice, entry: Entry, key: str) -> str:
    chosen = kind.option(entry.value)
    options = "".join(
        f'<option value="{escape(option.key)}"{" selected" if option is chosen else ""}>'
        f"{escape(option.label)}</option>"
        for option in kind.options
    )
    return f"<select {_attributes(entry, key)}>{options}</select>"


def _checkbox(entry: Entry, key: str) -> str:
    checked = " checked" if entry.value else ""
    return f'<input type="checkbox" {_attributes(entry, key)} value="yes"{checked}>'


def _textarea(field: LongText, entry: Entry, key: str) -> str:
    """A pasted text is not sent back: the page keeps its text where the answer has none.

    HTML drops a line break right after the tag, hence the additional one.
    """
    text = "" if entry.changed else f"\n{escape(entry.text)}"
    hints = {
        "data-expects": field.file,
        "data-too-large": field.too_large,
        "data-empty": field.empty,
        "data-binary": field.binary,
    }
    given = "".join(f' {name}="{escape(hint)}"' for name, hint in hints.items() if hint)
    return (
        f'<textarea {_attributes(entry, key)} rows="12" spellcheck="false" autocapitalize="off"'
        f' wrap="off">{text}</textarea><span data-file><label for="{key}-file">From a file'
        f"</label> "
        f'<input type="file" id="{key}-file"'
        f' accept=".json,.txt,application/json,text/plain" aria-describedby="{key}-note'
        f' {key}-error"{given}></span>'
    )
