"""A site in German: its numbers, forms, charts, copies, scripts and terminal."""

import csv
import inspect
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from markdown import Markdown

from calc import answer, site, words
from calc.chart import tick
from calc.form import compare, display, export, html, numbers, registry, state
from calc.form.declare import Calculator
from calc.form.number_field import Number
from calc.form.state import FormSettings, fill
from calc.markdown import element, live
from calc.markdown.conversion import Conversion
from calc.markdown.placeholders import Placeholders
from calc.markdown.places import Source
from calc.markdown.request import FenceRequest
from calc.site import Site
from calc.snapshot import questions, script_words
from calc.terminal import main
from calc.units import Unknown
from calc.words.de import German
from calc.words.en import English
from tests.everyday import loan
from tests.form import sample
from tests.form.strategies import numbers as fields
from tests.words.german.lieferung import lieferung

SITE = Site(language="de", calculators=("tests.words.german",))
SETTINGS = FormSettings()
WORD = re.compile(r"[^\W\d_]{2,}")


@pytest.fixture(autouse=True)
def _german():
    before = site.current()
    site.use(SITE)
    yield
    site.use(before)


def texts(language: type[English]) -> Iterator[str]:
    """All texts of a language."""
    for member in words._texts(vars(language)).values():
        yield from [member] if isinstance(member, str) else map(str, _inner(member))


def _inner(member: Any) -> Iterator[Any]:
    match member:
        case dict():
            yield from member.values()
        case tuple():
            for one in member:
                yield from _inner(one)
        case str():
            yield member


def words_of(given: Iterator[str] | list[str]) -> set[str]:
    return {
        word.casefold() for text in given for word in WORD.findall(re.sub(r"\{\w+\}", "", text))
    }


ENGLISH_ONLY = words_of(texts(English)) - words_of(texts(German)) - {"none"}
"""Words of the English texts that no German text has; "none" is the key of an empty choice."""


def readable(markup: str) -> str:
    """What people see and hear of some markup: its text, and attributes with texts."""
    shown = (
        r'\b(?:aria-label|aria-valuetext|title|placeholder|data-(?!as|undo|field)[a-z-]+)="([^"]*)"'
    )
    attributes = [text for text in re.findall(shown, markup) if " " in text or text.istitle()]
    content = re.sub(r"<[^>]*>", " ", markup)
    return unescape(" ".join([content, *attributes]))


def english_in(text: str) -> set[str]:
    return words_of([text]) & ENGLISH_ONLY


def entry(name: str, text: str) -> state.Entry:
    return fill(lieferung, SETTINGS, {name: text}).entries[name]


# Numbers, as they are shown.


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1234.5, "", "1.230"),
        (131072, "", "131.072"),
        (5e12, "", "5,00 Bio."),
        (2.5e9, "", "2,50 Mrd."),
        (1e6, "", "1,00 Mio."),
        (1e7, "USD", "10,0 Mio. $"),
        (-5.5, "USD", "−5,50 $"),
        (3, "USD", "3,00 $"),
        (0.2314, "1", "23,1 %"),
        (1.5, "ratio", "1,50×"),
        (5e11, "B", "500 GB"),
        (2.5e12, "B", "2,50 TB"),
        (1, "days", "1 Tag"),
        (2, "days", "2 Tage"),
        (1.5, "days", "1,50 Tage"),
        (1, "Stunden", "1 Stunde"),
        (1, "kg", "1 kg"),
        (4.12e24, "", "4,12 × 10²⁴"),
        (12.5, "EUR", "12,50 €"),
        (2.5e6, "CHF", "2,50 Mio. CHF"),
        (1234.5, "kg", "1,23 t"),
        (90, "km/h", "90 km/h"),
        (4.5, "USD pro Stunde", "4,50 $ pro Stunde"),
        (1e400 * 0, "", "zu groß, um es zu zählen"),
    ],
)
def test_a_number_is_written_as_german_writes_it(value: float, unit: str, shown: str):
    assert display.quantity(value, unit) == shown


