"""Formulas as MathML, made when the page is built: `` `#!math C = 6 N D` `` or a `math` fence."""

from typing import Any

from latex2mathml.converter import convert


def inline(src: str, language: str, class_name: str, md: Any) -> str:
    """Inlinehilite's formatter."""
    return convert(src)


def block(source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
    """Superfences' formatter; lines are formulas of their own."""
    lines = (convert(line, display="block") for line in source.splitlines() if line.strip())
    return f'<div data-math tabindex="0">{"".join(lines)}</div>'
