"""A form with its result as HTML. Builds and browsers use this same renderer.

A calculator is a sequence of blocks, each with an id: one for each field, one for what cannot be
computed, one for a notice, and three for the results: the inputs they belong to, the table with
its figures, and one sentence for screen readers. The built page has all blocks. An answer in the
browser has blocks too, and each replaces the block of the page with the same id. An answer to
invalid input has none of the last three, so that the last valid results stay.
"""

from collections.abc import Mapping, Sequence

from calc import words
from calc.form import summary
from calc.form.controls import controls, undo
from calc.form.export_buttons import buttons
from calc.form.markup import escape, source_link
from calc.form.memo import memo
from calc.form.results import results
from calc.form.state import Entry, FormSettings, FormState


def blocks(
    state: FormState, settings: FormSettings, key: str, pinned: Sequence[FormState] = ()
) -> dict[str, str]:
    """The blocks of a calculator by id; `key` is the element's id and begins every other id.

    Results of pinned scenarios are columns beside those of the form.
    """
    raw, key = key, escape(key)  # figures escape the key themselves
    shown = settings.shown(state.calculator.fields)
    parts = {
        f"{key}-{name}-field": field(entry, f"{key}-{name}", listed=name in shown)
        for name, entry in state.entries.items()
    }
    parts[f"{key}-problem"] = (
        f'<p id="{key}-problem" data-problem aria-live="polite">{escape(state.problem)}</p>'
    )
    notice = " ".join(dict.fromkeys(one.notice for one in (state, *pinned) if one.notice))
    parts[f"{key}-notice"] = (
        f'<p id="{key}-notice" data-notice aria-live="polite">{escape(notice)}</p>'
    )
    if state.valid:
        entries = (one for name, one in state.entries.items() if name in shown or one.changed)
        parts[f"{key}-summary"] = (
            f'<p id="{key}-summary" data-summary>{summary.of_inputs(entries)}</p>'
        )
        shown = settings.shown(state.calculator.results)
        rows = results(state, shown, raw, pinned)
        parts[f"{key}-results"] = f'<div id="{key}-results" data-results>{rows}</div>'
        parts[f"{key}-brief"] = _brief(key, summary.of_results(state, shown))
    return parts


def form(state: FormState, settings: FormSettings, key: str) -> str:
    """The whole form, as it is inside the element of a built page."""
    return assemble(blocks(state, settings, key), state, settings, key)


def assemble(made: Mapping[str, str], state: FormState, settings: FormSettings, key: str) -> str:
    """The whole form, made of blocks that the caller has rendered.

    The fields are in a section, because reader modes drop parts of a div that have links.
    """
    parts, key = dict(made), escape(key)
    rows = parts.pop(f"{key}-results", f'<div id="{key}-results"></div>')
    brief = parts.pop(f"{key}-brief", _brief(key, ""))
    entries = parts.pop(f"{key}-summary", f'<p id="{key}-summary" data-summary></p>')
    problem = parts.pop(f"{key}-problem") + parts.pop(f"{key}-notice")
    return (
        '<form autocomplete="off" novalidate>'
        f'<p id="{key}-title" data-title>{escape(state.calculator.title)}</p>'
        f"<noscript><p>{words.current().no_javascript}</p></noscript>"
        f"<section data-fields>{''.join(parts.values())}</section>"
        f"{problem}{_actions()}{brief}{entries}{rows}{buttons(state, settings, key)}</form>"
    )


def _actions() -> str:
    """The buttons below the fields, and what the calculator is doing."""
    said = words.current()
    return (
        f'<p data-actions><button type="reset">{said.reset}</button> '
        f'<button type="button" data-pin>{said.pin}</button> '
        f'<button type="button" data-copy-link>{said.copy_link}</button></p>'
        f'<p data-progress><span data-status data-starting="{said.starting}"'
        f' data-busy="{said.busy}" data-ready="{said.ready}"'
        f' data-linked="{said.linked}" data-failed="{said.failed}"'
        f' data-outdated="{said.outdated}" data-unlinked="{said.unlinked}"></span> '
        f'<progress aria-label="{said.loaded}" hidden></progress> '
        f'<button type="button" data-retry hidden>{said.retry}</button></p>'
        '<p data-announce role="status"></p>'
    )


def _brief(key: str, sentence: str) -> str:
    """The results in one sentence, which scripts announce and show while the inputs are in view.

    If the inputs are invalid, the word in `data-before` comes first. The sentence is in an
    attribute because the page has the same results as text below.
    """
    return (
        f'<p id="{key}-brief" data-brief="{escape(sentence)}"'
        f' data-before="{words.current().before}"'
        ' aria-hidden="true"></p>'
    )


@memo(200, in_builds=1000)  # most fields are the same as in the answer before
def field(entry: Entry, key: str, *, listed: bool) -> str:
    """One field: label, controls, note and error.

    A field that the page does not list is hidden until a link changes it. A field is a paragraph
    because reader modes keep those; the spaces are for browsers without style sheets.
    """
    kind = entry.field
    hidden = "" if listed or entry.changed else " hidden"
    follows = f' data-follows="{kind.follows}"' if kind.follows else ""
    return (
        f'<p id="{key}-field" data-field="{kind.name}"{follows}{hidden}>'
        f'<label for="{key}">{escape(kind.label)}</label> '
        f'<small id="{key}-means" data-means>{escape(entry.means)}</small> '
        f"<span data-controls>{controls(entry, key)}</span> {undo(entry)} "
        f'<span data-words><small id="{key}-note">{_note(entry)}</small> '
        f'<strong id="{key}-error" data-error aria-live="polite">{escape(entry.error)}</strong>'
        f"<span data-readings>{_readings(entry)}</span></span></p>"
    )


def _readings(entry: Entry) -> str:
    """Buttons that set the field to one of the readings of its text."""
    label = escape(entry.field.label)
    return " ".join(
        f'<button type="button" data-reading="{escape(one.text)}" data-of="{entry.field.name}"'
        f' aria-label="{label}: {escape(one.text)}" title="{escape(one.spoken)}">'
        f"{escape(one.text)}</button>"
        for one in entry.readings
    )


def _note(entry: Entry) -> str:
    """The notice, or else the note, and what is true of this value only, with its source.

    A field that may be empty says so, unless a note says more.
    """
    if entry.notice:
        return escape(entry.notice)
    note = entry.field.note or (words.current().may_be_empty if entry.field.optional else "")
    parts = (escape(note), escape(entry.about_value), source_link(entry.source))
    return " ".join(filter(None, parts))
