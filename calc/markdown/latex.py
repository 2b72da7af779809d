r"""LaTeX as MathML, with a sentence for each mistake.

latex2mathml draws something else without a word, or raises errors without one, where braces are
unpaired, commands unknown, or arguments missing. So the source is checked before, and the MathML
after the conversion.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring
from xml.sax.saxutils import unescape

from latex2mathml.converter import convert_to_element

from calc.markdown.mistakes import PageError

PAIRED = re.compile(
    r"""(?P<verb>\\verb(?P<mark>[^a-zA-Z\s]).*?(?P=mark))
    |(?P<open>\\begin\s*\{(?P<begun>[^}]*)\}) | (?P<close>\\end\s*\{(?P<ended>[^}]*)\})
    |(?P<left>\\left(?![a-zA-Z])) | (?P<right>\\right(?![a-zA-Z]))
    |(?P<escaped>\\(?:[a-zA-Z]+|.)) | (?P<brace>[{}]) | (?P<wrong>[$%&\#])""",
    re.VERBOSE | re.DOTALL,
)
"""What may be unpaired, and marks that LaTeX has for other things than formulas."""

TEXT = re.compile(
    r"\\(?:text\w*|[mhf]box|emph|tag\*?|href|unicode)\s*\{[^{}]*\}|\\(?:color|class)\{[^}]*\}"
)
"""Words in a formula: marks mean nothing there."""
MACROS = re.compile(r"\\(?:def|newcommand|newenvironment)(?![a-zA-Z])")
TABLES = re.compile(
    r"\\(?:matrix|pmatrix|bmatrix|vmatrix|cases|eqalign|eqalignno|substack|array)\s*\{"
)
"""Tables without \begin: they may have & too."""

ARGUMENTS = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "munder": 2,
    "mover": 2,
    "msubsup": 3,
    "munderover": 3,
}
"""The children that an element of MathML must have."""

SENTENCES = {
    "ExtraLeftOrMissingRightError": r"\left, \middle, \right are not paired; use \left( … \right)",
    "DoubleSubscriptsError": "two subscripts follow each other; use braces, as in a_{b_c}",
    "DoubleSuperscriptsError": "two superscripts follow each other; use braces, as in a^{b^c}",
    "MissingSuperScriptOrSubscriptError": "nothing follows _ or ^; write x_1 or x^2",
    "NumeratorNotFoundError": r"nothing is above the line; write \frac{a}{b}",
    "DenominatorNotFoundError": r"nothing is below the line; write \frac{a}{b}",
    "LimitsMustFollowMathOperatorError": r"\limits must follow an operator; write \sum\limits_{i}",
    "InvalidAlignmentError": "a column of the table has a letter other than l, c and r; use these",
}
"""What the converter's errors mean, by their names."""


def mathml(source: str, display: str) -> str:
    """A formula as MathML, `inline` or `block`. Raises PageError."""
    if not source.strip():
        raise PageError("The formula is empty; use a formula such as a = b.")
    wrong = next(_unpaired(source), "")
    if wrong:
        raise _error(source, wrong)
    try:
        element = convert_to_element(source, display=display)
    except Exception as error:  # the converter has a class for each mistake, and misses some
        default = f"{_last_command(source)} lacks an argument; put {{…}} after it"
        raise _error(source, SENTENCES.get(type(error).__name__, default)) from error
    wrong = next(_undrawn(element), "")
    if wrong:
        raise _error(source, wrong.format(command=_last_command(source)))
    return unescape(tostring(element, encoding="unicode"))


def _error(source: str, wrong: str) -> PageError:
    return PageError(f"In the formula “{source.strip()}” {wrong}.")


def _unpaired(source: str) -> Iterator[str]:
    """What is opened and not closed, or closed and not opened."""
    source = TEXT.sub(lambda text: "-" * len(text[0]), source)
    has_table = bool(TABLES.search(source))
    opened: list[tuple[str, int]] = []
    for found in PAIRED.finditer(source):
        at = found.start()
        if found["open"] or found["left"] or found[0] == "{":
            opened.append((found["begun"] or found[0], at))
        elif found["close"]:
            yield from _closed(opened, found["ended"], rf"\end{{{found['ended']}}}", source, at)
        elif found["right"]:
            yield from _closed(opened, r"\left", r"\right", source, at)
        elif found[0] == "}":
            yield from _closed(opened, "{", "}", source, at)
        elif found["wrong"] and not MACROS.search(source):
            in_table = has_table or any(name not in ("{", r"\left") for name, _ in opened)
            if found[0] != "&" or not in_table:
                near = _near(source, at)
                yield rf"{found[0]} means nothing{near}; write \{found[0]} or remove it"
    for name, at in opened:
        yield f"{_opening(name)} is not closed{_near(source, at)}; add {_closing(name)} after it"


def _closed(
    opened: list[tuple[str, int]], name: str, mark: str, source: str, at: int
) -> Iterator[str]:
    """Close what was opened last, if it is this."""
    if not opened:
        missing = _opening(name)
        yield f"{mark} closes nothing{_near(source, at)}; add {missing} before it, or remove it"
    elif opened[-1][0] != name:
        last = opened[-1][0]
        yield f"{_opening(last)} is closed by {mark}{_near(source, at)}; use {_closing(last)}"
    else:
        opened.pop()


def _opening(name: str) -> str:
    return name if name in ("{", r"\left") else rf"\begin{{{name}}}"


def _closing(name: str) -> str:
    return {"{": "}", r"\left": r"\right)"}.get(name, rf"\end{{{name}}}")


def _near(source: str, at: int) -> str:
    """What is beside it, if the formula is so long that a reader would search."""
    piece = source[max(0, at - 8) : at + 16].strip()
    return f" at “{piece}”" if len(source) > 24 else ""


def _undrawn(element: Element) -> Iterator[str]:
    """Commands that were drawn as text, and elements with too few parts."""
    for each in element.iter():
        text = each.text or ""
        if each.tag in ("mi", "mo") and re.match(r"\\[a-zA-Z]", text):
            yield f"the command {text} is unknown; use another, or \\text{{{text[1:]}}}".replace(
                "{", "{{"
            ).replace("}", "}}")
        elif len(each) < ARGUMENTS.get(each.tag, 0):
            yield "{command} lacks an argument; put {{…}} after it"


def _last_command(source: str) -> str:
    """The command that has nothing after it, or else the first that takes arguments."""
    last = re.search(r"(\\[a-zA-Z]+)[\s{}\]\[]*$", source)
    taking = re.search(r"\\[a-zA-Z]*(?:frac|binom|set|sqrt|root)(?![a-zA-Z])", source)
    any_ = re.search(r"\\[a-zA-Z]+", source)
    found = last or taking or any_
    return (found[1] if last else found[0]) if found else "a command"
