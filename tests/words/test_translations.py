"""Every translation has every text, and only the language of a site is in its files."""

from dataclasses import replace
from pathlib import Path

import pytest

from calc import shipped, site, words
from calc.analysis import SITE
from calc.form import display
from calc.words.de import WORDS, German
from calc.words.en import English


@pytest.fixture(autouse=True)
def _back():
    """The site of the other tests is in use again."""
    before = site.current()
    yield
    site.use(before)


TEXTS = {**words._texts(vars(English))}


class Short(German):
    """A translation with faults."""

    busy = "Wird gerechnet …"
    too_small = "{shown} ist zu klein; mindestens {most}."
    greeting = "Guten Tag"


@pytest.mark.parametrize("language", words.TRANSLATIONS)
def test_a_translation_has_every_text_and_no_other(language: str):
    assert list(words.faults(words.of(language))) == []


def test_what_a_translation_lacks_is_named():
    faults = list(words.faults(Short()))
    where = "tests.words.test_translations" if __name__.startswith("tests") else __name__
    assert f"{where} lacks the text reset; English has 'Reset'." in faults
    assert f"{where} lacks the text scripts.stopped; English has" in " ".join(faults)
    assert f"{where} has the text greeting, which English does not have." in faults
    assert f"{where} has other fields in too_small than English: {Short.too_small!r}." in faults
    assert not [fault for fault in faults if " busy" in fault]


def test_a_translation_with_faults_ends_the_build(monkeypatch):
    monkeypatch.setattr(words, "faults", lambda _: iter(["It lacks the text reset."]))
    with pytest.raises(words.WordsError, match=r"It lacks the text reset\."):
        words.of("de")


@pytest.mark.parametrize(
    ("language", "found"),
    [
        *(("en", English), ("en-GB", English), ("", English), ("tlh", English)),
        *(("de", German), ("de-AT", German), ("de_CH", German), ("DE", German)),
    ],
)
def test_a_language_without_a_translation_is_english(language: str, found: type[English]):
    assert type(words.of(language)) is found


def test_texts_need_no_escapes_in_html():
    for language in ("en", *words.TRANSLATIONS):
        for name, text in words._texts(vars(type(words.of(language)))).items():
            assert not isinstance(text, str) or not {*text} & {*'<>&"'}, (language, name)


def test_each_text_is_used():
    """Nobody asks for a text that nothing shows."""
    folder = Path(shipped.PACKAGE)
    sources = [path for path in folder.rglob("*.py") if path.parent.name != "words"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    scripts = "\n".join(
        path.read_text(encoding="utf-8") for path in folder.rglob("browser/**/*.js")
    )
    for name in TEXTS:
        group, _, key = name.rpartition(".")
        if group == "scripts":
            assert f" {key}" in scripts, name
        elif not group:
            assert f".{name}" in code, name


def test_words_follow_the_site_in_use():
    assert words.current().reset == "Reset"
    assert display.quantity(1.5e7, "USD") == "$15.0M"
    site.use(replace(SITE, language="de"))
    assert words.current() is WORDS
    assert words.current().reset == "Zurücksetzen"
    assert display.quantity(1.5e7, "USD") == "15,0 Mio. $"
    site.use(SITE)
    assert words.current().reset == "Reset"
    assert display.quantity(1.5e7, "USD") == "$15.0M"


def test_a_reader_gets_the_language_of_the_site_and_no_other():
    assert SITE.for_readers().language == "en"
    english = shipped.sources()
    site.use(replace(SITE, language="de-AT"))
    german = shipped.sources()
    assert "calc/words/de.py" not in english
    assert german.keys() - english.keys() == {"calc/words/de.py"}
    assert b"language='de-AT'" in german["calc_reader.py"]
