"""What a search finds a calculator by: its title, what it computes for, and its results.

A search index would otherwise have the words of every button and the options of every choice,
and to collect those takes longer than the rest of a build.
"""

import re

TITLE = re.compile(r"<p id=\S+ data-title>([^<]*)</p>")
COMPUTED_FOR = re.compile(r"<p id=\S+ data-summary>([^<]*)</p>")
RESULT = re.compile(
    r'(?:<tr[^>]*><th scope="row">|<p data-headline><span>)([^<]*)'
    r"</(?:th><td>|span> )"
    r"<(?:data|span) [^>]*>(?:<time [^>]*>)?([^<]*)</"
)
"""The label and the value of the headline and of each row. Labels say all that formulas say."""


def words(markup: str) -> str:
    """Paragraphs for the search index, from the markup of a calculator."""
    form = markup.partition("<template")[0].partition("<figure")[0]
    sentences = [*TITLE.findall(form), *COMPUTED_FOR.findall(form)]
    results = ", ".join(f"{label} {value}" for label, value in RESULT.findall(form))
    return "".join(f"<p>{sentence}</p>" for sentence in (*sentences, results))