def test_all_digits_of_a_number():
    assert display.exact(400_711_848_960, "Pakete") == "400.711.848.960 Pakete"
    assert display.exact(86_412_000_000, "days") == "86.412.000.000 Tage"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (40e12, "Pakete", "40 Billionen Pakete"),
        (10**12, "Pakete", "1 Billion Pakete"),
        (1.5e9, "", "1,5 Milliarden"),
        (10**9, "", "1 Milliarde"),
        (10**6, "", "1 Million"),
        (2_000_000, "", "2 Millionen"),
        (0.394, "1", "39,4 Prozent"),
        (1, "days", "1 Tag"),
        (2.5, "days", "2,5 Tage"),
        (1234.5, "kg", "1.234 kg"),
    ],
)
def test_a_number_is_read_aloud_in_german(value: float, unit: str, said: str):
    assert display.spoken(value, unit) == said


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (40 * 10**12, "40 Bio."),
        (17_172_894_720, "17.172.894.720"),
        (17_500_000_000, "17,5 Mrd."),
        (1_500_000, "1,5 Mio."),
        (131072, "131.072"),
        (0.0005, "0,0005"),
        (1.5e-7, "1,5e-7"),
        (2 * 10**18, "2e18"),
    ],
)
def test_the_text_of_a_field_is_german(value: float, text: str):
    assert numbers.canonical(value) == text


def test_the_text_of_a_percentage_is_german():
    assert numbers.canonical(0.2314, percent=True) == "23,14 %"


def test_ticks_are_german():
    written = [
        tick.write(value, unit, value)
        for value, unit in ((2e7, "Gäste"), (5e9, "USD"), (0.3, "1"), (1.5, ""), (2e12, "B"))
    ]
    assert written == ["20 Mio.", "5 Mrd. $", "30 %", "1,5", "2 TB"]
    assert tick.plain(12345.5) == "12.345,5"


def test_a_difference_is_german():
    assert compare.difference(5e6, 1e7, "USD") == "−5,00 Mio. $, −50,0 %"
    assert compare.difference(0.35, 0.4, "1") == "−5,00 Prozentpunkte, −12,5 %"
    assert compare.difference(2, 2, "") == "gleich"


# Numbers, as people write them.


@pytest.mark.parametrize(
    ("name", "typed", "text"),
    [
        ("dauer", "1,5", "1,5"),
        ("pakete", "1.500", "1.500"),
        ("pakete", "1.234.567", "1.234.567"),
        ("pakete", "1 500", "1.500"),
        ("pakete", "1,5 Mio.", "1,5 Mio."),
        ("pakete", "1,5 mio", "1,5 Mio."),
        ("pakete", "2 Millionen", "2 Mio."),
        ("pakete", "3 Mrd.", "3 Mrd."),
        ("pakete", "1 Milliarde Pakete", "1 Mrd."),
        ("pakete", "40 Bio.", "40 Bio."),
        ("pakete", "2 Billionen", "2 Bio."),
        ("pakete", "5 Tsd.", "5.000"),
        ("pakete", "5 tausend", "5.000"),
        ("pakete", "2,2e5", "220.000"),
        ("pakete", "2 × 10^5", "200.000"),
        ("pakete", "1 Paket", "1"),
        ("steuer", "3,5 %", "3,5 %"),
        ("steuer", "3,5%", "3,5 %"),
        ("steuer", "3,5 Prozent", "3,5 %"),
        ("steuer", "19", "19 %"),
        ("preis", "3,50 $", "3,5"),
        ("preis", "$3,50", "3,5"),
        ("preis", "2 Dollar", "2"),
        ("dauer", "3 Tage", "3"),
        ("dauer", "1 Tag", "1"),
        ("gewicht", "2,5 kg", "2,5"),
        ("gewicht", "500 g", "0,5"),
        ("gewicht", "2 Kilogramm", "2"),
        ("guthaben", "12,50 €", "12,5"),
        ("guthaben", "€ 3", "3"),
        ("guthaben", "5 Euro", "5"),
        ("guthaben", "", ""),
        ("pause", "3 Stunden", "3"),
        ("pause", "1,5 Std.", "1,5"),
        ("gruss", "Guten Tag", "Guten Tag"),
        ("farbe", "blau", "blau"),
        ("farbe", "none", "none"),
        ("tag", "2026-12-24", "2026-12-24"),
        ("eilig", "ja", "ja"),
        ("eilig", "yes", "ja"),
        ("eilig", "Nein", "nein"),
    ],
)
def test_people_write_as_german_is_written(name: str, typed: str, text: str):
    found = entry(name, typed)
    assert (found.error, found.notice, found.text) == ("", "", text)


