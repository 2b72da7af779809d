"""A Markdown table: what is seen of the calculator, as it is seen."""

from calc.form.export import rows
from calc.form.reading import Page, Reading

_MEANT = str.maketrans({mark: "\\" + mark for mark in "\\`*_[]<>|#~&"})


def text(reading: Reading, page: Page, version: str) -> str:
    """The inputs that are shown or changed, then the results that are shown."""
    fields = page.shown(reading.entries)
    fields |= {name for name, entry in reading.entries.items() if entry.changed}
    numbers = page.shown(reading.calculator.results)
    listed = [row for row in rows.inputs(reading) if row.name in fields]
    listed += [row for row in rows.results(reading) if row.name in numbers]
    lines = [(_plain(row.label), _plain(row.shown)) for row in rows.told_once(listed)]
    head = ((_plain(reading.calculator.title), ""), ("---", "---"))
    return "".join(f"| {first} | {second} |\n" for first, second in (*head, *lines))


def _plain(text: str) -> str:
    """Text on one line that means nothing to Markdown."""
    return " ".join(text.split()).translate(_MEANT)
