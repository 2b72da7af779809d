"""A MkDocs hook: while a page is made, a few words stand in for each calculator on it.

They are what the search finds: its title, what it computes for, and its results. The finished
calculator, a hundred times that, takes its place again once the page is. The search would find the
words of every button and the options of every choice in it, and to look for them it takes longer
than all else in a build.

A generator without hooks makes the same pages.
"""

import re
from collections.abc import Iterator
from typing import Any

OPEN, CLOSE = "<live-calculator ", "</live-calculator>"
TITLE = re.compile(r"<p id=\S+ data-title>([^<]*)</p>")
ASKED = re.compile(r"<p id=\S+ data-asked>([^<]*)</p>")
RESULT = re.compile(r'<tr><th scope="row">([^<]*)</th><td><(?:data|span) [^>]*>([^<]*)</')
"""A row's label and value. Its formula says nothing that the labels do not say."""

STANDING_IN = re.compile(r'<live-calculator data-aside="([0-9]+)">.*?</live-calculator>')


def on_page_content(html: str, *, page: Any, **_: Any) -> str:
    """Set the calculators of a page aside."""
    pieces = list(_pieces(html))
    page.calculators = pieces[1::2]
    pieces[1::2] = [
        f'{OPEN}data-aside="{number}">{words(markup)}{CLOSE}'
        for number, markup in enumerate(page.calculators)
    ]
    return "".join(pieces)


def on_post_page(output: str, *, page: Any, **_: Any) -> str:
    """Put them back into the finished page."""
    return STANDING_IN.sub(lambda found: page.calculators[int(found[1])], output)


def _pieces(html: str) -> Iterator[str]:
    """What is before a calculator, the calculator, what is before the next, … and what is last."""
    end = 0
    while (start := html.find(OPEN, end)) >= 0:
        yield html[end:start]
        end = html.index(CLOSE, start) + len(CLOSE)
        yield html[start:end]
    yield html[end:]


def words(markup: str) -> str:
    """What to find a calculator by."""
    form = markup.partition("<template")[0].partition("<figure")[0]
    said = [*TITLE.findall(form), *ASKED.findall(form)]
    results = ", ".join(f"{label} {value}" for label, value in RESULT.findall(form))
    return "".join(f"<p>{sentence}</p>" for sentence in (*said, results))
