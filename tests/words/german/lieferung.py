"""A small calculator in German, with a field and a result of every kind."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Annotated, Literal

from annotated_types import Interval, Unit, doc

from calc.chart import Plot
from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars
from calc.chart.lines import Lines
from calc.chart.plot import Point, Series
from calc.chart.ranges import Range, Ranges
from calc.chart.scatter import Scatter
from calc.chart.stack import Stack, Whole
from calc.form.declare import calculator
from calc.form.errors import InputError
from calc.form.markers import (
    Decimals,
    Formula,
    Labels,
    Note,
    Pasted,
    Percent,
    Preset,
    Scale,
    Soft,
    of,
)
from calc.units import USD, Bytes, Days, Fraction, Unknown


@dataclass(frozen=True, kw_only=True)
class Anbieter:
    """Wer liefert."""

    key: str
    name: str
    preis: float | Unknown


RAD = Anbieter(key="rad", name="Rad", preis=2.5)
BAHN = Anbieter(key="bahn", name="Bahn", preis=1.25)
BOOT = Anbieter(key="boot", name="Boot", preis=Unknown("Das Boot hat keine Preisliste."))


class Farbe(Enum):
    """Der Karton."""

    ROT = 1
    BLAU = "Blau"


@dataclass(frozen=True, kw_only=True)
class Fahrt:
    """Eine Zeile des Fahrplans."""

    nummer: Annotated[int, "Nummer"]
    abfahrt: Annotated[date, "Abfahrt"]
    betrag: Annotated[float | Unknown | None, Unit("EUR"), "Betrag", Decimals(2)]


@dataclass(frozen=True, kw_only=True)
class Lieferung:
    """Was eine Lieferung kostet."""

    kosten: Annotated[USD | Unknown, "Kosten", Formula("{pakete} × {preis}", "Preisliste, S. 1")]
    mit_steuer: Annotated[USD | Unknown, "Kosten mit Steuer"]
    fahrzeit: Annotated[Days, "Fahrzeit", Formula("{dauer} + 0.25 × 2^0.5 − 0.25 × 2^0.5")]
    tage: Annotated[int, "Ganze Tage", Unit("days")]
    daten: Annotated[Bytes, "Sendungsdaten"]
    anteil: Annotated[Fraction, "Steueranteil"]
    faktor: Annotated[float, "Faktor", Unit("ratio")]
    last: Annotated[float, "Last", Unit("kg")]
    fertig: Annotated[bool, "Fertig"]
    karton: Annotated[Farbe, "Karton"]
    ankunft: Annotated[datetime, "Ankunft"]
    weg: Annotated[timedelta, "Weg"]
    frei: Annotated[float | None, Unit("EUR"), "Guthaben"]
    fahrten: Annotated[list[Fahrt], "Fahrten", Plot("lines", x="nummer", y="betrag")]
    balken: Annotated[Bars, "Kosten der Anbieter"]
    linien: Annotated[Lines, "Kosten nach Menge"]
    spannen: Annotated[Ranges, "Preisspannen"]
    punkte: Annotated[Scatter, "Preis und Dauer"]
    teile: Annotated[Stack, "Teile der Kosten"]


@calculator
def lieferung(
    anbieter: Annotated[Anbieter, doc("Anbieter"), Preset(RAD, BAHN, BOOT)] = RAD,
    pakete: Annotated[
        int,
        doc("Pakete"),
        Unit("Pakete"),
        Interval(ge=0, le=10**15),
        Soft(1, 1000),
        Scale("log"),
        Note("Wie viele Pakete zugleich geliefert werden."),
    ] = 1_500,
    preis: Annotated[float, doc("Preis"), Unit("USD"), Interval(ge=0, le=1e6), Soft(0, 10)] = of(
        "anbieter", lambda anbieter: anbieter.preis
    ),
    steuer: Annotated[
        Fraction, doc("Steuer"), Interval(ge=0, le=1), Soft(0, 0.3), Percent()
    ] = 0.19,
    dauer: Annotated[Days, doc("Dauer"), Interval(ge=0, le=1e9), Soft(0, 10)] = 1.5,
    gewicht: Annotated[float, doc("Gewicht"), Unit("kg"), Interval(ge=0, le=1e6)] = 0.5,
    art: Annotated[Literal["brief", "paket"], doc("Art"), Labels(brief="Brief")] = "brief",
    eilig: Annotated[bool, doc("Eilig")] = False,
    tag: Annotated[date, doc("Tag"), Interval(ge=date(2026, 1, 1), le=date(2027, 12, 31))] = date(
        2026, 3, 1
    ),
    gruss: Annotated[str | None, doc("Gruß")] = None,
    farbe: Annotated[Farbe | None, doc("Farbe")] = None,
    guthaben: Annotated[
        float | None, doc("Guthaben"), Unit("EUR"), Interval(ge=0, le=1_000)
    ] = None,
    pause: Annotated[float, doc("Pause"), Unit("h"), Interval(ge=0, le=24)] = 0.5,
    anschrift: Annotated[str, doc("Anschrift"), Pasted()] = "Hafen 1",
) -> Lieferung:
    """Was eine Lieferung kostet."""
    if pakete == 13:
        raise InputError("pakete", "13 Pakete passen nicht auf den Wagen.")
    if pakete == 10**15:
        raise OverflowError
    kosten = pakete * preis
    betrag = Axis(label="Kosten", unit="USD")
    menge = Axis(label="Menge", unit="Pakete")
    zeit = Axis(label="Zeit", unit="days")
    linie = tuple(Point(x=n, y=n * preis, name="Angebot") for n in (1, 1_000, 2_000_000))
    return Lieferung(
        kosten=kosten,
        mit_steuer=kosten * (1 + steuer),
        fahrzeit=dauer,
        tage=int(dauer),
        daten=pakete * 1_234_567,
        anteil=steuer,
        faktor=1.5 if eilig else 0.25,
        last=gewicht * len(art) * len(anschrift),
        fertig=eilig,
        karton=farbe or Farbe.ROT,
        ankunft=datetime(tag.year, tag.month, tag.day, 14, 5),
        weg=timedelta(days=1, hours=int(pause)),
        frei=guthaben,
        fahrten=[
            Fahrt(
                nummer=nummer,
                abfahrt=tag,
                betrag=(1_234.5, None, Unknown("Die Fahrt fehlt."))[nummer % 3],
            )
            for nummer in range(50)
        ],
        balken=Bars(
            title="Kosten der Anbieter",
            description="Ein Balken je Anbieter.",
            axis=betrag,
            bars=tuple(Bar(name=one.name, value=pakete * one.preis) for one in (RAD, BAHN, BOOT)),
        ),
        linien=Lines(
            title="Kosten nach Menge",
            description="Eine Linie je Anbieter.",
            x=menge,
            y=betrag,
            series=(
                Series(name="Rad", points=linie),
                Series(name="Bahn", points=linie[:2]),
            ),
        ),
        spannen=Ranges(
            title="Preisspannen",
            description="Vom niedrigsten zum höchsten Preis.",
            axis=betrag,
            ranges=(
                Range(name="Rad", low=1.5, high=1_234.5, value=2.5),
                Range(name="Bahn", value=1.25),
                Range(name="Boot"),
            ),
        ),
        punkte=Scatter(
            title="Preis und Dauer",
            description="Ein Punkt je Anbieter.",
            x=zeit,
            y=betrag,
            series=(Series(name="Rad", points=(Point(x=dauer, y=2_500_000.5, name="Rad"),)),),
        ),
        teile=Stack(
            title="Teile der Kosten",
            description="Fahrt und Steuer.",
            axis=betrag,
            parts=("Fahrt", "Steuer"),
            wholes=(Whole(name="Rad", values=(1.5, Unknown("Die Steuer fehlt."))),),
        ),
    )
