"""A small calculator with a field of every kind."""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Interval, MultipleOf, Unit, doc

from calc.form.declare import calculator
from calc.form.errors import InputError
from calc.form.markers import Formula, Labels, Note, Percent, Preset, Scale, Soft, of
from calc.units import USD, Fraction, Unknown


@dataclass(frozen=True, kw_only=True)
class Shop:
    """Somewhere to buy."""

    key: str
    name: str
    price: float | Unknown


CORNER = Shop(key="corner", name="Corner & Sons", price=2.0)
MARKET = Shop(key="market", name="Market", price=1.5)
ATTIC = Shop(key="attic", name="Attic", price=Unknown("Nobody has priced the attic."))


SHELVES = {"corner": "Corner's shelf", "market": "The market's list, https://example.org/market"}


@dataclass(frozen=True, kw_only=True)
class Bill:
    """What is paid."""

    net: Annotated[USD | Unknown, "Net price", Formula("{pieces} × {price}", "Till, p. 1")]
    gross: Annotated[
        USD | Unknown,
        "Price, with tax (VAT)",
        Formula("{net} × (1 + {tax})", "The law, §2, https://example.org/law?a=1&b=2"),
    ]
    words: Annotated[int, "Words on the bill"]


@calculator
def bill(
    shop: Annotated[Shop, doc("Shop"), Preset(CORNER, MARKET, ATTIC)] = CORNER,
    pieces: Annotated[
        int, doc("Pieces"), Unit("pieces"), Interval(ge=0, le=10**12), Soft(1, 1000), Scale("log")
    ] = 40,
    price: Annotated[
        float, doc("Price"), Unit("USD"), Interval(ge=0, le=1e6), Soft(0, 10), Note("Of <one>.")
    ] = of("shop", lambda shop: shop.price, source=lambda shop: SHELVES.get(shop.key, "")),
    tax: Annotated[Fraction, doc("TAX"), Interval(ge=0, le=1), Soft(0, 0.3), Percent()] = 0.19,
    width: Annotated[
        int,
        doc("Width"),
        Interval(ge=64, le=640),
        MultipleOf(64),
        Note("Of a till", "Tills, https://example.org/tills"),
    ] = 128,
    paper: Annotated[Literal["thin", "thick"], doc("Paper"), Labels(thin="Thin")] = "thin",
    gift: Annotated[bool, doc("Gift")] = False,
) -> Bill:
    """What a purchase comes to."""
    if pieces == 13:
        raise InputError("pieces", "13 is bad luck; use 12 or 14.")
    if pieces == 666:
        raise ValueError("The till is closed; another number would open it.")
    if pieces == 10**12:
        raise OverflowError("too much")
    net = pieces * price
    return Bill(net=net, gross=net * (1 + tax), words=width * (2 if gift else 1) + len(paper))
