"""The words of the generator, in the language of the site in use.

    words.current().reset
    words.current().too_large.format(shown="20M", most="10M")

`en` has every text under its name, and how English writes numbers. A translation, such as `de`,
is a subclass that has all of these names. It is imported only for a site in its language; a
language without a translation is English.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from calc import site
from calc.site import Site
from calc.words.en import English

TRANSLATIONS = ("de",)
"""The languages that have a module here."""

GROUPS = ("copies", "directions", "formats", "scripts")
"""The mappings whose texts have names of their own."""

ENGLISH = English()


class WordsError(LookupError):
    """A translation lacks a text, or has one that nobody asks for."""


_in_use = ENGLISH


def current() -> English:
    """The words of the site in use."""
    return _in_use


def of(language: str) -> English:
    """The words of a language, such as "de" or "de-AT". Raises WordsError."""
    name = code(language)
    if name not in TRANSLATIONS:
        return ENGLISH
    found: English = import_module(f"{__name__}.{name}").WORDS
    for fault in faults(found):
        raise WordsError(fault)
    return found


def code(language: str) -> str:
    """The language without its region: "de" for "de-AT"."""
    return language.replace("_", "-").partition("-")[0].casefold()


def others(language: str) -> set[str]:
    """The modules with translations that a site in this language does not need."""
    return {f"{__name__}.{other}" for other in TRANSLATIONS if other != code(language)}


def faults(translation: English) -> Iterator[str]:
    """What differs between the names and the fields of a translation and those of English."""
    where = type(translation).__module__
    texts, others = _texts(vars(English)), _texts(vars(type(translation)))
    for name in texts:
        if name not in others:
            yield f"{where} lacks the text {name}; English has {texts[name]!r}."
    for name in others:
        if name not in texts:
            yield f"{where} has the text {name}, which English does not have."
        elif texts[name] and fields(others[name]) != fields(texts[name]):
            yield f"{where} has other fields in {name} than English: {others[name]!r}."


def _texts(members: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Every text by its name; those of a mapping by both names, "scripts.stopped"."""
    found: dict[str, Any] = {}
    for name, member in members.items():
        if isinstance(member, Mapping) and name in GROUPS:
            found |= _texts(member, f"{name}.")
        elif not name.startswith("_"):
            found[above + name] = member
    return found


def fields(text: Any) -> set[str]:
    """The names in braces; none in what is not a text."""
    if not isinstance(text, str):
        return set()
    return {part.partition("}")[0] for part in text.split("{")[1:]}


def _use(used: Site) -> None:
    global _in_use  # noqa: PLW0603  a process works for one site
    _in_use = of(used.language)


site.follow(_use)
