"""What a reader downloads, as a table, and what that may be at most."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from calc.snapshot.errors import BuildError
from calc.snapshot.manifest import File

BUDGET = Path(__file__).with_name("budget.json")
"""Bytes with brotli, by the name without its hash; all scripts and styles together are one."""

COLUMNS = {"bytes": "", "gzip": ".gz", "brotli": ".br"}


def table(files: Iterable[File]) -> str:
    """One line a file: bytes as they are, and as they are sent where they were compressed."""
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


def check(files: Iterable[File], budget: Mapping[str, int] | None = None) -> None:
    """Raises `BuildError` when compressed files are more than the budget allows."""
    allowed = budget or json.loads(BUDGET.read_text())
    sent: dict[str, int] = defaultdict(int)
    for file in files:
        if file.name.endswith(".br"):
            sent[_unhashed(file.name.removesuffix(".br"))] += len(file.content)
            sent["all"] += len(file.content)
    over = [
        f"{name} is {size:,} bytes with brotli, {allowed.get(name, 0):,} are allowed"
        for name, size in sent.items()
        if size > allowed.get(name, 0)
    ]
    if over:
        raise BuildError(f"{'; '.join(over)}: make it smaller, or allow more in {BUDGET.name}.")


def _unhashed(name: str) -> str:
    if name.endswith((".js", ".css")) and not name.startswith("pyodide"):
        return "scripts"
    return re.sub(r"\.[0-9a-f]{12}", "", name)
