"""A form with its result as HTML. Builds and browsers use this same renderer.

A calculator is a sequence of blocks, each with an id: one for each field, one for what cannot be
computed, one for a notice, one for what else was asked for, one for the folded inputs in a line,
and four for the results: the inputs they belong to, the headline with the table, the figures, and
one sentence for screen readers. The built page has all blocks. An answer in the browser has blocks
too, and each replaces the block of the page with the same id. An answer to invalid input has none
of the last five, so that the last valid results stay.

The order is that of a phone: what the question is about, the results, the other inputs, the
figures. In a wide page the style sheet puts the results beside the inputs.
"""

from collections.abc import Iterable, Mapping, Sequence

from calc import words
from calc.form import summary
from calc.form.controls import controls, undo
from calc.form.export_buttons import buttons
from calc.form.markup import escape, source_link
from calc.form.memo import memo
from calc.form.results import figures, results
from calc.form.sentences import capital
from calc.form.state import Entry, FormSettings, FormState


def blocks(
    state: FormState,
    settings: FormSettings,
    key: str,
    pinned: Sequence[FormState] = (),
    more: str = "",
) -> dict[str, str]:
    """The blocks of a calculator by id; `key` is the element's id and begins every other id.

    Results of pinned scenarios are columns beside those of the form. `more` is what else was asked
    for: see `calc.asked`.
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
    parts[f"{key}-asked"] = f'<div id="{key}-asked" data-asked>{more}</div>'
    if state.valid:
        entries = (one for name, one in state.entries.items() if name in shown or one.changed)
        parts[f"{key}-summary"] = (
            f'<p id="{key}-summary" data-summary>{summary.of_inputs(entries)}</p>'
        )
        shown = settings.shown(state.calculator.results)
        if below := _below(state, settings):
            parts[f"{key}-folded"] = _folded((state.entries[name] for name in below), key)
        rows, drawn = results(state, shown, pinned), figures(state, shown, raw, pinned)
        parts[f"{key}-results"] = f'<div id="{key}-results" data-results>{rows}</div>'
        parts[f"{key}-figures"] = f'<div id="{key}-figures" data-figures>{drawn}</div>'
        parts[f"{key}-brief"] = _brief(key, summary.of_results(state, shown))
    return parts


def form(state: FormState, settings: FormSettings, key: str) -> str:
    """The whole form, as it is inside the element of a built page."""
    return assemble(blocks(state, settings, key), state, settings, key)


def assemble(made: Mapping[str, str], state: FormState, settings: FormSettings, key: str) -> str:
    """The whole form, made of blocks that the caller has rendered.

    The fields are in a section, because reader modes drop parts of a div that have links.
    """
    from calc.form import finder  # not needed for answers

    parts, html_key, key = dict(made), key, escape(key)
    said = words.current()
    rows = parts.pop(f"{key}-results", f'<div id="{key}-results" data-results></div>')
    drawn = parts.pop(f"{key}-figures", f'<div id="{key}-figures" data-figures></div>')
    brief = parts.pop(f"{key}-brief", _brief(key, ""))
    entries = parts.pop(f"{key}-summary", f'<p id="{key}-summary" data-summary></p>')
    folded = parts.pop(f"{key}-folded", f'<span id="{key}-folded" data-folded></span>')
    problem = parts.pop(f"{key}-problem") + parts.pop(f"{key}-notice")
    asked = parts.pop(f"{key}-asked")
    button, sentences = finder.buttons_and_sentences(state)
    below = "".join(parts.pop(f"{key}-{name}-field") for name in _below(state, settings))
    leading = settings.leading(state.calculator)
    above = "".join(parts.pop(f"{key}-{name}-field") for name in leading)
    above += "".join(parts.values())  # what the page does not show, unless a link changes it
    return (
        '<form autocomplete="off" spellcheck="false" novalidate>'
        f'<p id="{key}-title" data-title>{escape(state.calculator.title)}</p>'
        f"<noscript><p>{said.no_javascript}</p></noscript>"
        f"{_scenarios(state, settings, html_key)}"
        f"<section data-first><section data-fields>{above}</section>{problem}</section>"
        f'<div data-outcome data-before="{said.before}">'
        f"<div>{entries}{rows}{asked}{sentences}{_actions(button)}</div></div>"
        + (
            f"<details data-assumptions><summary><b>{said.assumptions}</b> {folded}</summary>"
            f"<section data-fields>{below}</section></details>"
            if below
            else ""
        )
        + f"{drawn}{buttons(state, settings, key)}{brief}</form>"
    )


def _below(state: FormState, settings: FormSettings) -> list[str]:
    """The parameters that the page shows folded."""
    fields = state.calculator.fields
    leading, shown = settings.leading(state.calculator), settings.shown(fields)
    return [name for name in fields if name in shown and name not in leading]


def _folded(entries: Iterable[Entry], key: str) -> str:
    """What is folded, in a line: each input in a few words, changed ones strong."""
    texts = [(escape(capital(summary.of_input(entry))), entry.changed) for entry in entries]
    line = " · ".join(f"<b>{text}</b>" if changed else text for text, changed in texts)
    return f'<span id="{key}-folded" data-folded>{line}</span>'


def _actions(more: str) -> str:
    """The buttons below the results, and what the calculator is doing.

    That the scripts never came is said by the style sheet, which shows the last paragraph then.
    """
    said = words.current()
    return (
        f'<p data-actions><button type="button" data-pin>{said.pin}</button> '
        f'<button type="reset">{said.reset}</button> '
        f'<button type="button" data-copy-link>{said.copy_link}</button> '
        f'<button type="button" data-step="-1" aria-label="{said.step_back}" disabled>↶</button> '
        f'<button type="button" data-step="1" aria-label="{said.step_forward}" disabled>↷</button>'
        f" {more}"
        "</p>"
        f'<p data-omitted="{said.too_long_for_link}" hidden></p>'
        f'<p data-progress><span data-status data-starting="{said.starting}"'
        f' data-busy="{said.busy}" data-ready="{said.ready}"'
        f' data-linked="{said.linked}" data-failed="{said.failed}"'
        f' data-outdated="{said.outdated}" data-unlinked="{said.unlinked}"></span> '
        f'<progress aria-label="{said.loaded}" hidden></progress> '
        f'<button type="button" data-retry hidden>{said.retry}</button></p>'
        f'<p data-unscripted hidden>{said.no_scripts} <a href="">{said.retry}</a></p>'
        '<p data-announce role="status"></p>'
    )


def _scenarios(state: FormState, settings: FormSettings, key: str) -> str:
    """What the page's author offers: each a link with its inputs, which scripts follow at once."""
    if not settings.scenarios:
        return ""
    links = " ".join(
        f'<a href="?{escape(_query(key, inputs))}" data-scenario="{number}">{escape(name)}</a>'
        for number, (name, inputs) in enumerate(settings.scenarios.items())
    )
    label = f"{words.current().scenarios}: {escape(state.calculator.title)}"
    return f'<p data-scenarios role="group" aria-label="{label}">{links}</p>'


def _query(key: str, inputs: Mapping[str, str]) -> str:
    """The query of a permalink; its characters are those of `calc/browser/page/address.js`."""
    from urllib.parse import quote  # of builds only

    pairs = ((f"{key}.{name}", text) for name, text in inputs.items())
    return "&".join(f"{quote(name)}={quote(text, safe=',/:;=@$')}" for name, text in pairs)


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
        f"<span data-controls>{controls(entry, key)}</span> "
        f'<span data-words><small id="{key}-note">{_note(entry)}</small> '
        f'<strong id="{key}-error" data-error aria-live="polite">{escape(entry.error)}</strong>'
        f"<span data-readings>{_readings(entry)}</span></span> {undo(entry)}</p>"
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
    said = words.current()
    note = entry.field.note or (said.may_be_empty if entry.field.optional else "")
    about = escape(entry.about_value)
    if about.startswith(mark := f"{said.assumption}: "):
        about = f"<b data-assumption>{said.assumption}</b> {about.removeprefix(mark)}"
    return " ".join(filter(None, (escape(note), about, source_link(entry.source))))
