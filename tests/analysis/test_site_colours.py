"""The pages' colours: Material's, the charts' for the three models, and readable."""

import re
from pathlib import Path

import pytest

from calc import analysis
from calc.analysis import SITE
from calc.analysis.verdicts import VERDICTS
from tests.chart import test_colours
from tests.chart.test_colours import colour, contrast, mixed

BROWSER = Path(__file__).parents[2] / "calc/browser"
PAGES = (BROWSER / "site.css").read_text()
CHART = (BROWSER / "chart.css").read_text()
CALCULATOR = (BROWSER / "calculator.css").read_text()
OURS = "".join(
    path.read_text() for path in sorted(Path(str(analysis.__file__)).parent.glob("*.css"))
)
MODELS = dict(re.findall(r'\[data-role="([\w-]+)"\] {\n  --role-color: ([^;]+);', OURS))
DARK = re.compile(
    r'^@media screen {\n(  \[data-md-color-scheme="slate"\].*?)^}$', re.MULTILINE | re.DOTALL
)
"""What a dark screen has besides; paper is light."""
LIGHT_RULES, DARK_RULES = DARK.sub("", OURS), "".join(DARK.findall(OURS))
SCHEME = re.compile(
    r'^ *\[data-md-color-scheme(?:="slate"\]\[data-md-color-primary)?\] {\n([^}]*)}', re.MULTILINE
)
OWN = {
    name: dict(re.findall(r"(--[\w-]+): ([^;]+);", "".join(SCHEME.findall(rules))))
    for name, rules in {"default": LIGHT_RULES, "slate": LIGHT_RULES + DARK_RULES}.items()
}
CALC_RULE = re.compile(r"^live-calculator {\n([^}]*)}", re.MULTILINE)
(CALC_COLOURS,) = CALC_RULE.findall(CALCULATOR)
SCHEMES = {name: theirs | OWN[name] for name, theirs in test_colours.SCHEMES.items()}
"""Material's variables, with those that this site sets."""


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


def test_colours_are_named_in_the_schemes_the_verdicts_and_the_head_of_calculators_only():
    calculator = CALC_RULE.sub("", CALCULATOR)
    others = re.sub(
        r"--verdict-(?:color|wash): [^;]+;", "", PAGES + calculator + SCHEME.sub("", OURS)
    )
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", others)


TEXTS = ("--md-default-fg-color", "--md-default-fg-color--light", "--md-typeset-a-color")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("page", ["--md-default-bg-color", "--md-code-bg-color"])
@pytest.mark.parametrize("variables", SCHEMES.values(), ids=SCHEMES)
def test_text_can_be_read(variables, page, text):
    """4.5 to 1, WCAG 2.2 AA."""
    ground = colour(variables[page], variables)
    assert contrast(colour(variables[text], variables, ground), ground) >= 4.5


@pytest.mark.parametrize("variables", SCHEMES.values(), ids=SCHEMES)
def test_a_chosen_button_can_be_read_and_an_edge_seen(variables):
    accent = colour(variables["--md-accent-fg-color"], variables)
    assert contrast(colour(variables["--on-accent-color"], variables), accent) >= 4.5
    edge = colour(variables["--md-default-fg-color--lighter"], variables)
    for page in ("--md-default-bg-color", "--md-code-bg-color"):
        assert contrast(edge, colour(variables[page], variables)) >= 3


@pytest.mark.parametrize("verdict", VERDICTS.values(), ids=VERDICTS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_verdict_can_be_read_on_its_wash_and_as_a_square(scheme, verdict):
    """4.5 to 1, WCAG 2.2 AA: as a word on its wash, and a square's sign, in the page's colour."""
    rules = LIGHT_RULES if scheme == "default" else LIGHT_RULES + DARK_RULES
    page = colour(SCHEMES[scheme]["--md-default-bg-color"], SCHEMES[scheme])
    found = {"wash": "transparent"}
    for selector, body in re.findall(r"(?m)^ *([^\n{}]*\[data-verdict.*) {\n([^}]*)}", rules):
        if f'[data-verdict="{verdict.key}"]' in selector or selector.endswith("[data-verdict]"):
            found |= dict(re.findall(r"--verdict-(color|wash): ([^;]+);", body))
    word = colour(found["color"], SCHEMES[scheme])
    ground = page if found["wash"] == "transparent" else colour(found["wash"], SCHEMES[scheme])
    assert contrast(word, ground) >= 4.5
    assert contrast(word, page) >= 4.5


def of_calculators(name: str, scheme: str) -> str:
    """What a calculator's own variable is in a scheme."""
    (value,) = re.findall(rf"--calc-{name}: ([^;]+);", CALC_COLOURS)
    if pair := re.fullmatch(r"light-dark\((.+), (.+)\)", value):
        return str(pair[2 if scheme == "slate" else 1])
    return str(value)


def blended(value: str, scheme: str, ground: test_colours.Colour) -> test_colours.Colour:
    """A colour, or a mix of two, over the ground of the calculator."""
    if own := re.fullmatch(r"var\(--calc-([\w-]+)\)", value):
        value = of_calculators(own[1], scheme)
    if mix := re.fullmatch(r"color-mix\(in srgb, (.+) (\d+)%, (.+)\)", value):
        front, back = (colour(part, SCHEMES[scheme], ground) for part in (mix[1], mix[3]))
        return mixed(front, back, int(mix[2]) / 100)
    return colour(value, SCHEMES[scheme], ground)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "rule",
    [
        r"live-calculator :is\(small, [^)]+\) {\n  opacity: 1;\n",
        r"live-calculator :is\(a\[href\], button\) {\n",
    ],
)
def test_small_print_and_links_on_a_calculator_can_be_read(scheme, rule):
    (found,) = re.findall(rule + r"  color: ([^;]+);", CALCULATOR)
    ground = colour(SCHEMES[scheme]["--md-code-bg-color"], SCHEMES[scheme])
    assert contrast(blended(found, scheme, ground), ground) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_an_assumption_can_be_read_and_the_edge_of_an_error_or_a_question_seen(scheme):
    page, ground = (
        colour(SCHEMES[scheme][name], SCHEMES[scheme])
        for name in ("--md-default-bg-color", "--md-code-bg-color")
    )
    wash = blended(of_calculators("assumed-wash", scheme), scheme, ground)
    assert contrast(blended(of_calculators("assumed", scheme), scheme, wash), wash) >= 4.5
    for name in ("wrong", "question"):
        edge = blended(of_calculators(name, scheme), scheme, ground)
        assert contrast(edge, ground) >= 3
        assert contrast(edge, page) >= 3
