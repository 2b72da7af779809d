"""A result for people: inputs, results and, on request, their formulas; then tables."""

from collections.abc import Iterator

from calc import words
from calc.form import display, numbers
from calc.form.derivation import derive
from calc.form.export import rows
from calc.form.export.rows import Row, Table
from calc.form.ranges import show, spread
from calc.form.sentences import in_sentence
from calc.form.show import text
from calc.form.state import FormState
from calc.form.sweep import Sweep
from calc.form.table import Result
from calc.terminal.layout import Layout
from calc.units import Unknown

MAX_TABLE_ROWS = 40
"""A longer table is cut."""

MAX_SWEEP_ROWS = 100
"""A longer sweep is cut."""

BAR_CHARACTERS = 24
"""Of the bars that show which input moves a result most."""


def table(state: FormState, layout: Layout, *, derivations: bool = False) -> str:
    """Title, inputs and results, aligned; if asked for, each result's formula below it."""
    results = (row for row in rows.results(state) if row.value != "")
    listed = list(rows.with_reasons_once((*rows.inputs(state), *results)))
    indent = min(2 + max(len(row.label) for row in listed) + 2, layout.width // 2)
    lines = [layout.bold(state.calculator.title)]
    kind = ""
    for row in listed:
        lines += [""] if row.kind != kind else []
        kind = row.kind
        lines.append(_line(row, layout, indent))
        lines += _derivation(row, state, layout, indent) if derivations else ()
    lines += _of_ranges(state, layout)
    for each in rows.tables(state):
        lines += ["", layout.bold(f"  {each.label}"), *_table(each)]
    return "\n".join(lines) + "\n"


def _of_ranges(state: FormState, layout: Layout) -> Iterator[str]:
    """Sentences about results of ranges, and which input moves the first of them most."""
    if not state.spread:
        return
    yield ""
    for sentence in show.about(state):
        yield layout.fill(sentence, 2, "  ")
    row = show.headline(state, [*state.calculator.results])
    if row is None:
        return
    said = words.current()
    title = said.range_matters.format(result=in_sentence(row.label))
    yield from ("", layout.bold(f"  {title}"), layout.fill(said.range_matters_how, 2, "  "))
    effects = spread.effects(state, row.name)
    cells = [
        (entry.field.label, entry.text, show.effect_text(effect, row))
        for effect in effects
        for entry in (state.entries[effect.name],)
    ]
    label, width = (max(len(cell[at]) for cell in cells) for at in (0, 1))
    scale = show.Scale(effects)
    for effect, cell in zip(effects, cells, strict=True):
        bar = scale.characters(effect, BAR_CHARACTERS)
        yield f"  {cell[0].ljust(label)}  {cell[1].ljust(width)}  {bar}  {cell[2]}"


def _line(row: Row, layout: Layout, indent: int) -> str:
    label, shown = f"  {row.label}  ", row.shown
    shown += f"  ({row.exact})" if row.exact else ""
    if len(label) > indent:
        return layout.fill(row.label, 2, "") + "\n" + layout.fill(shown, indent, "")
    return layout.fill(shown, indent, label)


def _table(table: Table) -> Iterator[str]:
    """The head and the rows, in columns; numbers are on the right."""
    body = table.shown(MAX_TABLE_ROWS)
    head = [column.label for column in table.columns]
    widths = [max(map(len, cells)) for cells in zip(head, *body, strict=True)]
    right = [column.kind == "number" for column in table.columns]
    for line in (head, *body):
        cells = [
            cell.rjust(width) if on_right else cell.ljust(width)
            for cell, width, on_right in zip(line, widths, right, strict=True)
        ]
        yield f"  {'  '.join(cells)}".rstrip()
    if more := len(table.lines) - len(body):
        said = words.current()
        yield f"  {said.more_rows.format(count=said.number(f'{more:,}'))}"


def along(made: Sweep, name: str | None, layout: Layout) -> str:
    """A sweep as columns: each input, then the result of that name, or the announced ones."""
    rows, announced = made.state.calculator.results, made.state.calculator.announced
    names = [name] if name else [one for one in announced if one in made.names]
    names = names or list(made.names)[:2]
    head = [each.field.label for each in made.along] + [rows[one].label for one in names]
    body = [
        [each.field.text(x) for each, x in zip(made.along, place, strict=True)]
        + [_amount(made, place, rows[one]) for one in names]
        for place in made.places[:MAX_SWEEP_ROWS]
    ]
    widths = [max(map(len, cells)) for cells in zip(head, *body, strict=True)]
    lines = [layout.bold(made.state.calculator.title), ""]
    for line in (head, *body):
        cells = [cell.rjust(width) for cell, width in zip(line, widths, strict=True)]
        lines.append(f"  {'  '.join(cells)}")
    if more := len(made.places) - len(body):
        said = words.current()
        lines.append(f"  {said.more_rows.format(count=said.number(f'{more:,}'))}")
    return "\n".join(lines) + "\n"


def _amount(made: Sweep, place: tuple[float, ...], row: Result) -> str:
    value, between = made.numbers[place][row.name], made.between.get(place, {}).get(row.name)
    if between:
        return show.text(between, row, made.kind)
    if isinstance(value, Unknown):
        return "–"
    return display.quantity(value, row.unit, precision=row.precision)


def _derivation(row: Row, state: FormState, layout: Layout, indent: int) -> Iterator[str]:
    results = state.calculator.results
    found = derive(results[row.name], state) if row.kind == "result" else None
    if found:
        template = numbers.in_formula(found.template)
        yield layout.fill(f"= {template.format_map(found.words)}", indent + 2, "")
        line = template.format_map(found.numbers)
        if row.between:
            result = text(getattr(state.result, row.name), results[row.name])
            line = words.current().range_at_middle.format(numbers=line, result=result)
        yield layout.fill(f"= {line}", indent + 2, "")
        if found.source:
            source = ", ".join(filter(None, (found.source, found.address)))
            yield layout.fill(source, indent + 2, "")
