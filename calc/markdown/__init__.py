"""Calculators in Markdown: one Python-Markdown extension.

markdown_extensions:
- calc.markdown: {site: "calc.analysis:SITE"}
"""

from typing import override

from markdown import Markdown
from markdown.extensions import Extension

from calc import project
from calc import site as sites
from calc.form import memo


class CalculatorsExtension(Extension):
    """For `markdown_extensions` in mkdocs.yml."""

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        pass


def makeExtension(*, site: str = "") -> CalculatorsExtension:
    """What Python-Markdown calls. `site` names the site's declaration, "module:attribute"."""
    sites.use(project.named(site))
    memo.enlarge()
    return CalculatorsExtension()
