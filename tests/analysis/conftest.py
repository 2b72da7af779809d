"""Fixtures of Markdown that the tests of this folder share with others."""

from tests.site_markdown import convert, docs, markdown, site

__all__ = ["convert", "docs", "markdown", "site"]
