"""Numbers for people. Only this file scales a value; everything else holds base units.

Three significant digits, the field's own magnitudes (B is 10⁹ parameters, T is 10¹² tokens) and
SI prefixes for physical units; the exact value stays in the markup beside the shown one.
"""

from math import floor, isfinite, log10

LETTERS = ((1e12, "T"), (1e9, "B"), (1e6, "M"))
PREFIXES = (
    *((1e24, "Y"), (1e21, "Z"), (1e18, "E"), (1e15, "P")),
    *((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")),
)
WORDS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def quantity(value: float, unit: str = "") -> str:
    """A value with its unit, as it stands in a sentence or a table.

    >>> quantity(107_769_861_120, "parameters"), quantity(4.12e24, "FLOP")
    ('108 B', '4.12 × 10²⁴ FLOP')
    >>> quantity(5e6, "GPU-hours"), quantity(1e7, "USD"), quantity(0.2314, "1")
    ('5.00 M GPU-hours', '$10.0 M', '23.1%')
    """
    if not isfinite(value):
        return "beyond what can be counted"
    match unit:
        case "1":
            return f"{significant(100 * value)}%"
        case "ratio":
            return f"{significant(value)}×"
        case "parameters" | "tokens" | "":
            return count(value)
        case "FLOP":
            return f"{scientific(value)} FLOP"
        case "USD":
            return f"${count(value, cents=True)}"
        case "USD per GPU-hour":
            return f"${value:,.2f} per GPU-hour"
        case "GPU-hours":
            return f"{count(value)} GPU-hours"
        case "GPU-hours per trillion tokens":
            return f"{round(value):,} GPU-hours per trillion tokens"
        case "B" | "B/s" | "FLOP/s" | "FLOP/token" | "Wh" | "W":
            return prefixed(value, unit)
        case "g":
            return mass(value)
        case "days":
            return f"{significant(value)} {'day' if value == 1 else 'days'}"
        case _:
            return f"{count(value)} {unit}"


def exact(value: float, unit: str = "") -> str:
    """A whole number to its last digit, else as `quantity` has it."""
    return f"{value:,}" if isinstance(value, int) else quantity(value, unit)


def count(value: float, *, cents: bool = False) -> str:
    """A number of things: 17.2 B, 5.00 M, 119,000, 16, 0.55."""
    for size, letter in LETTERS:
        if abs(value) >= 0.9995 * size:
            return f"{significant(value / size)} {letter}"
    if isinstance(value, int) or abs(value) >= 1000:
        return f"{round(value):,}"
    return f"{value:,.2f}" if cents else significant(value)


def significant(value: float) -> str:
    """Three significant digits, thousands in groups, no exponent: 108, 17.2, 5.00, 0.0231."""
    if value == 0:
        return "0"
    size = floor(log10(abs(float(f"{value:.2e}"))))
    return f"{value:,.{max(0, 2 - size)}f}"


def scientific(value: float) -> str:
    """4.12 × 10²⁴; below a million as a plain count."""
    if abs(value) < 1e6:
        return count(value)
    digits, _, power = f"{value:.2e}".partition("e")
    return f"{digits} × 10{str(int(power)).translate(SUPERSCRIPTS)}"


def prefixed(value: float, unit: str) -> str:
    """493 GB, 227 TFLOP/s, 3.50 GWh."""
    for size, prefix in PREFIXES:
        if abs(value) >= 0.9995 * size:
            return f"{significant(value / size)} {prefix}{unit}"
    return f"{significant(value)} {unit}"


def mass(grams: float) -> str:
    """Tonnes for what training emits, kilograms for what little it may emit."""
    if abs(grams) >= 1e6:
        tonnes = grams / 1e6
        return f"{round(tonnes):,} t CO₂e" if tonnes >= 100 else f"{significant(tonnes)} t CO₂e"
    return f"{significant(grams / 1e3)} kg CO₂e"


def words(value: float, unit: str = "") -> str:
    """A value as it is read aloud: "40 trillion tokens", "16 experts"."""
    if unit == "1":
        return f"{100 * value:.4g} percent"
    for size, word in WORDS:
        if abs(value) >= size:
            return f"{value / size:.4g} {word} {unit}".rstrip()
    return f"{value:,} {unit}".rstrip()
