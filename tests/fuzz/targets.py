"""What is fuzzed: bytes in; nothing may come out but the refusals that the code promises."""

import json
from collections.abc import Callable, Mapping

from calc.answer import QuestionError, answer
from calc.form.registry import UnknownCalculator
from tests.llm.test_config_fuzz import refusal
from tests.markup import tree


def config(data: bytes) -> None:
    """A config.json is refused by a ConfigError, or its figures make sense."""
    try:
        pasted = json.loads(data)
    except (ValueError, RecursionError):  # no JSON, so nothing to read
        return
    error = refusal(pasted)
    assert error is None or (error.key and len(str(error)) < 2_000)


def question(data: bytes) -> None:
    """A question is refused as one that no page asks, or answered in sound HTML."""
    try:
        text = data.decode()
    except UnicodeDecodeError:  # a browser asks in Unicode
        return
    try:
        html = answer(text)
    except (QuestionError, UnknownCalculator):
        return
    html.encode()
    if "as" not in json.loads(text):
        tree(html)


TARGETS: Mapping[str, Callable[[bytes], None]] = {"config": config, "question": question}
