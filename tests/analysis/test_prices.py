"""Prices per accelerator-hour."""

import pytest

from calc.analysis import prices, published, sources
from calc.llm import hardware, training

each_price = pytest.mark.parametrize(
    "price", prices.PRICES, ids=lambda price: f"{price.accelerator} {price.seller} {price.date}"
)


@each_price
def test_a_price_has_a_known_accelerator_a_date_and_a_source(price):
    assert price.accelerator in hardware.ACCELERATORS
    assert price.source in sources.SOURCES
    assert price.date[:2] == "20"
    assert 1 < price.usd < 13


def test_minimax_paid_about_what_deepseek_assumes():
    """$2.07. Source: MiniMax-M1 report, abstract"""
    derived = next(price for price in prices.PRICES if price.seller == "MiniMax")
    assert round(derived.usd, 2) == 2.07
    assert round(training.cost(512 * 21 * 24, derived.usd)) == 534_700


def test_deepseeks_price_is_the_one_in_its_report():
    assert published.value("deepseek-v3", "usd_per_gpu_hour") == prices.DEEPSEEK.usd


def test_prices_of_an_h100_differ_more_than_fivefold():
    low, high = prices.span("h100-sxm")
    assert (low, high) == (2.35, 12.29)


def test_an_accelerator_without_a_price_says_which_have_one():
    with pytest.raises(LookupError, match="'mi300x' has no price here; these have: h800-sxm, a1"):
        prices.span("mi300x")
