"""The published files: names with a hash of the content, and the scripts that know them."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from calc import cache, site
from calc.snapshot import exports, script_words, scripts

ENTRY = "element.js"


@dataclass(frozen=True, kw_only=True)
class File:
    """A file in the folder `runtime` of a site."""

    name: str
    content: bytes


def hashed(stem: str, suffix: str, content: bytes) -> File:
    """A file with a hash of its content in its name: browsers may cache it for ever."""
    return File(name=f"{stem}.{_short(content)}{suffix}", content=content)


def javascript(
    shipped: Mapping[str, File], fallback: Mapping[str, File], layout: str, fingerprint: str
) -> list[File]:
    """The JavaScript in a folder that is named by its content, and the files outside it.

    Those are the style sheets and an `element.js` that imports the one in the folder.
    """
    generated = {
        "files.js": _files(shipped, layout, fingerprint),
        "fallback.js": _fallback(fallback),
        "words.js": script_words.module(),
    }
    joined = sorted(scripts.joined(generated).items())
    folder = _short(*(part for name, content in joined for part in (name.encode(), content)))
    entry = (
        "// This name never changes; what it loads has a hash of its content in its name.\n\n"
        f'import "./{folder}/{ENTRY}";\n'
    )
    return [
        *(File(name=f"{folder}/{name}", content=content) for name, content in joined),
        File(name=ENTRY, content=entry.encode()),
        *style_sheets(),
    ]


def style_sheets() -> list[File]:
    """The style sheets, in the order in which pages load them.

    A style sheet of the site is appended to the one with its name, if there is one.
    """
    sheets = {path.name: path.read_bytes() for path in sorted(scripts.BROWSER.glob("*.css"))}
    for resource in site.current().styles:
        package, _, name = resource.partition(":")
        sheets[name] = sheets.get(name, b"") + resources.files(package).joinpath(name).read_bytes()
    return [File(name=name, content=content) for name, content in sheets.items()]


def _files(shipped: Mapping[str, File], layout: str, fingerprint: str) -> str:
    """files.js: see files.d.ts."""
    files = {role: _file(file) for role, file in shipped.items()}
    return (
        "// Written by calc.snapshot: the files, each with a hash of its content.\n\n"
        f"export const files = {json.dumps(files, indent=2)};\n\n"
        f"export const layout = {layout};\n\n"
        f"export const fingerprint = {json.dumps(fingerprint)};\n"
    )


def _fallback(fallback: Mapping[str, File]) -> str:
    """fallback.js: see fallback.d.ts."""
    files = {role: _file(file) for role, file in fallback.items()}
    full = json.dumps(files | {"exports": exports.used_by_pyodide()})
    return f"// Written by calc.snapshot.\n\nexport const full = {full};\n"


def _file(file: File) -> dict[str, str | int]:
    return {
        "name": file.name,
        "integrity": "sha256-" + base64.b64encode(_sha256(file.content)).decode(),
        "size": len(file.content),
    }


def _sha256(*parts: bytes) -> bytes:
    return bytes.fromhex(cache.key(*parts)) if len(parts) != 1 else hashlib.sha256(*parts).digest()


def _short(*parts: bytes) -> str:
    return _sha256(*parts).hex()[:12]
