"""How a tick is written: short, with the magnitude or the unit where one belongs."""

from calc.form import display


def write(value: float, unit: str, size: float) -> str:
    """A tick's text at the magnitude of `size`: 0.5 B, 20 M, 500 GB, 10²⁴, 30%, $5 M.

    >>> write(5e8, "parameters", 2e9), write(2e12, "B", 2e12), write(1e24, "FLOP", 1e24)
    ('0.5 B', '2 TB', '10²⁴')
    """
    if value == 0:
        return "0"
    match unit:
        case "1":
            return f"{plain(100 * value)}%"
        case "ratio":
            return f"{plain(value)}×"
        case "USD" | "USD per GPU-hour":
            sign = "−" if value < 0 else ""
            return f"{sign}${_scaled(abs(value), size, display.LETTERS)}"
        case "FLOP":
            return power(value) if size >= 1e6 else plain(value)
        case "g":
            return f"{plain(value / 1e6)} t" if size >= 1e6 else f"{plain(value / 1e3)} kg"
        case _ if unit in display.SI:
            return _scaled(value, size, display.PREFIXES, unit)
        case _:
            return _scaled(value, size, display.LETTERS)


WRITTEN = ("1", "ratio", "USD", "g", *display.SI)
"""Units that ticks carry, so that the axis need not name them."""


def _scaled(value: float, size: float, steps: tuple[tuple[float, str], ...], unit: str = "") -> str:
    for step, letter in steps:
        if size >= step:
            return f"{plain(value / step)} {letter}{unit}"
    return f"{plain(value)} {unit}".rstrip()


def plain(value: float) -> str:
    """As short as it can be written, thousands in groups; powers of ten where that is long."""
    if 1e-4 <= abs(value) < 1e6:
        return f"{value:,.9g}".replace("-", "−")
    return power(value)


def power(value: float) -> str:
    """10²⁴, 2 × 10²⁴."""
    digits, _, exponent = f"{value:.9e}".partition("e")
    mantissa = digits.rstrip("0").rstrip(".").replace("-", "−")
    ten = f"10{str(int(exponent)).translate(display.SUPERSCRIPTS)}"
    return {"1": ten, "−1": f"−{ten}"}.get(mantissa, f"{mantissa} × {ten}")
