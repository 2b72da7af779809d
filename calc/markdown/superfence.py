"""The `calculator` fence: TOML in, a calculator with its result out.

    ``` calculator
    name = "training_run"
    preset = "maverick"
    tokens = "40T"
    show = ["tokens", "gpu_hours"]
    ```

Superfences hides every exception but SuperFencesException and ships the page without the
calculator; so each mistake becomes one, with file, line and what would do.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

from pymdownx.superfences import SuperFencesException

from calc.markdown import block, body, code_pages, mistakes, rendered
from calc.markdown.mistakes import PageError


def format(source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
    """Superfences' formatter."""
    block.declare(md)
    try:
        return block.empty(md, _calculator(source, _placed(md), code_pages.base(md)))
    except Exception as error:
        pieces = (f"calculator {source.strip() or '```'}", source)
        raise SuperFencesException(mistakes.sentence(error, md, *pieces)) from error


def _placed(md: Any) -> dict[str, body.Asked]:
    """The calculators of this page so far, by id; one Markdown object converts a page at a time."""
    if getattr(md, "calculator_lines", None) is not md.lines:
        md.calculator_lines, md.calculators = md.lines, {}
    placed: dict[str, body.Asked] = md.calculators
    return placed


def _calculator(source: str, placed: dict[str, body.Asked], code: str) -> str:
    asked = body.parsed(source)
    key = asked.key or next(key for key in _keys(asked.calculator.name) if key not in placed)
    if key in placed:
        raise PageError(
            f'There is another calculator with id = "{key}" above; another id would do.'
        )
    placed[key] = asked
    return rendered.rendered(asked, key, code)


def _keys(name: str) -> Iterator[str]:
    """name, name-2, name-3, …: a calculator may stand on a page more than once."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))
