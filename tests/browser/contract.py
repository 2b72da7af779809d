"""calc/browser/contract.js as data, read by the JavaScript engine that runs it."""

import functools
import json
from pathlib import Path
from typing import Any

from calc.snapshot import node

ROOT = Path(__file__).parents[2]
FILE = ROOT / "calc" / "browser" / "contract.js"


@functools.cache
def contract() -> dict[str, Any]:
    """Every constant of the contract by name."""
    found: dict[str, Any] = json.loads(node.run(Path(__file__).with_suffix(".mjs")))
    return found
