"""The content security policy: what a page may load and run, and that nobody may frame it.

Each page contains it as a `<meta>`, so that it holds on every host. The server sends it too: for
workers, and for `frame-ancestors`, which browsers ignore in a page. What the markup of the pages
says itself is allowed: scripts and styles inside pages, by their hashes, and the hosts that it
names, such as that of the theme's fonts. A site may add sources, or have no policy (`Site.policy`).
All pages have the same policy, because instant navigation shows them in one document.
Source: Content Security Policy Level 3, https://www.w3.org/TR/CSP3/
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import urlsplit

from calc import site
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

DIRECTIVES: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'", "'wasm-unsafe-eval'"),
    "style-src": ("'self'",),
    "font-src": ("'self'",),
    "img-src": ("'self'", "data:"),  # the icons in the theme's style sheets are data: addresses
    "media-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "manifest-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
}
"""What every page may do."""

LOADED = {
    "script": {"src": "script-src"},
    "img": {"src": "img-src", "srcset": "img-src"},
    "source": {"src": "media-src", "srcset": "img-src"},
    "video": {"src": "media-src", "poster": "img-src"},
    "audio": {"src": "media-src"},
    "track": {"src": "media-src"},
    "iframe": {"src": "frame-src"},
    "embed": {"src": "object-src"},
    "object": {"data": "object-src"},
    "form": {"action": "form-action"},
}
"""The directive for what an element loads or sends, by the attribute with its address."""

LINKED = {
    "stylesheet": "style-src",
    "icon": "img-src",
    "manifest": "manifest-src",
    "modulepreload": "script-src",
}
"""The directive for what a link loads, by its relation."""

IMPLIED = {
    ("style-src", "https://fonts.googleapis.com"): ("font-src", "https://fonts.gstatic.com"),
}
"""What a source loads in its turn."""

REPOSITORIES = {"github.com": "https://api.github.com", "gitlab.com": "https://gitlab.com"}
"""Where Material asks for the stars of the repository that a page links to."""

START = "; ".join(f"{name} {' '.join(DIRECTIVES[name])}" for name in ("default-src", "script-src"))
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


def text(sources: Mapping[str, Iterable[str]]) -> str:
    """The policy that allows these sources, by directive, beside what every page may do."""
    allowed = {name: list(base) for name, base in DIRECTIVES.items()}
    for name, more in sources.items():
        base = [source for source in allowed.get(name, []) if source != "'none'"]
        allowed[name] = [*dict.fromkeys([*base, *more])]
    return "; ".join(f"{name} {' '.join(each)}" for name, each in allowed.items())


def sources(found: Iterable[Page]) -> dict[str, list[str]]:
    """What the markup of pages needs and the site adds, by directive; the same in any order."""
    needed: dict[str, set[str]] = {}
    for page in found:
        for directive, source in (*_inline(page), *_elsewhere(page)):
            needed.setdefault(directive, set()).add(source)
    for (directive, source), (other, implied) in IMPLIED.items():
        if source in needed.get(directive, ()):
            needed.setdefault(other, set()).add(implied)
    declared = site.current().policy
    for directive, more in declared.items() if isinstance(declared, Mapping) else ():
        needed.setdefault(directive, set()).update(more)
    return {directive: sorted(needed[directive]) for directive in sorted(needed)}


def _inline(page: Page) -> Iterator[tuple[str, str]]:
    """The hashes of scripts and styles inside a page, also of those in templates."""
    for element in page.elements:
        if element.name == "script" and _is_inline(element):
            yield "script-src", _hash(page.content(element))
        elif element.name == "style":
            yield "style-src", _hash(page.content(element))
    for style in page.styles:
        yield "style-src", "'unsafe-hashes'"
        yield "style-src", _hash(style)


def _elsewhere(page: Page) -> Iterator[tuple[str, str]]:
    """The hosts from which a page loads, beside its own."""
    for element in page.elements:
        given = element.attributes
        named = [
            (directive, address)
            for attribute, directive in LOADED.get(element.name, {}).items()
            for address in _addresses(attribute, given.get(attribute, ""))
        ]
        if element.name == "link":
            relations = given.get("rel", "").lower().split()
            named += [(LINKED[rel], given.get("href", "")) for rel in relations if rel in LINKED]
        for directive, address in named:
            if source := _source(directive, address):
                yield directive, source
        host = urlsplit(given.get("href", "")).hostname
        if given.get("data-md-component") == "source" and host in REPOSITORIES:
            yield "connect-src", REPOSITORIES[host]


def _addresses(attribute: str, value: str) -> list[str]:
    """The addresses in an attribute; `srcset` has several, each with a size."""
    if attribute != "srcset":
        return [value] if value else []
    return [part.split()[0] for part in value.split(",") if part.strip()]


def _source(directive: str, address: str) -> str:
    """The source to allow; empty if every page may load from there."""
    parts = urlsplit(address.strip())
    if parts.netloc:
        return f"{parts.scheme or 'https'}://{parts.netloc}"
    if parts.scheme:
        return f"{parts.scheme}:" if parts.scheme == "data" else ""
    return "" if "'self'" in DIRECTIVES.get(directive, ()) else "'self'"


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
