"""The picture of a shared link: the site's name above what is published of three models."""

from collections.abc import Iterator

from calc.analysis import cite
from calc.analysis.published import FIELDS
from calc.llm import published
from calc.publish.picture import MARGIN, MUTED, WIDTH, Rule, Shape, Text

MODELS = {"scout": "#526cfe", "maverick": "#e6695b", "behemoth": "#c973d9"}
"""The colours of the charts in the slate scheme."""
COLUMN_WIDTH = 250

ROWS = {
    "Parameters": "total",
    "Active parameters": "active",
    "Routed experts": "routed_experts",
    "Context, tokens": "context",
    "Corpus, tokens": "tokens",
    "GPU-hours": "gpu_hours",
}
FIRST_ROW, ROW_HEIGHT = 322, 50
ROUGHLY = {"~": "about ", "nearly": "nearly "}
"""How publishers say that a figure is round."""


def shapes(name: str) -> Iterator[Shape]:
    """Everything in the picture of a site of that name."""
    for y in (280, *(FIRST_ROW + 14 + ROW_HEIGHT * row for row in range(len(ROWS) - 1))):
        yield Rule(y=y)
    yield Text(x=MARGIN, y=128, text=name, size=68)
    subtitle = "What is published, and what follows from it"
    yield Text(x=MARGIN, y=184, text=subtitle, size=34, colour=MUTED)
    for right, (model, colour) in zip(_columns(), MODELS.items(), strict=True):
        title = model.capitalize()
        yield Text(x=right, y=264, text=title, size=36, colour=colour, to_the_left=True)
    for row, (label, field) in enumerate(ROWS.items()):
        y = FIRST_ROW + row * ROW_HEIGHT
        yield Text(x=MARGIN, y=y, text=label, size=30, colour=MUTED)
        for right, model in zip(_columns(), MODELS, strict=True):
            yield Text(x=right, y=y, text=_figure(model, field), size=30, to_the_left=True)


def _columns() -> list[int]:
    """The right edges of the columns."""
    after = reversed(range(len(MODELS)))
    return [WIDTH - MARGIN - columns * COLUMN_WIDTH for columns in after]


def _figure(model: str, field: str) -> str:
    figure = published.figure(model, field)
    about = next((word for sign, word in ROUGHLY.items() if sign in figure.stated), "")
    return about + cite.shown(figure, FIELDS[field])
