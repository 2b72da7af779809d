"""Theme files that no page of this site asks for, taken out of the built site.

Material brings stemmers for some thirty languages, 1.3 MB of source maps and their mentions; the
site is searched in English, whose stemmer is in the search itself.
"""

import json
import re
import shutil
from pathlib import Path

MENTION = re.compile(rb"\s*(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=[^*]+\*/)\s*$")


def trim(folder: Path) -> None:
    """Remove source maps, what mentions them, and stemmers unless a language needs them."""
    assets = folder / "assets"
    for file in sorted(assets.rglob("*")):
        if file.suffix == ".map":
            file.unlink()
        elif file.suffix in (".js", ".css"):
            content = file.read_bytes()
            if MENTION.search(content):
                file.write_bytes(MENTION.sub(b"\n", content))
    if languages(folder) <= {"en"}:
        shutil.rmtree(assets / "javascripts" / "lunr", ignore_errors=True)


def languages(folder: Path) -> set[str]:
    """The languages that the site is searched in."""
    index = folder / "search" / "search_index.json"
    if not index.exists():
        return set()
    config = json.loads(index.read_text(encoding="utf-8"))["config"]
    return set(config["lang"])
