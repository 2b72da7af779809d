"""Markdown tables of the inputs and results that the page shows, as it shows them."""

from collections.abc import Sequence

from calc.form.export import rows
from calc.form.sentences import in_sentence
from calc.form.state import FormSettings, FormState

_ESCAPES = str.maketrans({mark: "\\" + mark for mark in "\\`*_[]<>|#~&"})


def text(
    scenarios: Sequence[FormState], settings: FormSettings, version: str, address: str = ""
) -> str:
    """Inputs that are shown or changed, then results that are shown; a column per scenario.

    Results that are tables follow, each below its label; then where values are from, and what
    computed all.
    """
    live = scenarios[0]
    seen = settings.shown(live.entries) | settings.shown(live.calculator.results)
    for state in scenarios:
        seen |= {name for name, entry in state.entries.items() if entry.changed}
    columns = [
        [row for row in rows.with_reasons_once(rows.inputs_and_results(state)) if row.name in seen]
        for state in scenarios
    ]
    names = [name for name, _ in rows.named_scenarios(scenarios)] if len(scenarios) > 1 else [""]
    body = [[same[0].label, *(row.shown for row in same)] for same in zip(*columns, strict=True)]
    written = [_table([[live.calculator.title, *names], *body])]
    for name, state in rows.named_scenarios(scenarios):
        for table in rows.tables(state):
            if table.name in seen:
                label = table.label if state is live else f"{table.label}, {in_sentence(name)}"
                head = [column.label for column in table.columns]
                written.append(f"{_plain(label)}\n\n{_table([head, *table.shown()])}")
    written += _about_ranges(scenarios)
    notes = [f"- {_plain(row.label)}: {_note(row.note)}\n" for row in columns[0] if row.note]
    written += ["".join(notes)] if notes else []
    by, *link = rows.origin(live, version, address) or [""]
    written += [" ".join([_plain(by), *(f"<{one}>" for one in link)]) + "\n"] if by else []
    return "\n".join(written)


def _note(note: str) -> str:
    """A sentence with its source, whose address becomes a link."""
    said, comma, address = note.rpartition(", https://")
    return f"{_plain(said)}, <https://{address}>" if comma else _plain(note)


def _about_ranges(scenarios: Sequence[FormState]) -> list[str]:
    """What the results of ranges are, as a paragraph for each scenario with other sentences."""
    if not any(state.spread for state in scenarios):
        return []
    from calc.form.ranges import show  # loaded only for ranges

    found = [" ".join(show.about(state)) for state in scenarios if state.spread]
    return [f"{_plain(sentences)}\n" for sentences in dict.fromkeys(found)]


def _table(lines: list[list[str]]) -> str:
    """A table; the first line is its head."""
    plain = [[_plain(cell) for cell in line] for line in lines]
    plain.insert(1, ["---"] * len(plain[0]))
    return "".join(f"| {' | '.join(line)} |\n" for line in plain)


def _plain(text: str) -> str:
    """The text on one line, with the special characters of Markdown escaped."""
    return " ".join(text.split()).translate(_ESCAPES)
