"""How fast the site is, beside other ways to have Python in a page, on this machine.

    python -m tests.bench            what `make bench` does
    ROUNDS=1 ONLY=cold,builds python -m tests.bench

Every run is a new browser with an empty profile, the variants take turns, and all come over the
same link from the same host, brotli-compressed. Everything that was measured goes to
`.cache/bench/result.json`; when all of it was, also to
`calc/analysis/data/speed.json`, which the pages show.
A figure beyond its bound is reported, and the command fails when everything has been printed.
"""

import datetime
import json
import os
import sys
from typing import Any

from playwright.sync_api import sync_playwright

from tests.bench import bounds, machine, packages, parts, report, variants
from tests.bench.figures import Figures
from tests.browser.built import ROOT

RESULT = packages.CACHE_FOLDER / "result.json"
PUBLISHED_RESULT = ROOT / "calc" / "analysis" / "data" / "speed.json"


def main() -> int:
    rounds = int(os.environ.get("ROUNDS") or 3)
    only = [name for name in (os.environ.get("ONLY") or "").split(",") if name]
    if unknown := set(only) - set(parts.PARTS):
        sys.exit(f"make: there is no part {', '.join(unknown)}; use {', '.join(parts.PARTS)}")
    report.say("installing and compressing what the site is compared with …")
    packages.install()
    figures = Figures()
    with sync_playwright() as playwright:
        bench = parts.Bench(
            playwright=playwright, figures=figures, rounds=rounds, variants=variants.all()
        )
        where = machine.described()
        for name, part in parts.PARTS.items():
            if not only or name in only:
                part(bench)
                # After each part: what has been measured is not lost with what comes after it.
                RESULT.write_text(written(bench, where))
    if not only:
        PUBLISHED_RESULT.write_text(RESULT.read_text())
    report.machine(where)
    return report.bounds(bounds.bounds(figures))


def written(bench: parts.Bench, where: dict[str, Any]) -> str:
    """All there is so far, as JSON."""
    result = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "rounds": bench.rounds,
        "machine": where,
        "versions": {one.name: one.version for one in bench.variants},
        "slowed": bench.slowed,
        "figures": list(bench.figures.rows()),
        "bounds": [report.bound(one) for one in bounds.bounds(bench.figures)],
    }
    return json.dumps(result, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(main())
