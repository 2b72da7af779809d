"""A result for people: inputs, results and, on request, their formulas."""

from collections.abc import Iterator

from calc.form import display
from calc.form.derivation import derive
from calc.form.export import rows
from calc.form.export.rows import Row
from calc.form.state import FormState
from calc.terminal.layout import Layout
from calc.units import Unknown


def table(state: FormState, layout: Layout, *, derivations: bool = False) -> str:
    """Title, inputs and results, aligned; if asked for, each result's formula below it."""
    listed = list(rows.with_reasons_once((*rows.inputs(state), *rows.results(state))))
    indent = min(2 + max(len(row.label) for row in listed) + 2, layout.width // 2)
    lines = [layout.bold(state.calculator.title)]
    kind = ""
    for row in listed:
        lines += [""] if row.kind != kind else []
        kind = row.kind
        lines.append(_line(row, layout, indent))
        lines += _derivation(row, state, layout, indent) if derivations else ()
    return "\n".join(lines) + "\n"


def _line(row: Row, layout: Layout, indent: int) -> str:
    label, shown = f"  {row.label}  ", row.shown
    if row.kind == "result" and not isinstance(row.value, Unknown | str):
        exact = display.exact(row.value, row.unit)
        shown += f"  ({exact})" if exact else ""
    if len(label) > indent:
        return layout.fill(row.label, 2, "") + "\n" + layout.fill(shown, indent, "")
    return layout.fill(shown, indent, label)


def _derivation(row: Row, state: FormState, layout: Layout, indent: int) -> Iterator[str]:
    results = state.calculator.results
    found = derive(results[row.name], state) if row.kind == "result" else None
    if found:
        yield layout.fill(f"= {found.template.format_map(found.words)}", indent + 2, "")
        yield layout.fill(f"= {found.template.format_map(found.numbers)}", indent + 2, "")
        if found.source:
            source = ", ".join(filter(None, (found.source, found.address)))
            yield layout.fill(source, indent + 2, "")
