"""The pages' colours: Material's, the charts' for the three models, and readable."""

import re
from pathlib import Path

import pytest

from tests.chart.test_colours import ROLES, SCHEMES, colour, contrast, mixed

RUNTIME = Path(__file__).parents[2] / "calc/browser"
SITE = (RUNTIME / "site.css").read_text()
CALCULATOR = (RUNTIME / "calculator.css").read_text()


def test_a_model_has_the_colour_that_it_has_in_charts():
    heads = dict(re.findall(r'th\[data-role="(\w+)"\] {\n  border-color: ([^;]+);', SITE))
    assert set(heads) == {"scout", "maverick", "behemoth"}
    assert heads.items() <= ROLES.items()


def test_no_colour_is_our_own():
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", SITE + CALCULATOR)


@pytest.mark.parametrize("variables", SCHEMES.values(), ids=SCHEMES)
@pytest.mark.parametrize(
    "rule",
    [
        r"live-calculator :is\(small, [^)]+\) {\n  opacity: 1;\n",
        r"live-calculator :is\(a\[href\], button\) {\n",
    ],
)
def test_small_print_and_links_on_a_calculator_can_be_read(variables, rule):
    (found,) = re.findall(rule + r"  color: color-mix\(in srgb, (.+) (\d+)%, (.+)\);", CALCULATOR)
    ground = colour(variables["--md-code-bg-color"], variables)
    front, back = (colour(value, variables, ground) for value in (found[0], found[2]))
    assert contrast(mixed(front, back, int(found[1]) / 100), ground) >= 4.5
