"""What a reader downloads, as a table."""

from collections.abc import Iterable

from calc.snapshot.manifest import File

COLUMNS = {"bytes": "", "gzip": ".gz", "brotli": ".br"}


def table(files: Iterable[File]) -> str:
    """A line for each file: its bytes, and those of its compressed copies if there are any."""
    sizes = {file.name: len(file.content) for file in files}
    names = [name for name in sizes if not name.endswith((".gz", ".br"))]
    rows = {name: [sizes.get(name + end) for end in COLUMNS.values()] for name in names}
    rows["all"] = [sum(filter(None, column)) or None for column in zip(*rows.values(), strict=True)]
    width = max(map(len, rows))
    lines = [" " * width + "".join(f"{column:>12}" for column in COLUMNS)]
    for name, counts in rows.items():
        cells = ("" if count is None else f"{count:,}" for count in counts)
        lines.append(f"{name:{width}}" + "".join(f"{cell:>12}" for cell in cells))
    return "\n".join(lines)
