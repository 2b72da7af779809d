"""The text of a tick: short, with a magnitude, and with the unit if its style says so."""

from calc import words
from calc.form import display
from calc.form.unit_styles import style
from calc.units import LETTERS, Magnitudes


def write(value: float, unit: str, size: float) -> str:
    """The text of a tick with the magnitude of `size`: 20M, 500 GB, 10²⁴, 30%, $5M.

    >>> write(2e7, "guests", 2e7), write(2e12, "B", 2e12), write(0.3, "1", 1)
    ('20M', '2 TB', '30%')
    """
    if value == 0:
        return "0"
    how, said = style(unit), words.current()
    if how.percent:
        return f"{plain(100 * value)}{how.after.replace('%', said.percent)}"
    sign = "−" if value < 0 and how.before else ""
    if not how.magnitudes:
        return f"{power(value) if size >= how.counts_below and how.counts else plain(value)}" + (
            how.after if how.in_ticks else ""
        )
    magnitudes = said.magnitudes if how.magnitudes == LETTERS else how.magnitudes
    written = _scaled(
        abs(value) if how.before else value, size, magnitudes, how.base if how.in_ticks else ""
    )
    return f"{sign}{said.amount(how.before, written)}{how.after if how.in_ticks else ''}"


def _scaled(value: float, size: float, magnitudes: Magnitudes, base: str) -> str:
    for step, letter in magnitudes:
        if size >= step:
            return f"{plain(value / step)}{letter}"
    return f"{plain(value)}{base}"


def plain(value: float) -> str:
    """All digits with thousands in groups, or a power of ten if that is long."""
    if 1e-4 <= abs(value) < 1e6:
        return words.current().number(f"{value:,.9g}").replace("-", "−")
    return power(value)


def power(value: float) -> str:
    """10²⁴, 2 × 10²⁴."""
    digits, _, exponent = f"{value:.9e}".partition("e")
    mantissa = digits.rstrip("0").rstrip(".").replace("-", "−")
    ten = f"10{str(int(exponent)).translate(display.SUPERSCRIPTS)}"
    return {"1": ten, "−1": f"−{ten}"}.get(mantissa, f"{words.current().number(mantissa)} × {ten}")