@pytest.mark.parametrize(
    ("name", "typed", "value", "notice"),
    [
        (
            "preis",
            "1.500",
            1500,
            "1.500 bedeutet hier 1500; wenn Sie 1,5 meinen, schreiben Sie 1,5.",
        ),
        (
            "pakete",
            "1.250 Mio.",
            1_250_000_000,
            "1.250 bedeutet hier 1250; wenn Sie 1,25 meinen, schreiben Sie 1,25.",
        ),
        ("pakete", "8m", 8 * 10**6, "m bedeutet hier eine Million; Mi wäre 1.048.576."),
    ],
)
def test_what_others_would_read_differently_has_a_notice(
    name: str, typed: str, value: float, notice: str
):
    found = entry(name, typed)
    assert (found.error, found.value, found.notice) == ("", value, notice)


@pytest.mark.parametrize("typed", ["1.0.0", "1,5,0", "1.000.0", "1.00.000", "1,0,000"])
def test_marks_that_no_language_knows_are_refused(typed: str):
    assert entry("preis", typed).error == (
        f"„{typed}“ ist nicht lesbar: Punkte stehen zwischen Tausendern (1.000), ein Komma steht"
        " vor Dezimalstellen (1,5); eine Zahl von 0 bis 1 Mio. ist möglich."
    )


_MONEY = "Das ist kein Geldbetrag in der Einheit des Feldes; eine Zahl von 0 bis 1.000 ist möglich."


@pytest.mark.parametrize(
    ("name", "typed", "error"),
    [
        ("pakete", "", "Hier steht nichts; eine ganze Zahl von 0 bis 1.000 Bio. ist möglich."),
        (
            "pakete",
            "viele",
            "„viele“ ist keine Zahl; eine ganze Zahl von 0 bis 1.000 Bio. ist möglich.",
        ),
        ("pakete", "1,5", "1,5 ist keine ganze Zahl; 1 oder 2 ist möglich."),
        ("pakete", "-1", "-1 ist zu klein; mindestens 0 ist nötig."),
        ("preis", "2,5 Mio.", "2,5 Mio. ist zu groß; höchstens 1 Mio. ist möglich."),
        ("steuer", "150,5 %", "150,5 % ist zu groß; höchstens 100 % ist möglich."),
        ("art", "kiste", "„kiste“ gibt es hier nicht; brief oder paket ist möglich."),
        ("art", "", "Es ist nichts gewählt; brief oder paket ist möglich."),
        ("eilig", "bald", "„bald“ ist weder ja noch nein; eines davon ist nötig."),
        ("guthaben", "$5", _MONEY),
        ("gruss", "x" * 201, "Dieser Text hat 201 Zeichen; höchstens 200 sind möglich."),
        ("tag", "", "Hier steht kein Datum; möglich ist zum Beispiel 2026-01-01."),
        ("tag", "1.3.26", "„1.3.26“ ist kein Datum; möglich ist zum Beispiel 2026-01-01."),
        ("steuer", "0,35", "„0,35“ kann 0,35 % oder 35 % bedeuten. Was meinen Sie?"),
        ("preis", "1,500", "„1,500“ kann 1,5 oder 1.500 bedeuten. Was meinen Sie?"),
        ("pakete", "2 billion", "„2 billion“ kann 2 Bio. oder 2 Mrd. bedeuten. Was meinen Sie?"),
        (
            "tag",
            "1/3/2026",
            "„1/3/2026“ kann 1. März 2026 oder 3. Januar 2026 bedeuten. Was meinen Sie?",
        ),
        ("tag", "2025-12-31", "2025-12-31 ist zu früh; 2026-01-01 oder später ist möglich."),
        ("tag", "2028-01-01", "2028-01-01 ist zu spät; 2027-12-31 oder früher ist möglich."),
        ("anschrift", " ", "Hier steht nichts; fügen Sie einen Text ein."),
        ("anschrift", "x" * 200_001, "Dieser Text hat mehr als 200.000 Zeichen; kürzen Sie ihn."),
    ],
)
def test_an_error_is_a_german_sentence(name: str, typed: str, error: str):
    assert entry(name, typed).error == error


