"""A result for people: what went in, what came out, and on request how."""

from collections.abc import Iterator

from calc.form import display
from calc.form.export import rows
from calc.form.export.rows import Row
from calc.form.reading import Reading
from calc.form.work import work
from calc.terminal.paper import Paper
from calc.units import Unknown


def table(reading: Reading, paper: Paper, *, work: bool = False) -> str:
    """Title, inputs, results, aligned; with `work` each result's step below it."""
    listed = list(rows.told_once((*rows.inputs(reading), *rows.results(reading))))
    indent = min(2 + max(len(row.label) for row in listed) + 2, paper.width // 2)
    lines = [paper.strong(reading.calculator.title)]
    kind = ""
    for row in listed:
        lines += [""] if row.kind != kind else []
        kind = row.kind
        lines.append(_line(row, paper, indent))
        lines += _work(row, reading, paper, indent) if work else ()
    return "\n".join(lines) + "\n"


def _line(row: Row, paper: Paper, indent: int) -> str:
    label, shown = f"  {row.label}  ", row.shown
    if row.kind == "result" and not isinstance(row.value, Unknown | str):
        exact = display.exact(row.value, row.unit)
        shown += f"  ({exact})" if exact else ""
    if len(label) > indent:
        return paper.set(row.label, 2, "") + "\n" + paper.set(shown, indent, "")
    return paper.set(shown, indent, label)


def _work(row: Row, reading: Reading, paper: Paper, indent: int) -> Iterator[str]:
    results = reading.calculator.results
    found = work(results[row.name], reading) if row.kind == "result" else None
    if found:
        yield paper.set(f"= {found.template.format_map(found.words)}", indent + 2, "")
        yield paper.set(f"= {found.template.format_map(found.numbers)}", indent + 2, "")
        if found.source:
            yield paper.set(", ".join(filter(None, (found.source, found.address))), indent + 2, "")
