"""The budget: what readers may download at most, and which modules are to blame for more.

budget.json holds the sizes at the time when the budget was set. `python -m calc.snapshot
--set-budget` sets it anew.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from calc.snapshot.errors import BuildError
from calc.snapshot.manifest import File

FILE = Path(__file__).with_name("budget.json")

SLACK = 0.03
"""How much a file may grow before the check fails, as a part of its budget."""

MAX_NAMED = 8
"""How many modules an error names at most."""


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Sizes in bytes, by name."""

    files: Mapping[str, int]
    """With brotli, by the name without its hash; scripts and styles together are one."""
    scripts: Mapping[str, int]
    """Each script and style, with brotli."""
    modules: Mapping[str, int]
    """The bytecode of each module in the memory snapshot."""


def measure(files: Iterable[File], modules: Mapping[str, bytes]) -> Sizes:
    """The sizes of compressed files and of the modules in the snapshot."""
    sent: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    for file in files:
        if not file.name.endswith(".br"):
            continue
        name, size = file.name.removesuffix(".br"), len(file.content)
        sent["all"] += size
        if name.endswith((".js", ".css")) and not name.startswith("pyodide."):
            sent["scripts"] += size
            scripts[name.rpartition("/")[2]] += size
        else:
            sent[re.sub(r"\.[0-9a-f]{12}", "", name)] += size
    bytecode = {path.removesuffix("c"): len(content) for path, content in modules.items()}
    return Sizes(files=dict(sent), scripts=dict(scripts), modules=bytecode)


def read() -> Sizes:
    """The sizes in budget.json."""
    return Sizes(**json.loads(FILE.read_text(encoding="utf-8")))


def write(sizes: Sizes) -> None:
    """Set the budget to these sizes."""
    text = json.dumps(asdict(sizes), indent=1, sort_keys=True)
    FILE.write_text(text + "\n", encoding="utf-8")


def check(sizes: Sizes, budget: Sizes) -> None:
    """Raise `BuildError` if a file is larger than its budget and the slack."""
    over = [
        f"{name} is {size:,} bytes with brotli; its budget is {budget.files.get(name, 0):,}"
        for name, size in sizes.files.items()
        if size > budget.files.get(name, 0) * (1 + SLACK)
    ]
    if not over:
        return
    grown = [*_grown(sizes.scripts, budget.scripts), *_grown(sizes.modules, budget.modules)]
    named = ", ".join(f"{name} +{more:,} bytes" for more, name in sorted(grown)[::-1][:MAX_NAMED])
    raise BuildError(
        f"{'; '.join(over)} and {SLACK:.0%}. What grew: {named or 'no module of this site'}."
        " Make it smaller, or run `python -m calc.snapshot --set-budget`."
    )


def _grown(sizes: Mapping[str, int], budget: Mapping[str, int]) -> Iterable[tuple[int, str]]:
    """By how much each has grown, with its name."""
    differences = ((size - budget.get(name, 0), name) for name, size in sizes.items())
    return [(more, name) for more, name in differences if more > 0]