@given(fields())
def test_a_canonical_text_is_parsed_to_the_same_value(field: Number):
    for value in (field.low, field.high, field.slider.at(field.slider.first)):
        text = field.text(value)
        assert field.read(text) == value
        assert field.text(field.read(text)) == text
        if field.unit != "1":
            assert field.read(f"{text} {field.unit}") == value


def test_a_text_with_one_magnitude_is_explained_in_words():
    assert entry("pakete", "1,5 Mio.").means == "1,5 Millionen Pakete"
    assert entry("pakete", "1 Bio.").means == "1 Billion Pakete"
    assert entry("pakete", "1.500").means == ""


# Forms.


def test_what_a_link_sets_and_python_does_not_know():
    links = dict.fromkeys("abcd", "1")
    assert fill(lieferung, SETTINGS, links).notice == (
        "Der Link setzt auch „a“, „b“, „c“ und weitere, wofür es hier kein Feld gibt; alles andere"
        " ist übernommen."
    )
    assert fill(lieferung, SETTINGS, {"pakete": "1e15"}).problem == (
        "Diese Zahlen sind zu groß oder zu klein zum Rechnen; wählen Sie andere."
    )


def test_inputs_and_results_in_one_sentence():
    found = html.form(fill(lieferung, SETTINGS, {"pakete": "2 Mio."}), FormSettings(), "x")
    assert 'data-brief="Kosten 5,00 Mio. $, Kosten mit Steuer 5,95 Mio. $."' in found
    shown = FormSettings(show=("pakete",))
    only = html.form(fill(lieferung, shown, {"pakete": "2 Mio."}), shown, "x")
    assert "data-summary>Für Pakete 2 Mio.</p>" in only


def test_the_numbers_of_a_formula_are_german(capsys):
    markup = html.form(fill(lieferung, SETTINGS, {"dauer": "2,5"}), SETTINGS, "x")
    assert "<div data-formula>= Dauer + 0,25 × 2<sup>0,5</sup> − " in markup
    assert "<div data-numbers>= 2,50 Tage + 0,25 × 2<sup>0,5</sup> − " in markup
    main(["lieferung", "--work"])
    assert "= 1,50 Tage + 0,25 × 2^0,5 − 0,25 × 2^0,5" in capsys.readouterr().out
    assert numbers.in_formula("{a1} ÷ 1,000,000.5 + 3") == "{a1} ÷ 1.000.000,5 + 3"


