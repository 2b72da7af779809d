"""The one script that pages name: by its content, with what it imports under way at the same time.

Pages are written before the runtime is, and name `runtime/element.js`, which leads to the scripts
with their content in their names. In a published page that step is left out: nothing waits for it,
and a page never meets the scripts of another deployment that a browser has kept. Beside them stands
what Python starts from, so that it is under way as soon as it is wanted, not when the scripts that
know of it have come.
"""

import json
import re
from pathlib import Path

ENTRY = "runtime/element.js"
TAG = re.compile(r'<script type="module" async src="([^"]*)runtime/element\.js"></script>')
FILES = re.compile(r"^export const files = (\{.*?\});$", re.MULTILINE | re.DOTALL)
IMPORT = re.compile(r'^import "\./(.+)";$', re.MULTILINE)


def write(folder: Path) -> None:
    """Have every page of a built site name the scripts themselves."""
    *imported, element = IMPORT.findall((folder / ENTRY).read_text(encoding="utf-8"))
    soon = " ".join(_first((folder / ENTRY).parent.joinpath(element).with_name("files.js")))

    def named(found: re.Match[str]) -> str:
        runtime = f"{found[1]}runtime/"
        links = [f'<link rel="modulepreload" href="{runtime}{name}">' for name in imported]
        tag = f'<script type="module" async src="{runtime}{element}" data-soon="{soon}"></script>'
        return tag + "".join(links)

    for page in sorted(folder.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        if TAG.search(text):
            page.write_text(TAG.sub(named, text), encoding="utf-8")


def _first(files: Path) -> list[str]:
    """The names of the files that Python starts from."""
    found = FILES.search(files.read_text(encoding="utf-8")) if files.exists() else None
    return [file["name"] for file in json.loads(found[1]).values()] if found else []
