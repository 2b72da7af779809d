"""Verdicts inside a sentence, and how many claims have one. Word and number come from the data.

`#!verdict claim-6`          the sign and the word, a link to the claim: ✕ wrong
`#!verdict claim-6 sign`     the sign alone; screen readers hear the claim and the word
`#!tally wrong`              how many claims are wrong: 2
`#!tally wrong words`        the same in words: two
`#!tally claims Words`       how many claims there are, for the beginning of a sentence: Eighteen
"""

from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from calc.analysis import claims
from calc.analysis.claims import CLAIMS, Claim
from calc.analysis.verdicts import VERDICTS
from calc.form.markup import escape
from calc.markdown.mistakes import PageError

ALL = "claims"
"""What `#!tally` counts, beside the verdicts."""
NUMBERS = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)


def verdict(source: str) -> Element:
    """`#!verdict`: the verdict on a claim, as a link to the claim. Raises PageError."""
    anchor, _, form = source.partition(" ")
    claim = _claim(anchor)
    if form not in ("", "sign"):
        raise PageError(f"`#!verdict {source}` cannot be read; use `#!verdict {anchor} sign`.")
    found = VERDICTS[claim.verdict]
    about = f"claim {claim.number}: {claim.summary}"
    link = Element("a", {"class": "verdict", "data-verdict": found.key})
    link.set("href", claims.address(claim))
    sign = SubElement(link, "span", {"aria-hidden": "true"})
    sign.text = AtomicString(found.sign)
    if form == "sign":
        link.set("data-form", "sign")
        link.set("aria-label", f"{found.word}, {about}")
        link.set("title", f"{found.word.capitalize()}, {about}")
    else:
        sign.tail = AtomicString(f" {found.word}")
        link.set("title", f"{found.meaning} C{about[1:]}")
    return link


def tally(source: str) -> str:
    """`#!tally`: how many claims have a verdict, or how many there are. Raises PageError."""
    word, form = source, ""
    for written in ("words", "Words"):
        if source.endswith(f" {written}"):
            word, form = source.removesuffix(f" {written}"), written
    if word != ALL and word not in VERDICTS:
        raise PageError(f"“{word}” is not a verdict; use {', '.join([*VERDICTS, ALL])}.")
    count = sum(word in (ALL, claim.verdict) for claim in CLAIMS)
    shown = NUMBERS[count] if form else str(count)
    text = shown.capitalize() if form == "Words" else shown
    return f'<data value="{count}">{escape(text)}</data>'


def _claim(anchor: str) -> Claim:
    for claim in CLAIMS:
        if claims.anchor(claim) == anchor:
            return claim
    first, last = claims.anchor(CLAIMS[0]), claims.anchor(CLAIMS[-1])
    raise PageError(f"There is no claim “{anchor}”; use {first} to {last}.")