def test_dates_texts_and_tables_are_german():
    markup = html.form(fill(lieferung, SETTINGS, {"pause": "2", "eilig": "ja"}), SETTINGS, "x")
    for shown in (
        '<data data-result="fertig" value="yes">ja</data>',
        '<time datetime="2026-03-01T14:05:00">1. März 2026, 14:05 Uhr</time>',
        ">1 Tag 2 Stunden</time>",
        '<data data-result="frei" value="">–</data>',
        'value="1234.5">1.234,50 €</data>',
        ">unbekannt: Die Fahrt fehlt.</span>",
        ">unbekannt: aus demselben Grund</span>",
        ">Darf leer bleiben.</small>",
        ' placeholder="nichts"',
        ' aria-valuetext="nicht gesetzt"',
        "Betrag nach Nummer.",
    ):
        assert shown in markup


def test_attributes_for_programs_stay_as_they_are():
    markup = html.form(fill(lieferung, SETTINGS, {"dauer": "2,5"}), SETTINGS, "x")
    assert '<data data-result="fahrzeit" value="2.5">2,50 Tage</data>' in markup
    assert 'min="0" max="0.3" step="0.001" value="0.19"' in markup


def _states(calculator: Calculator[..., Any]) -> Iterator[state.FormState]:
    """A calculator with its start values, with each option, and with wrong texts."""
    yield fill(calculator, SETTINGS, {})
    wrong = ("", "?", "1.5", "1e999", "-1", "0,5", "17 b", "1,500", "nan", "$4", "4 x", "9" * 100)
    for name in calculator.fields:
        yield from (fill(calculator, SETTINGS, {name: text}) for text in wrong)
    yield fill(calculator, SETTINGS, dict.fromkeys("abcd", "1"))


@pytest.mark.parametrize(
    "calculator", [lieferung, sample.bill, loan.loan], ids=lambda one: one.name
)
def test_no_english_word_is_in_a_page(calculator: Calculator[..., Any]):
    own = set() if calculator is lieferung else words_of([_source(calculator)])
    pinned = [fill(calculator, SETTINGS, {name: "?"}) for name in list(calculator.fields)[:2]]
    pinned.append(fill(calculator, SETTINGS, {next(iter(calculator.fields)): "attic"}))
    seen: set[str] = set()
    for filled in _states(calculator):
        for more in ([], pinned):
            blocks = html.blocks(filled, SETTINGS, "x", more)
            seen |= english_in(readable("".join(blocks.values())))
    start = fill(calculator, SETTINGS, {})
    seen |= english_in(readable(html.form(start, SETTINGS, "x")))
    assert seen - own == set()


def test_the_english_words_of_a_page_would_be_found():
    site.use(Site(calculators=SITE.calculators))
    markup = html.form(fill(lieferung, SETTINGS, {"dauer": "?"}), SETTINGS, "x")
    assert {"reset", "computing", "not", "the", "button"} & english_in(readable(markup)) == {
        *("reset", "computing", "not", "the"),
    }


def _source(calculator: Calculator[..., Any]) -> str:
    """The file of a calculator in English: its words are the author's."""
    return inspect.getsource(inspect.getmodule(calculator.function) or sample)


def test_the_built_element_is_german():
    markup = element.element(lieferung, SETTINGS, "x")
    assert "Der Code: " in markup or "data-code" not in markup
    assert english_in(readable(markup)) == set()


def test_a_sentence_that_follows_a_calculator_is_german():
    md = Markdown()
    page = Conversion(md=md, placeholders=Placeholders(), source=Source(md, Path()))
    start = FormSettings(start={"anbieter": "boot"})
    page.calculators["x"] = FenceRequest(calculator=lieferung, key="x", page=start)
    assert ">unbekannt</data>" in live.value("x.kosten", page)


def test_an_unknown_calculator_is_named_in_german():
    with pytest.raises(
        registry.UnknownCalculator, match=r"Den Rechner „nichts“ gibt es hier nicht"
    ):
        answer.answer('{"calculator": "nichts"}')


def test_every_question_of_verification_has_an_answer():
    asked = list(questions.questions())
    assert [json.loads(one)["inputs"] for one in asked if '"12,5"' in one]
    for question in asked:
        assert answer.answer(question) or '"as"' in question


# Copies.


