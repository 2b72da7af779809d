"""Fixtures that convert Markdown, shared with other folders."""

from tests.site_markdown import convert, docs, markdown, site

__all__ = ["convert", "docs", "markdown", "site"]
