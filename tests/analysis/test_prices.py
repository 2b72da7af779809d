"""Prices per accelerator-hour."""

import re

import pytest

from calc.analysis import prices, published, runs, sources
from calc.calculators.shared import rents
from calc.llm import hardware, training

each_price = pytest.mark.parametrize(
    "price", prices.PRICES, ids=lambda price: f"{price.accelerator} {price.seller} {price.date}"
)


@each_price
def test_a_price_has_a_known_accelerator_a_date_and_a_source(price):
    assert price.accelerator in hardware.ACCELERATORS
    assert price.source in sources.SOURCES
    assert re.fullmatch(r"20\d\d(-\d\d){0,2}", price.date)
    assert 1 < price.low <= price.high < 13


def test_minimax_paid_about_what_deepseek_assumes():
    """$2.07. Source: MiniMax-M1 report, abstract"""
    derived = next(price for price in prices.PRICES if price.seller == "MiniMax")
    assert round(derived.low, 2) == 2.07
    assert round(training.cost(512 * 21 * 24, derived.low)) == 534_700


def test_deepseeks_price_is_the_one_in_its_report():
    assert published.value("deepseek-v3", "usd_per_gpu_hour") == prices.DEEPSEEK.low


def test_prices_of_an_h100_differ_more_than_sevenfold():
    """From a one-year contract of October 2025 to the lists of AWS and Azure."""
    assert prices.span("h100-sxm") == (1.7, 12.29)


def test_a_one_year_contract_for_an_h100_fell_and_rose_again():
    """1.70 in October 2025, 2.35 in March 2026, 2.65 in June. Source: SemiAnalysis"""
    contracts = [each for each in prices.of("h100-sxm") if each.seller == "one-year contract"]
    assert [(each.date, each.low) for each in contracts] == [
        ("2025-10", 1.7),
        ("2026-03", 2.35),
        ("2026-06", 2.65),
    ]


def test_prices_are_listed_by_date():
    for key in {price.accelerator for price in prices.PRICES}:
        dates = [price.date for price in prices.of(key)]
        assert dates == sorted(dates)


each_range = pytest.mark.parametrize(
    ("name", "found"),
    [*((each.runs, each.range) for each in prices.OF_RUNS), *rents.TODAY.items()],
)


@each_range
def test_a_range_has_a_source_and_holds_its_typical_price(name, found):
    assert found.source in sources.SOURCES
    assert 1 <= found.low <= found.typical <= found.high <= 10, name


def test_a_range_of_a_run_is_of_a_run_that_the_site_has():
    for each in prices.OF_RUNS:
        assert set(each.keys) <= runs.RUNS.keys() | published.PUBLISHED.keys()


def test_scout_cost_10_to_25_million_dollars_to_rent_and_maverick_4_8_to_11_9():
    """5.0M and 2.38M hours at $2 and at $5. Source: the range for Llama 4"""
    for key, low, high in (("scout", 10.0e6, 25.0e6), ("maverick", 4.76e6, 11.9e6)):
        hours = runs.RUNS[key].gpu_hours
        found = prices.of_run(key)
        assert found
        ends = [hours * usd for usd in (found.range.low, found.range.high)]
        assert ends == pytest.approx([low, high])
        assert published.value(key, "rent_low") == found.range.low


def test_an_accelerator_without_a_price_says_which_have_one():
    with pytest.raises(LookupError, match="'tpu-v5p' has no price here; these have: h100-sxm, a1"):
        prices.span("tpu-v5p")


def test_rates_of_the_calculator_are_dated_prices():
    known = {(price.accelerator, price.low, price.date) for price in prices.PRICES}
    for rate in rents.RATES:
        if rate is not rents.AS_TYPED:
            date = rate.name.split(", ")[-1].split(":")[0]
            assert (rate.accelerator, rate.usd, date) in known, rate.name