def test_csv_stays_readable_for_machines():
    text = export.text("csv", fill(lieferung, SETTINGS, {"dauer": "1"}), SETTINGS)
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["preis"]["value"] == "2.5"
    assert rows["preis"]["shown"] == "2,5 USD"
    assert rows["dauer"] | {"label": ""} == {
        "kind": "input",
        "name": "dauer",
        "label": "",
        "value": "1.0",
        "unit": "days",
        "shown": "1 Tag",
        "note": "",
    }


def test_json_keeps_its_keys():
    document = json.loads(export.text("json", fill(lieferung, SETTINGS, {}), SETTINGS))
    assert [*document] == ["calculator", "title", "version", "inputs", "results"]
    assert document["results"]["kosten"] == {
        "label": "Kosten",
        "value": 3750.0,
        "unit": "USD",
        "shown": "3.750 $",
    }


def test_a_python_call_is_python():
    filled = fill(lieferung, SETTINGS, {"pakete": "1,5 Bio.", "steuer": "7,5 %", "eilig": "ja"})
    call = export.text("python", filled, SETTINGS)
    assert "lieferung(pakete=1.5e12, steuer=0.075, eilig=True)" in call


def test_a_markdown_table_is_german():
    one = fill(lieferung, SETTINGS, {"anbieter": "boot"})
    text = export.text("markdown", fill(lieferung, SETTINGS, {}), SETTINGS, "", [one])
    assert "| Was eine Lieferung kostet | Jetzt | Gemerkt 1 |" in text
    assert "unbekannt: aus demselben Grund" in text
    assert english_in(text) == set()


# Scripts.


def test_the_scripts_are_german():
    module = script_words.module()
    assert 'export const linkCopied = "Link kopiert.";' in module
    assert (
        "export const fileMissing = ({ file, status }) => `${file} fehlt (${status}); vielleicht"
        " nennt eine neue Version der Seite eine andere Datei.`;" in module
    )
    said = re.findall(r"(?:\"|`)(.+)(?:\"|`);", module)
    assert len(said) == len(English.scripts)
    assert english_in(" ".join(re.sub(r"\$\{\w+\}", "", text) for text in said)) == set()


# The terminal.


@pytest.mark.parametrize(
    "argv",
    [
        *(["lieferung"], ["lieferung", "--help"], ["lieferung", "--work"], []),
        *(["lieferung", "--markdown"], ["lieferung", "--pakete", "1,5 Mio."]),
        *(["lieferung", "--anbieter", "boot"], ["liefrung"], ["lieferung", "x"]),
        *(["lieferung", "--pakte", "1"], ["lieferung", "--dauer"], ["lieferung", "--csv=1"]),
        *(["lieferung", "--csv", "--json"], ["lieferung", "--pakete", "x"]),
    ],
    ids=" ".join,
)
def test_no_english_word_is_in_the_terminal(capsys, argv: list[str]):
    main(argv)
    out, err = capsys.readouterr()
    assert out + err
    assert english_in(re.sub(r"python -m calc|--\w+", "", out + err)) == set()


def test_the_terminal_is_german(capsys):
    assert main(["lieferung", "--dauer", "1,5"]) == 0
    out = capsys.readouterr().out
    assert "  Pakete             1.500 Pakete\n" in out
    assert "  Dauer              1,5 Tage\n" in out
    assert main(["lieferung", "--help"]) == 0
    out = capsys.readouterr().out
    assert "        Von 0 bis 1.000 Bio.; ohne Angabe 1.500.\n" in out
    assert "  --eilig [ja|nein]\n" in out


def test_an_unknown_value_is_unknown_in_german():
    lost = fill(lieferung, SETTINGS, {"anbieter": "boot"})
    assert isinstance(lost.result.kosten, Unknown)
    markup = html.form(lost, SETTINGS, "x")
    assert ">unbekannt: Das Boot hat keine Preisliste.</span>" in markup
    assert ' placeholder="nicht veröffentlicht"' in markup
