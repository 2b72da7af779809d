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
SCHEME = re.compile(r'^ *\[data-md-color-scheme(?:="(slate)")?\] {\n([^}]*)}', re.MULTILINE)
OWN = {
    name or "default": dict(re.findall(r"(--[\w-]+): ([^;]+);", rule))
    for name, rule in SCHEME.findall(OURS)
}
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


def test_colours_are_named_in_the_schemes_and_the_verdicts_only():
    others = re.sub(
        r"--verdict-(?:color|wash): [^;]+;", "", PAGES + CALCULATOR + SCHEME.sub("", OURS)
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
    dark_rules = '@media screen {\n  [data-md-color-scheme="slate"] [data-verdict]'
    light, dark = OURS.split(dark_rules, 1)
    rules = light if scheme == "default" else light + dark_rules + dark.split("\n}\n")[0]
    page = colour(SCHEMES[scheme]["--md-default-bg-color"], SCHEMES[scheme])
    found = {"wash": "transparent"}
    for selector, body in re.findall(r"(?m)^ *([^\n{}]*\[data-verdict.*) {\n([^}]*)}", rules):
        if f'[data-verdict="{verdict.key}"]' in selector or selector.endswith("[data-verdict]"):
            found |= dict(re.findall(r"--verdict-(color|wash): ([^;]+);", body))
    word = colour(found["color"], SCHEMES[scheme])
    ground = page if found["wash"] == "transparent" else colour(found["wash"], SCHEMES[scheme])
    assert contrast(word, ground) >= 4.5
    assert contrast(word, page) >= 4.5


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
