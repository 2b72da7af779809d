"""The headers that a server should send, and the `_headers` file for hosts that read one.

Cloudflare Pages, Netlify and hosts like them do. For all of them a pattern ends at its `*`, and a
header that two rules set is sent twice: so each name with a hash has a rule of its own.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

FILE = "_headers"

HASHED_PATH = (
    r"/runtime/[^/]+\.[0-9a-f]{12}\.[a-z]+$"
    r"|/runtime/[0-9a-f]{12}/"
    r"|/assets/.+\.[0-9a-f]{8}\.min\.(js|css)$"
)
"""Paths that contain a hash of the content: other content has another path."""
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATED = "no-cache"
"""A browser may cache the file, and asks each time whether it has changed."""

DENIED_FEATURES = [
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone"),
    *("midi", "payment", "usb", "xr-spatial-tracking"),
]
"""Features of a reader's device that no page may use."""

CONSTANT_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DENIED_FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
}


def security(policy: str) -> dict[str, str]:
    """The security headers; a server sends them with every file."""
    return ({"Content-Security-Policy": policy} if policy else {}) | CONSTANT_HEADERS


def write(folder: Path, policy: str) -> None:
    """Write `_headers` for the files of a built site."""
    names = [f"/{file.relative_to(folder).as_posix()}" for file in sorted(folder.rglob("*"))]
    (folder / FILE).write_text(text(policy, names), encoding="utf-8")


def text(policy: str, names: Iterable[str]) -> str:
    """The rules for files of these names."""
    rules = {"/*": security(policy)}
    rules |= {path: {"Cache-Control": IMMUTABLE} for path in immutable(names)}
    return "\n".join("\n".join(_rule(path, sent)) + "\n" for path, sent in rules.items())


def immutable(names: Iterable[str]) -> list[str]:
    """Those that may be cached for ever, as patterns; a folder with a hash is one pattern."""
    found = (match for name in names if (match := re.search(HASHED_PATH, name)))
    # A match that ends with a slash is a folder.
    return sorted({m[0] + "*" if m[0].endswith("/") else m.string for m in found})


def _rule(path: str, sent: dict[str, str]) -> Iterator[str]:
    yield path
    yield from (f"  {name}: {value}" for name, value in sent.items())
