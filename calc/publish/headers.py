"""What a server should say with a file, and the `_headers` file for hosts that read one.

Cloudflare Pages, Netlify and those that follow them do. For all of them a pattern ends at its `*`,
and a header that two rules name is sent twice: so each name with a hash has a rule of its own.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

NAME = "_headers"

HASHED = (
    r"/runtime/[^/]+\.[0-9a-f]{12}\.[a-z]+$"
    r"|/runtime/[0-9a-f]{12}/"
    r"|/assets/.+\.[0-9a-f]{8}\.min\.(js|css)$"
)
"""Addresses whose content is in their name: a new content has a new address."""
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATED = "no-cache"
"""A browser may keep it, and asks each time whether it is still the same."""

DENIED = [
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone"),
    *("midi", "payment", "usb", "xr-spatial-tracking"),
]
"""What no page may ask a reader's device for."""

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DENIED),
    "Cross-Origin-Opener-Policy": "same-origin",
}


def secure(policy: str) -> dict[str, str]:
    """The headers that go with every file."""
    return {"Content-Security-Policy": policy} | FIXED


def write(folder: Path, policy: str) -> None:
    """Write `_headers` for the files of a built site."""
    names = [f"/{file.relative_to(folder).as_posix()}" for file in sorted(folder.rglob("*"))]
    (folder / NAME).write_text(text(policy, names), encoding="utf-8")


def text(policy: str, names: Iterable[str]) -> str:
    """The rules for files of these names."""
    rules = {"/*": secure(policy)}
    rules |= {each: {"Cache-Control": IMMUTABLE} for each in immutable(names)}
    return "\n".join("\n".join(_rule(path, said)) + "\n" for path, said in rules.items())


def immutable(names: Iterable[str]) -> list[str]:
    """Which of them may be kept for ever; a folder with a hash stands for what is in it."""
    found = (match for name in names if (match := re.search(HASHED, name)))
    # A pattern that ends with a slash is a folder.
    return sorted({m[0] + "*" if m[0].endswith("/") else m.string for m in found})


def _rule(path: str, said: dict[str, str]) -> Iterator[str]:
    yield path
    yield from (f"  {name}: {value}" for name, value in said.items())
