"""The native controls of a field."""

from calc import words as own
from calc.form.fields import Choice, Field, LongText, Switch
from calc.form.line_fields import Date, Line
from calc.form.markup import escape
from calc.form.number_field import Number
from calc.form.range import Range
from calc.form.state import Entry
from calc.units import Unknown


def controls(entry: Entry, key: str) -> str:
    """A field's controls; the one with the parameter's name has the id `key`."""
    match entry.field:
        case Number() as kind:
            return f"{_text(kind, entry, key)} {_slider(kind, entry, key)}"
        case Choice() as kind:
            return _select(kind, entry, key)
        case Switch():
            return _checkbox(entry, key)
        case LongText() as kind:
            return _textarea(kind, entry, key)
        case Date() as kind:
            return _date(kind, entry, key)
        case Line():
            return _line(entry, key)
    raise TypeError(f"{type(entry.field).__name__} has no controls")


def undo(entry: Entry) -> str:
    """A button that sets the field back to its start value; hidden while it has that value."""
    kind, start = entry.field, entry.start
    match kind:
        case _ if kind.optional and start in ("", "none"):
            start = own.current().none
        case Choice():
            start = next(option.label for option in kind.options if option.key == start)
        case LongText():
            start = ""
    said = own.current()
    words = escape(said.back_to.format(label=kind.label, start=start or said.the_start))
    hidden = "" if entry.changed else " hidden"
    return f'<button type="button" data-undo="{kind.name}" aria-label="{words}"{hidden}>↺</button>'


def _attributes(entry: Entry, key: str) -> str:
    """The attributes of the control with the parameter's name, in every kind of field."""
    kind = entry.field
    descriptions = {
        "means": entry.means,
        "note": kind.note or entry.notice or entry.about_value or entry.source or kind.optional,
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
    known = entry.value is not None and not isinstance(entry.value, Unknown)
    value = entry.value if known else slider.low
    said = own.current()
    unset = said.not_set if entry.value is None else said.not_published
    words = kind.spoken(value) if known else unset
    if entry.range:
        from calc.form.ranges import show as ranges  # loaded only for ranges

        words = ranges.value_text(entry)
    stops = " ".join(f"{stop:g}" for stop in slider.stops)
    return (
        f'<input type="range" id="{key}-slider" data-slider="{kind.name}"'
        f' min="{slider.first:.15g}" max="{slider.last:.15g}" step="{slider.step:.15g}"'
        f' value="{slider.position(value):.15g}"'
        + (f' data-stops="{stops}"' if stops else "")
        + f' aria-label="{escape(kind.label)}" aria-valuetext="{escape(words)}">'
        + _marks(kind, entry)
    )


def _marks(kind: Number, entry: Entry) -> str:
    """Marks on the slider: at the start value, which may be published, and at a range's ends."""
    slider, values = kind.slider, [entry.value]
    if entry.changed and entry.start:
        values = [kind.understand(entry.start)]
    if entry.range:
        values.append(entry.range)
    ends = [
        end
        for value in values
        for end in ((value.low, value.high) if isinstance(value, Range) else (value,))
        if isinstance(end, int | float) and slider.low <= end <= slider.high
    ]
    length = slider.last - slider.first or 1.0
    places = {f"{100 * (slider.position(end) - slider.first) / length:.4g}%" for end in ends}
    lines = "".join(f'<line x1="{at}" x2="{at}" y2="6"/>' for at in sorted(places))
    return f'<svg data-marks aria-hidden="true" height="6">{lines}</svg>'


def _text(kind: Number, entry: Entry, key: str) -> str:
    # The unit is a second label, so that screen readers read it with the field's name.
    unit = f' <label for="{key}" data-unit>{escape(_unit(kind))}</label>' if _unit(kind) else ""
    hint = f' placeholder="{own.current().not_published}"'
    placeholder = hint if isinstance(entry.value, Unknown) else ""
    return (
        f'<input type="text" inputmode="decimal" {_attributes(entry, key)}'
        f' value="{escape(entry.text)}"{placeholder or _empty(kind)}>{unit}'
    )


def _empty(kind: Field) -> str:
    """What an empty field shows, if it may be empty."""
    return f' placeholder="{own.current().none}"' if kind.optional else ""


def _line(entry: Entry, key: str) -> str:
    return (
        f'<input type="text" data-line {_attributes(entry, key)} value="{escape(entry.text)}"'
        f"{_empty(entry.field)}>"
    )


def _date(kind: Date, entry: Entry, key: str) -> str:
    ends = {"min": kind.text(kind.low), "max": kind.text(kind.high)}
    bounds = "".join(f' {name}="{end}"' for name, end in ends.items() if end)
    return f'<input type="date" {_attributes(entry, key)} value="{escape(entry.text)}"{bounds}>'


def _unit(kind: Number) -> str:
    """The unit beside the text field; a percent sign is in the text itself."""
    return "" if kind.percent else own.current().unit(kind.unit)


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
    return f'<input type="checkbox" {_attributes(entry, key)} value="{own.current().yes}"{checked}>'


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
    accepted = [".json", ".txt", "application/json", "text/plain"]
    if heads := field.heads:
        accepted += heads.endings
        hints |= {"data-heads": " ".join(heads.endings), "data-script": heads.script}
    given = "".join(f' {name}="{escape(hint)}"' for name, hint in hints.items() if hint)
    return (
        f'<textarea {_attributes(entry, key)} rows="12" autocapitalize="off"'
        f' wrap="off">{text}</textarea><span data-file><label for="{key}-file">'
        f"{own.current().from_file}</label> "
        f'<input type="file" id="{key}-file"'
        f' accept="{escape(",".join(accepted))}" aria-describedby="{key}-note'
        f' {key}-error"{given}></span>'
    )
