"""The one script that pages name: by its content.

Pages are written before the runtime is, and name `runtime/element.js`, which leads to the scripts
with their content in their names. In a published page that step is left out: nothing waits for it,
and a page never meets the scripts of another deployment that a browser has kept. It is told of
before the style sheets: a browser reads no further while those come.
"""

import re
from pathlib import Path

ENTRY = "runtime/element.js"
TAG = re.compile(r'<script type="module" async src="([^"]*)runtime/element\.js"></script>')
STYLE = re.compile(r'<link rel="stylesheet"')
IMPORT = re.compile(r'^import "\./(.+)";$', re.MULTILINE)


def write(folder: Path) -> None:
    """Have every page of a built site name the script itself."""
    [element] = IMPORT.findall((folder / ENTRY).read_text(encoding="utf-8"))

    def named(found: re.Match[str]) -> str:
        return f'<script type="module" async src="{found[1]}runtime/{element}"></script>'

    for page in sorted(folder.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        if not (found := TAG.search(text)):
            continue
        link = f'<link rel="modulepreload" href="{found[1]}runtime/{element}">'
        start = STYLE.search(text) or found
        text = text[: start.start()] + link + text[start.start() :]
        page.write_text(TAG.sub(named, text), encoding="utf-8")
