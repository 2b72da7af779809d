"""The content security policy: what a page may load and run, and that nobody may frame it.

Each page contains it as a `<meta>`, so that it holds on every host. The server sends it too: for
workers, and for `frame-ancestors`, which browsers ignore in a page. The scripts inside pages are
the theme's; they are allowed by their hashes, and no others. All pages have the same policy,
because instant navigation shows them in one document.
Source: Content Security Policy Level 3, https://www.w3.org/TR/CSP3/
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape

from calc.markdown.mistakes import PageError
from calc.publish import pages
from calc.publish.pages import Edit, Element, Page

JAVASCRIPT = re.compile(
    r"|module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma)script"
    r"|text/(?:javascript1\.[0-5]|jscript|livescript)",
    re.IGNORECASE,
)
"""Types of scripts that need permission; a script of any other type is data.
Source: https://mimesniff.spec.whatwg.org/#javascript-mime-type and the HTML standard."""

DIRECTIVES = {
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
START = "; ".join(f"{name} {DIRECTIVES[name]}" for name in ("default-src", "script-src"))
"""How every policy that is written here begins."""
NO_FRAMES = "frame-ancestors 'none'"

REFERRER = '<meta name="referrer" content="same-origin">'
"""Other hosts do not get permalinks, which contain what a reader typed."""

CHARSET = '<meta charset="utf-8">'
CHARSET_IN_TYPE = re.compile(r"""charset\s*=\s*["']?([^"'\s;]+)""", re.IGNORECASE)
UTF_8 = {
    *("utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8"),
    "x-unicode20utf8",
}
"""The names of UTF-8. Source: https://encoding.spec.whatwg.org/#names-and-labels"""


def text(hashes: Iterable[str]) -> str:
    """The policy of pages with inline scripts of these hashes."""
    sources = DIRECTIVES | {"script-src": " ".join([DIRECTIVES["script-src"], *hashes])}
    return "; ".join(f"{directive} {allowed}" for directive, allowed in sources.items())


def hashes(found: Iterable[Page]) -> list[str]:
    """The hashes of the scripts inside pages that run, also of those in templates; each once."""
    scripts = {
        page.content(element)
        for page in found
        for element in page.elements
        if element.name == "script" and _is_inline(element)
    }
    return sorted(map(_hash, scripts))


def edits(page: Page, policy: str) -> Iterator[Edit]:
    """With the policy before everything that it applies to. Raises `PageError`."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'
    for earlier in page.all("meta"):
        if _is_policy(earlier):
            yield Edit(earlier.start, earlier.end, meta)
            return
    declared = [element for element in page.all("meta") if _charset(element)]
    for element in declared:
        if _charset(element) not in UTF_8:
            raise PageError(
                f"{page.path} says that it is encoded in {_charset(element)}, not UTF-8."
            )
    loading = [each.start for name in ("link", "script", "style") for each in page.all(name)]
    if declared and declared[0].start < min(loading, default=len(page.text)):
        yield pages.inserted(declared[0].end, meta + REFERRER)
        return
    head = page.all("head")
    if not head:
        raise PageError(f"{page.path} has no <head>: its security policy belongs there.")
    # The encoding has to be declared in the first 1,024 bytes, before the policy.
    yield pages.inserted(head[0].opened, CHARSET + meta + REFERRER)
    yield from map(pages.removed, declared)


def _is_inline(script: Element) -> bool:
    kind = script.attributes.get("type", "").strip("\t\n\f\r ")
    return "src" not in script.attributes and bool(JAVASCRIPT.fullmatch(kind))


def _is_policy(meta: Element) -> bool:
    """Whether it is a policy of an earlier run; an author's own stays."""
    name = meta.attributes.get("http-equiv", "").lower()
    return name == "content-security-policy" and meta.attributes["content"].startswith(START)


def _charset(meta: Element) -> str:
    """The encoding that it declares, in lower case; empty if it declares none."""
    charset = meta.attributes.get("charset", "")
    if meta.attributes.get("http-equiv", "").lower() == "content-type":
        found = CHARSET_IN_TYPE.search(meta.attributes.get("content", ""))
        charset = found[1] if found else charset
    return charset.strip().lower()


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
