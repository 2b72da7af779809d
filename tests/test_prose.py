"""No figure in a page is typed by hand: it comes from `calc` or from the published figures."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *DOCS.glob("authors/*.md")])

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"

NAMES = {
    r"\b\d{4}-\d\d-\d\d\b": "dates",
    rf"\b(?:\d{{1,2}} )?(?:{MONTHS})(?: \d{{4}})?\b": "dates in words",
    r"\bLlama(?: |&nbsp;)(?:3\.1|3|4)(?: 405B)?\b": "Llama's versions",
    r"\b(?:DeepSeek-)?V3\b": "DeepSeek's versions",
    r"\bMixtral 8x(?:7|22)B\b": "Mixtral's sizes are its names",
    r"\bKimi K2\b": "a model's name",
    r"\bQwen3\b": "a model's name",
    r"\bGemma 3\b": "a model's name",
    r"\bGemini 2\.5 Pro\b": "a model's name",
    r"\bGrok-1\b": "a model's name",
    r"\b[ABH]\d00s?\b": "accelerators",
    r"\b(?:FP8|BF16|FP32)\b": "number formats",
    r"\bet al\. \d{4}\b": "papers by year",
    r"\bCC BY 4\.0\b": "a licence by its version",
    r"\bPython 3\.13\b": "a language by its version",
}
"""What may have a digit in its name, and why."""

FENCE = re.compile(r"^( *)(`{3,})[^\n]*\n.*?^\1\2 *$", re.DOTALL | re.MULTILINE)
NO_PROSE = (
    re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE),  # front matter
    FENCE,
    re.compile(r"(`+).+?\1", re.DOTALL),  # code and inline figures
    re.compile(r"(?<=\])\([^)]*\)"),  # targets of links
    re.compile(r"\{ *[#:.][^}]*\}"),  # anchors and attributes
    re.compile(r"<[^>]+>"),
)


def blank(found: re.Match[str]) -> str:
    """As many lines as were there, so that line numbers stay."""
    return " " + "\n" * found[0].count("\n")


def prose(text: str) -> str:
    """What a reader reads as words."""
    for pattern in NO_PROSE:
        text = pattern.sub(blank, text)
    return text


def typed(text: str) -> Iterator[str]:
    """Every digit string that is not a name, with its line."""
    text = prose(text)
    for pattern in NAMES:
        text = re.sub(pattern, blank, text)
    for number, line in enumerate(text.splitlines(), 1):
        for found in re.finditer(r"\S*\d\S*", line):
            yield f"line {number}: {found[0]}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_figure_in_prose_is_typed_by_hand(page: Path):
    assert list(typed(page.read_text(encoding="utf-8"))) == []


def test_there_are_pages_with_figures():
    """Or the test above would hold of nothing."""
    assert len(PAGES) > 10
    inline = [re.findall(r"`#!(?:fact|value|exact)", page.read_text("utf-8")) for page in PAGES]
    assert sum(map(len, inline)) > 100


@pytest.mark.parametrize("pattern", NAMES)
def test_every_name_that_is_allowed_is_used(pattern: str):
    assert any(re.search(pattern, prose(page.read_text(encoding="utf-8"))) for page in PAGES)


@pytest.mark.parametrize(
    "written",
    [
        "It took 5 hours.",
        "In 2.38M GPU-hours",
        "| Scout | 109B |",
        "a share of **15.6 %**",
        "- 24 of `#!fact scout.layers` layers",
        "## How 109B comes about",
        "see [the 10M context](context.md)",
        "Llama 40, H1000, V30 and 8x22B",
    ],
)
def test_a_figure_typed_by_hand_would_be_found(written: str):
    assert list(typed(f"---\ndate: 2025\n---\n\n{written}\n"))


@pytest.mark.parametrize(
    "written",
    [
        "`#!fact scout.tokens` on 5 April 2025",
        "[Llama 4](https://example.org/17B/) and DeepSeek-V3",
        "``` calculator\ncontext = 10\n```",
        "??? note\n\n    ``` math\n    C = 6 N D\n    ```\n",
        "## Experts { #claim-6 }",
        "`#!math C =\n6 N D`",
    ],
)
def test_what_is_no_figure_is_let_through(written: str):
    assert not list(typed(written))
