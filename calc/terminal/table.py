"""A result for people: what went in, what came out, and on request how."""

from collections.abc import Iterator

from calc.form import display
from calc.form.derivation import work
from calc.form.export import rows
from calc.form.export.rows import Row
from calc.form.state import FormState
from calc.terminal.layout import Layout
from calc.units import Unknown


def table(state: FormState, layout: Layout, *, work: bool = False) -> str:
    """Title, inputs, results, aligned; with `work` each result's step below it."""
    listed = list(rows.told_once((*rows.inputs(state), *rows.results(state))))
    indent = min(2 + max(len(row.label) for row in listed) + 2, layout.width // 2)
    lines = [layout.strong(state.calculator.title)]
    kind = ""
    for row in listed:
        lines += [""] if row.kind != kind else []
        kind = row.kind
        lines.append(_line(row, layout, indent))
        lines += _work(row, state, layout, indent) if work else ()
    return "\n".join(lines) + "\n"


def _line(row: Row, layout: Layout, indent: int) -> str:
    label, shown = f"  {row.label}  ", row.shown
    if row.kind == "result" and not isinstance(row.value, Unknown | str):
        exact = display.exact(row.value, row.unit)
        shown += f"  ({exact})" if exact else ""
    if len(label) > indent:
        return layout.set(row.label, 2, "") + "\n" + layout.set(shown, indent, "")
    return layout.set(shown, indent, label)


def _work(row: Row, state: FormState, layout: Layout, indent: int) -> Iterator[str]:
    results = state.calculator.results
    found = work(results[row.name], state) if row.kind == "result" else None
    if found:
        yield layout.set(f"= {found.template.format_map(found.words)}", indent + 2, "")
        yield layout.set(f"= {found.template.format_map(found.numbers)}", indent + 2, "")
        if found.source:
            yield layout.set(", ".join(filter(None, (found.source, found.address))), indent + 2, "")
