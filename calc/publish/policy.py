"""The content security policy: what a page may load and run, and that nobody may frame it.

Each page carries it as a `<meta>`, so that it holds on every host; the server sends it as well,
for workers and for `frame-ancestors`, which a page cannot say of itself. The theme has scripts
inside its pages: those, and no others, are allowed by their hash. The policy is the same for all
pages, because instant navigation shows them in one document.
Source: Content Security Policy Level 3, https://www.w3.org/TR/CSP3/
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

from calc.markdown.mistakes import PageError

SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
TYPE = re.compile(r'\btype="([^"]*)"')
RUN = {"", "module", "text/javascript"}
"""Types of scripts that run; a script of another type is data, and needs no permission."""

ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the icons in the theme's style sheets are data: addresses
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
FRAMES = "frame-ancestors 'none'"

REFERRER = '<meta name="referrer" content="same-origin">'
"""Other hosts do not learn what a reader typed: permalinks carry it."""

CHARSET = '<meta charset="utf-8">'
"""What stands first in a page; the policy comes next, before anything that it is about."""


def write(folder: Path) -> str:
    """Put the policy into every page of a built site. Gives it as a server sends it.

    Raises `PageError` for a page without a place for it.
    """
    pages = {file: file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.html"))}
    policy = text(inline(pages.values()))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'
    meta += REFERRER
    for file, page in pages.items():
        if meta in page:
            continue
        if CHARSET not in page:
            name = file.relative_to(folder)
            raise PageError(f"{name} has no {CHARSET}: its security policy would stand there.")
        file.write_text(page.replace(CHARSET, CHARSET + meta, 1), encoding="utf-8")
    return f"{policy}; {FRAMES}"


def text(hashes: Iterable[str]) -> str:
    """The policy of pages with inline scripts of these hashes."""
    allowed = dict(ALLOWED)
    allowed["script-src"] = " ".join([ALLOWED["script-src"], *hashes])
    return "; ".join(f"{directive} {sources}" for directive, sources in allowed.items())


def inline(pages: Iterable[str]) -> list[str]:
    """The hashes of all scripts inside of pages that run, each once."""
    found = {
        content
        for page in pages
        for attributes, content in SCRIPT.findall(page)
        if " src=" not in attributes and _type(attributes) in RUN
    }
    return sorted(map(_hash, found))


def _type(attributes: str) -> str:
    found = TYPE.search(attributes)
    return found[1] if found else ""


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
