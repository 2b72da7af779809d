"""Notices of how a number was understood, if its text could mean something else."""

from calc.form import numbers, parse_number

MEANINGS = {
    "k": "a thousand here; Ki would be 1,024",
    "m": "a million here; Mi would be 1,048,576",
    "g": "a billion here; Gi would be 2³⁰",
    "b": "a billion here, neither bits nor bytes",
    "t": "a trillion here; Ti would be 2⁴⁰",
    "ki": "1,024; k would be 1,000",
    "mi": "1,048,576; M would be a million",
    "gi": "2³⁰; B would be a billion",
    "ti": "2⁴⁰; T would be a trillion",
}


def magnitude(text: str, unit: str) -> str:
    """What the letter after the digits means.

    >>> magnitude("17 b", "grains")
    'b is a billion here, neither bits nor bytes.'
    """
    letter, *_ = (*text.lstrip("0123456789.,_'+-~≈$ \t").split(), "")
    meaning = MEANINGS.get(letter.casefold(), "")
    return f"{letter} is {meaning}." if meaning and letter != unit else ""


def percentage(text: str) -> str:
    """In a percent field, 0.35 means 0.35%; so a fraction gives a notice.

    >>> percentage("0.35")
    '0.35 is 0.35% here; for a share of 0.35 write 35%.'
    """
    try:
        coefficient, power = parse_number.parse(text)
    except parse_number.ParseError:
        return ""
    share = text.strip()
    if share[-1:] not in "0123456789." or not 0 < numbers.real(coefficient, power) < 1:
        return ""
    percent = numbers.canonical(numbers.real(coefficient, power), percent=True)
    return f"{share} is {share}% here; for a share of {share} write {percent}."
