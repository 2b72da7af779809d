"""The picture of a shared link: the finding, the tally, and Maverick's experts with one in use."""

from collections.abc import Iterator

from calc.analysis.claims import CLAIMS
from calc.analysis.verdicts import VERDICTS, Word
from calc.llm import models
from calc.llm.reshape import moe_shape
from calc.publish.picture import MARGIN, MUTED, WIDTH, Box, Shape, Text

FINDING = ("Its table holds.", "Its account of the", "experts doesn’t.")

COLOURS: dict[Word, str] = {
    "right": "#63d19b",
    "incomplete": "#e2b355",
    "imprecise": "#e2b355",
    "half wrong": "#f09a5b",
    "wrong": "#ff8fa3",
}
"""Those of the verdicts in the slate scheme; the others have an edge only."""
IN_USE, IDLE = "#ff9a66", "#7d8592"

PER_ROW = 16
SIDE, STEP = 20, 28
"""The side of an expert's square, and the distance to the next."""
FIRST_IN_USE = 5
"""Which expert is in use; any other would serve as well."""

TALLY_SIDE, TALLY_STEP, TALLY_TOP = 34, 42, 430


def shapes(name: str) -> Iterator[Shape]:
    """Everything in the picture of a site of that name."""
    yield Text(x=MARGIN, y=112, text=name, size=34, colour=MUTED)
    for line, text in enumerate(FINDING):
        yield Text(x=MARGIN, y=196 + 66 * line, text=text, size=58)
    yield from _tally()
    yield from _experts()


def _tally() -> Iterator[Shape]:
    """A square for each claim, by verdict, and how many have each."""
    claims = [claim for word in VERDICTS for claim in CLAIMS if claim.verdict == word]
    for at, claim in enumerate(claims):
        colour = COLOURS.get(claim.verdict)
        yield Box(
            x=MARGIN + at % 9 * TALLY_STEP,
            y=TALLY_TOP + at // 9 * TALLY_STEP,
            side=TALLY_SIDE,
            colour=colour or MUTED,
            filled=colour is not None,
        )
    said = f"{len(CLAIMS)} claims checked: {_count('right')} right, {_count('wrong')} wrong"
    yield Text(x=MARGIN, y=TALLY_TOP + 2 * TALLY_STEP + 44, text=said, size=30, colour=MUTED)


def _count(word: Word) -> int:
    return sum(claim.verdict == word for claim in CLAIMS)


def _experts() -> Iterator[Shape]:
    """The routed experts of one layer of Maverick, the one in use filled."""
    number = moe_shape(models.MAVERICK).routed_experts
    left = WIDTH - MARGIN - PER_ROW * STEP + STEP - SIDE
    for expert in range(number):
        used = expert == FIRST_IN_USE
        yield Box(
            x=left + expert % PER_ROW * STEP,
            y=150 + expert // PER_ROW * STEP,
            side=SIDE,
            colour=IN_USE if used else IDLE,
            filled=used,
        )
    text = f"One of {number} experts for each token"
    yield Text(x=WIDTH - MARGIN, y=420, text=text, size=26, colour=MUTED, to_the_left=True)
