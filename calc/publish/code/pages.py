"""A page for each module: the built page `code/` with another article.

They stand beside that page, so its links are theirs. None of them is in the search or in the site
map: they are for who comes from a calculator.
"""

import re
from pathlib import Path

from calc.form.markup import escape
from calc.markdown import code_pages, modules
from calc.markdown.mistakes import PageError
from calc.publish.code import listing

ARTICLE = re.compile(r"(<article\b[^>]*>).*?(</article>)", re.DOTALL)
TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
OF_THE_PAGE = re.compile(
    r'<link rel="canonical"[^>]*>|<meta (?:property="(?:og|article):|name="(?:twitter:|description'
    r'|robots))[^>]*>|<script type="application/ld\+json">.*?</script>',
    re.DOTALL,
)
"""What the head says of the page `code/` alone."""

WITHIN = re.compile(r'href="#(?=\w)')
"""Links to its headings, which are not here."""

SKIP = re.compile(r'href="[^"]*"(?=\s+class="md-skip")')
"""The keyboard's way past the navigation; here it leads to the first line."""


def write(folder: Path) -> None:
    """Write them into a built site that has a page `code/`. Raises `PageError`."""
    index = folder / code_pages.FOLDER / "index.html"
    if not index.exists():
        return
    frame = OF_THE_PAGE.sub("", index.read_text(encoding="utf-8"))
    frame = SKIP.sub('href="#L1"', WITHIN.sub(f'href="{code_pages.INDEX}#', frame))
    if len(ARTICLE.findall(frame)) != 1 or not TITLE.search(frame):
        raise PageError("docs/code.md: the built page has no title, or not one article to fill.")
    for module in modules.modules().values():
        article = listing.listing(module)
        text = ARTICLE.sub(lambda found, inside=article: found[1] + inside + found[2], frame)  # type: ignore[misc]
        head = f'<title>{escape(module.name)}</title><meta name="robots" content="noindex">'
        text = TITLE.sub(lambda _, head=head: head, text, count=1)  # type: ignore[misc]
        index.with_name(code_pages.file(module.name)).write_text(text, encoding="utf-8")
