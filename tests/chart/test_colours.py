"""The colours of charts: Material's, with enough contrast in both schemes."""

import colorsys
import re
from importlib.resources import files
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "calc/browser/chart.css").read_text()
STYLES = files("material") / "templates/assets/stylesheets"
MATERIAL = "".join(
    style.read_text()
    for style in sorted(STYLES.iterdir(), key=lambda style: style.name)
    if style.name.endswith(".css")
)

type Colour = tuple[float, float, float]


def scheme(name: str) -> dict[str, str]:
    """Material's variables in a scheme, as the site sets it: indigo."""
    found: dict[str, str] = {}
    for selector in (":root", "[data-md-color-accent=indigo]", f"[data-md-color-scheme={name}]"):
        for rule in re.findall(rf"{re.escape(selector)}[^{{}}]*{{([^}}]*)}}", MATERIAL):
            found |= dict(re.findall(r"(--md-[\w-]+):([^;]+)", rule))
    return found


SCHEMES = {name: scheme(name) for name in ("default", "slate")}
ROLES = dict(re.findall(r'\[data-role="([\w-]+)"\] {\n  color: ([^;]+);', CSS))


def colour(value: str, variables: dict[str, str], below: Colour = (1, 1, 1)) -> Colour:
    """A CSS colour over another one."""
    value = value.strip()
    if match := re.fullmatch(r"var\((--[\w-]+)\)", value):
        return colour(variables[match[1]], variables, below)
    if match := re.fullmatch(r"color-mix\(in srgb, (.+) (\d+)%, .+\)", value):
        return mixed(colour(match[1], variables, below), below, int(match[2]) / 100)
    if match := re.fullmatch(r"hsla\(var\(--md-hue\), (\d+)%, (\d+)%, ([\d.]+)\)", value):
        hue = float(variables["--md-hue"].removesuffix("deg")) / 360
        solid = colorsys.hls_to_rgb(hue, int(match[2]) / 100, int(match[1]) / 100)
        return mixed(solid, below, float(match[3]))
    digits = value.removeprefix("#")
    digits = digits if len(digits) > 4 else "".join(2 * digit for digit in digits)
    red, green, blue, *alpha = (int(digits[i : i + 2], 16) / 255 for i in range(0, len(digits), 2))
    return mixed((red, green, blue), below, alpha[0] if alpha else 1)


def mixed(a: Colour, b: Colour, share: float) -> Colour:
    red, green, blue = (share * x + (1 - share) * y for x, y in zip(a, b, strict=True))
    return red, green, blue


def luminance(rgb: Colour) -> float:
    """Source: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(a: Colour, b: Colour) -> float:
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("variables", SCHEMES.values(), ids=SCHEMES)
@pytest.mark.parametrize("page", ["--md-default-bg-color", "--md-code-bg-color"])
def test_every_role_stands_out_from_the_page_and_from_a_calculator(variables, page):
    ground = colour(variables[page], variables)
    parts = {f"part-{i}" for i in range(1, 7)}
    assert set(ROLES) == {"this", "other", "pinned-1", "pinned-2"} | parts
    for role, value in ROLES.items():
        assert contrast(colour(value, variables, ground), ground) >= 3, role


@pytest.mark.parametrize("variables", SCHEMES.values(), ids=SCHEMES)
@pytest.mark.parametrize("page", ["--md-default-bg-color", "--md-code-bg-color"])
def test_quiet_texts_can_be_read(variables, page):
    ground = colour(variables[page], variables)
    (opacity,) = re.findall(r"\[data-tick\], \[data-axis\]\) {\n  fill-opacity: ([\d.]+);", CSS)
    solid = colour(variables["--md-default-fg-color"], variables, ground)
    assert contrast(mixed(solid, ground, float(opacity)), ground) >= 4.5


def test_all_colours_are_variables_of_the_theme():
    assert not re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", CSS)
    used = set(re.findall(r"var\((--md-[\w-]+)\)", CSS))
    assert used <= set(SCHEMES["slate"]) & set(SCHEMES["default"])
