"""The only renderer: a form with its result as HTML, at build time and in the browser.

A calculator is a sequence of blocks, each with an id: one a field, one for what cannot be
computed, one for the results, one for them in brief, one for what they are for. The built page
holds all blocks; an answer holds blocks too, and the page puts each in the place of its namesake.
An answer to bad input has none of the last three: the last good results stay.
"""

from collections.abc import Mapping, Sequence

from calc.form import summary
from calc.form.controls import controls, undo
from calc.form.export_buttons import takeaway
from calc.form.markup import escape, source_link
from calc.form.memo import memo
from calc.form.results import results
from calc.form.state import Entry, FormSettings, FormState

_STILL = (
    "<noscript><p>Without JavaScript these values cannot be changed. The results below are for the"
    " values as they stand.</p></noscript>"
)
_DEEDS = (
    '<p data-actions><button type="reset">Reset</button> '
    '<button type="button" data-pin>Pin to compare</button> '
    '<button type="button" data-copy-link>Copy link</button></p>'
    '<p data-progress><span data-status data-starting="Starting Python in your browser …"'
    ' data-busy="Computing …" data-ready="Computed in your browser."'
    ' data-linked="Computing for your link …" data-failed="The results shown stand."'
    ' data-outdated="The results are from before the error above."'
    ' data-unlinked="The results shown are not yet those of your link."></span> '
    '<progress aria-label="Python, loaded so far" hidden></progress> '
    '<button type="button" data-retry hidden>Try again</button></p>'
    '<p data-announce role="status"></p>'
)


def blocks(
    state: FormState, settings: FormSettings, key: str, pinned: Sequence[FormState] = ()
) -> dict[str, str]:
    """The blocks of a calculator by id; `key` is the element's id and begins every other id.

    The results of the pinned scenarios stand beside the reading's own.
    """
    raw, key = key, escape(key)  # a figure escapes its key itself
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
        asked = (one for name, one in state.entries.items() if name in shown or one.changed)
        parts[f"{key}-summary"] = (
            f'<p id="{key}-summary" data-summary>{summary.of_inputs(asked)}</p>'
        )
        shown = settings.shown(state.calculator.results)
        rows = results(state, shown, raw, pinned)
        parts[f"{key}-results"] = f'<div id="{key}-results" data-results>{rows}</div>'
        parts[f"{key}-brief"] = _brief(key, summary.of_results(state, shown))
    return parts


def form(state: FormState, settings: FormSettings, key: str) -> str:
    """The whole form: what stands in the page, around it only the element.

    Of a section reader modes keep all fields, of a div they may leave out those with links.
    """
    return assemble(blocks(state, settings, key), state, settings, key)


def assemble(made: Mapping[str, str], state: FormState, settings: FormSettings, key: str) -> str:
    """The whole form around its blocks, for who needs them besides."""
    parts, key = dict(made), escape(key)
    rows = parts.pop(f"{key}-results", f'<div id="{key}-results"></div>')
    brief = parts.pop(f"{key}-brief", _brief(key, ""))
    asked = parts.pop(f"{key}-summary", f'<p id="{key}-summary" data-summary></p>')
    problem = parts.pop(f"{key}-problem") + parts.pop(f"{key}-notice")
    return (
        '<form autocomplete="off" novalidate>'
        f'<p id="{key}-title" data-title>{escape(state.calculator.title)}</p>'
        f"{_STILL}<section data-fields>{''.join(parts.values())}</section>"
        f"{problem}{_DEEDS}{brief}{asked}{rows}{takeaway(state, settings, key)}</form>"
    )


def _brief(key: str, sentence: str) -> str:
    """The results in one sentence: said to who listens, and in view while inputs are; there with
    a word before it where they are not those of the inputs.

    It is no text of the page, which says the same below.
    """
    return (
        f'<p id="{key}-brief" data-brief="{escape(sentence)}" data-before="Before:"'
        ' aria-hidden="true"></p>'
    )


@memo(200, in_builds=1000)  # most fields of an answer are those of the one before
def field(entry: Entry, key: str, *, listed: bool) -> str:
    """One field: label, controls, note, and the sentence for what is wrong.

    A field that the page does not list is there and hidden, until a link changes it. It is a
    paragraph because reader modes keep those; the spaces are for browsers without style sheets.
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
        "</span></p>"
    )


def _note(entry: Entry) -> str:
    """What else there is to say of a field, and where its start value is from."""
    words, source = escape(entry.notice or entry.field.note), source_link(entry.source)
    return f"{words} {source}" if source and not entry.notice else words
