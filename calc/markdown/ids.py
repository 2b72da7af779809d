"""Every id of a page is there once: links and scripts find the first of two only."""

import re
from collections.abc import Iterator
from html import unescape

from calc.markdown.conversion import Conversion
from calc.markdown.mistakes import COMMENT
from calc.markdown.placeholders import NUMBER

TAG = re.compile(r"""<([a-zA-Z][\w-]*)([^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)>""")
ID = re.compile(r"""\sid=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ANY_TAG = re.compile("<[^>]*>")
PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)

type Owner = tuple[str, str]
"""What has an id: "heading" and its text, "calculator" and its id, or the tag and ""."""


def mistakes(text: str, page: Conversion) -> Iterator[str]:
    """A sentence for each id that two elements of a finished page have."""
    owners: dict[str, list[Owner]] = {}
    for key, owner in _ids(COMMENT.sub("", text), page):
        owners.setdefault(key, []).append(owner)
    for key, found in owners.items():
        if len(found) > 1:
            yield _sentence(key, found[:2], page)


def _ids(text: str, page: Conversion) -> Iterator[tuple[str, Owner]]:
    for tag in TAG.finditer(text):
        if number := NUMBER.search(tag[2]):
            markup = COMMENT.sub("", page.placeholders.finished(int(number[1])))
            inside = [key for each in TAG.finditer(markup) for key in _id(each[2])]
            yield from ((key, ("calculator", inside[0])) for key in inside)
        for key in _id(tag[2]):
            yield key, _owner(tag, text)


def _id(attributes: str) -> list[str]:
    return ["".join(found.groups("")) for found in ID.finditer(attributes)][:1]


def _owner(tag: re.Match[str], text: str) -> Owner:
    if tag[1] not in HEADINGS:
        return f"<{tag[1]}>", ""
    inside, _, _ = text[tag.end() :].partition(f"</{tag[1]}>")
    return "heading", " ".join(unescape(ANY_TAG.sub("", PERMALINK.sub("", inside))).split())


def _sentence(key: str, owners: list[Owner], page: Conversion) -> str:
    places = [_place(key, owner, page) for owner in owners]
    first, second = (f"{what} “{name}”" if name else f"a {what}" for what, name in owners)
    at = f" ({places[0]})" if places[0] else ""
    remedy = _remedy(owners)
    text = f"{second} has the id {key}, as {first}{at} has; use {remedy}."
    text = text[0].upper() + text[1:]
    return f"{places[1]}: {text}" if places[1] else text


def _remedy(owners: list[Owner]) -> str:
    kinds = {what for what, _ in owners}
    ways = []
    if "calculator" in kinds:
        ways.append('another id = "…" in the fence')
    if "heading" in kinds:
        ways.append("another heading, or {#…} after it")
    return ", or ".join(ways) or "another id for one of them"


def _place(key: str, owner: Owner, page: Conversion) -> str:
    kind, name = owner
    if kind == "calculator" and name in page.fences:
        return page.source.place(page.fences[name])
    source = page.source
    return source.place(source.heading(name) if name else source.element(key))
