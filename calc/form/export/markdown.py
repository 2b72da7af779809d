"""A Markdown table of the inputs and results that the page shows, as it shows them."""

from collections.abc import Sequence

from calc.form.export import rows
from calc.form.state import FormSettings, FormState

_ESCAPES = str.maketrans({mark: "\\" + mark for mark in "\\`*_[]<>|#~&"})


def text(scenarios: Sequence[FormState], settings: FormSettings, version: str) -> str:
    """Inputs that are shown or changed, then results that are shown; a column per scenario."""
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
    lines = [[_plain(cell) for cell in line] for line in ([live.calculator.title, *names], *body)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _plain(text: str) -> str:
    """The text on one line, with the special characters of Markdown escaped."""
    return " ".join(text.split()).translate(_ESCAPES)
