"""The one function that the browser calls: a question as JSON in, blocks of HTML out."""

import json

from calc import calculators
from calc.form import html, reading


def answer(question: str) -> str:
    """The blocks of a calculator for what its form holds.

    A question is {"calculator": name, "id": element id, "inputs": {parameter: text}} with only
    the changed fields in it, and where they apply "start" and "show" as the page has them and
    "moved": {parameter: slider position}. What a reader typed never raises: it is answered with
    the sentence for it. Raises `calculators.UnknownCalculator`.
    """
    asked = json.loads(question)
    page = reading.Page(start=asked.get("start", {}), show=tuple(asked.get("show", ())))
    filled = reading.read(
        calculators.find(asked["calculator"]),
        page,
        asked.get("inputs", {}),
        asked.get("moved", {}),
    )
    key = html.escape(asked.get("id", asked["calculator"]))
    return "".join(html.blocks(filled, page, key).values())
