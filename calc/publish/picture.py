"""The picture that a shared link shows: the site's name and what is published of three models.

Drawn with the font that Pillow carries, so that no machine's fonts matter, and kept by what is in
it: the same figures give the same bytes.
"""

import io
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from calc import cache
from calc.analysis import cite
from calc.analysis.published import FIELDS
from calc.llm import published

NAME = "assets/social.png"
SIZE = (1200, 630)
MARGIN = 72

PAGE, TEXT, QUIET, LINE = "#1e2129", "#e9eaef", "#a4a8b8", "#3b3f4c"
"""Material's slate scheme, its greys without transparency."""
MODELS = {"scout": "#526cfe", "maverick": "#e6695b", "behemoth": "#c973d9"}
"""The colours of chart.css in the slate scheme."""

ROWS = {
    "Parameters": "total",
    "Active parameters": "active",
    "Routed experts": "routed_experts",
    "Context, tokens": "context",
    "Corpus, tokens": "tokens",
    "GPU-hours": "gpu_hours",
}
ROUGHLY = {"~": "about ", "nearly": "nearly "}
"""How publishers say that a figure is round."""

type Text = tuple[int, int, str, int, str, str]
"""Left or right edge, base line, the text, its size, its colour, Pillow's anchor."""


def write(folder: Path, *, name: str) -> None:
    """Put the picture into the site."""
    texts = list(written(name))
    key = cache.key(cache.key_of_files(Path(__file__)), repr(texts), metadata.version("pillow"))
    path = folder / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(cache.get(f"social-{key}.png", lambda: drawn(texts)))


def written(name: str) -> Iterator[Text]:
    """Everything that is written in it, and where."""
    width, _ = SIZE
    yield MARGIN, 128, name, 68, TEXT, "ls"
    yield MARGIN, 184, "What is published, and what follows from it", 34, QUIET, "ls"
    columns = {model: width - MARGIN - (2 - at) * 250 for at, model in enumerate(MODELS)}
    for model, right in columns.items():
        yield right, 264, model.capitalize(), 36, MODELS[model], "rs"
    for at, (label, field) in enumerate(ROWS.items()):
        below = 322 + at * 50
        yield MARGIN, below, label, 30, QUIET, "ls"
        for model, right in columns.items():
            figure = published.figure(model, field)
            about = next((word for sign, word in ROUGHLY.items() if sign in figure.stated), "")
            text = about + cite.shown(figure, FIELDS[field])
            yield right, below, text, 30, TEXT, "rs"


def drawn(texts: list[Text]) -> bytes:
    """The picture as PNG."""
    # Here, because a build whose picture is kept does not need it.
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", SIZE, PAGE)
    draw = ImageDraw.Draw(image)
    width, _ = SIZE
    for line in (280, *(336 + 50 * at for at in range(len(ROWS) - 1))):
        draw.line([(MARGIN, line), (width - MARGIN, line)], fill=LINE, width=1)
    for x, y, text, size, colour, anchor in texts:
        draw.text((x, y), text, colour, ImageFont.load_default(size), anchor)
    file = io.BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
