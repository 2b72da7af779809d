"""No id is on a page twice; the sentence names both places."""

from collections.abc import Callable

import pytest

from calc.markdown.mistakes import PageError
from tests.site_markdown import Convert

type Write = Callable[..., str]

FENCE = '``` calculator\nname = "experts"\n```\n'
IN_FENCE = 'use another id = "…" in the fence, or another heading, or {#…} after it.'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"# Page\n\n## Experts\n\n{FENCE}", "docs/page.md:5: Calculator “experts” has the id "
            f"experts, as heading “Experts” (docs/page.md:3) has; {IN_FENCE}"),
        (f"{FENCE}\n## Experts\n", "docs/page.md:5: Heading “Experts” has the id experts, as "
            f"calculator “experts” (docs/page.md:1) has; {IN_FENCE}"),
        (f"{FENCE}\n## Experts results\n", "docs/page.md:5: Heading “Experts results” has the id "
            "experts-results, as calculator “experts” (docs/page.md:1) has; "),
        ("# A {#x}\n\n## B {#x}\n", "docs/page.md:3: Heading “B” has the id x, as heading “A” "
            "(docs/page.md:1) has; use another heading, or {#…} after it."),
        ("# A\n\nText.\n{#x}\n\nMore.\n{#x}\n", "docs/page.md:7: A <p> has the id x, as a <p> "
            "(docs/page.md:4) has; use another id for one of them."),
        ('# A\n\n<a id="a"></a>\n', "docs/page.md:3: A <a> has the id a, as heading “A” ("),
    ],
)  # fmt: skip
def test_an_id_that_is_on_a_page_twice_is_a_mistake(
    convert: Convert, docs: Write, text: str, sentence: str
):
    with pytest.raises(PageError) as raised:
        convert(docs(text))
    assert str(raised.value).startswith(sentence)


def test_different_ids_are_none(convert: Convert, docs: Write):
    root = convert(
        docs(
            f"# A\n\n## A\n\n## Experts {{#them}}\n\n{FENCE}\n{FENCE}\n"
            "B.[^1] C.[^1]\n\n[^1]: D.\n\n"
            '``` python\nx = \' id="a"\'\n```\n\n`<a id="a">` <!-- <a id="a"> -->\n'
        )
    )
    assert [each["id"] for each in root.all("live-calculator")] == ["experts", "experts-2"]
    assert [each["id"] for each in root.all("h2")] == ["a_1", "them"]
