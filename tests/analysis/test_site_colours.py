"""The pages' colours: Material's, the charts' for the three models, and readable."""

import re
from pathlib import Path

import pytest

from calc import analysis
from calc.analysis import SITE
from tests.chart.test_colours import SCHEMES, colour, contrast, mixed

BROWSER = Path(__file__).parents[2] / "calc/browser"
PAGES = (BROWSER / "site.css").read_text()
CHART = (BROWSER / "chart.css").read_text()
CALCULATOR = (BROWSER / "calculator.css").read_text()
OURS = "".join(
    path.read_text() for path in sorted(Path(str(analysis.__file__)).parent.glob("*.css"))
)
MODELS = dict(re.findall(r'\[data-role="([\w-]+)"\] {\n  --role-color: ([^;]+);', OURS))


@pytest.mark.parametrize("variables", SCHEMES.values(), ids=SCHEMES)
@pytest.mark.parametrize("page", ["--md-default-bg-color", "--md-code-bg-color"])
def test_every_model_stands_out_from_the_page_and_from_a_calculator(variables, page):
    ground = colour(variables[page], variables)
    assert set(MODELS) == {*SITE.roles.values()}
    for role, value in MODELS.items():
        assert contrast(colour(value, variables, ground), ground) >= 3, role


def test_charts_and_heads_of_tables_use_the_colour_of_their_role():
    assert "[data-chart] [data-role] {\n  color: var(--role-color);" in CHART
    assert "th[data-role] {\n  border-bottom: 0.15rem solid var(--role-color" in PAGES


def test_no_colour_is_our_own():
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", PAGES + CALCULATOR + OURS)


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
