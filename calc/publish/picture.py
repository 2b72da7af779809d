"""The picture of a shared link: what the site draws, or its name and description.

It is drawn with the font that Pillow contains, so it is the same on every machine.
"""

import io
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from calc import cache, site
from calc.publish import pages

FILE = "assets/social.png"
WIDTH, HEIGHT = 1200, 630
MARGIN = 72

BACKGROUND, TEXT, MUTED, RULE = "#1e2129", "#e9eaef", "#a4a8b8", "#3b3f4c"
"""Material's slate scheme, its greys without transparency."""

COLOURS_IN_FILE = 128
NAME_SIZE, DESCRIPTION_SIZE = 68, 34
NAME_CHARACTERS, DESCRIPTION_CHARACTERS = 28, 56
"""How many of that size fit in a line."""
MAX_NAME_LINES, MAX_DESCRIPTION_LINES = 2, 5


@dataclass(frozen=True, kw_only=True)
class Text:
    """A line of text on its base line `y`."""

    x: int
    y: int
    text: str
    size: int
    colour: str = TEXT
    to_the_left: bool = False
    """Whether the text ends at `x` instead of starting there."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A horizontal line from margin to margin."""

    y: int


@dataclass(frozen=True, kw_only=True)
class Box:
    """A square with rounded corners, filled or only its edge."""

    x: int
    y: int
    side: int
    colour: str
    filled: bool


type Shape = Text | Rule | Box


def write(folder: Path, *, name: str) -> None:
    """Draw the picture into a built site of that name, if it wants one. Raises `SiteError`."""
    declared = site.current().picture
    if not declared:
        return
    if isinstance(declared, str):
        shapes: list[Shape] = list(site.load(declared)(name))
    else:
        shapes = list(plain(name, _description(folder)))
    key = cache.key(cache.key_of_files(Path(__file__)), repr(shapes), metadata.version("pillow"))
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(cache.get(f"social-{key}.png", lambda: drawn(shapes)))


def plain(name: str, description: str) -> Iterator[Shape]:
    """The picture of a site that declares none."""
    y = 160
    names = textwrap.wrap(name, NAME_CHARACTERS, max_lines=MAX_NAME_LINES, placeholder=" …")
    for line in names:
        yield Text(x=MARGIN, y=y, text=line, size=NAME_SIZE)
        y += 80
    yield Rule(y=y - 40)
    sentences = textwrap.wrap(
        description, DESCRIPTION_CHARACTERS, max_lines=MAX_DESCRIPTION_LINES, placeholder=" …"
    )
    for line in sentences:
        yield Text(x=MARGIN, y=y + 28, text=line, size=DESCRIPTION_SIZE, colour=MUTED)
        y += 48


def drawn(shapes: Iterable[Shape]) -> bytes:
    """The picture as PNG."""
    # Imported here, because a build that finds the picture in the cache needs no Pillow.
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (WIDTH, HEIGHT), BACKGROUND)
    draw = ImageDraw.Draw(image)
    for shape in shapes:
        match shape:
            case Rule(y=y):
                draw.line([(MARGIN, y), (WIDTH - MARGIN, y)], fill=RULE, width=1)
            case Box(x=x, y=y, side=side, colour=colour, filled=filled):
                corners = (x, y, x + side, y + side)
                fill = colour if filled else None
                draw.rounded_rectangle(corners, side // 6, fill=fill, outline=colour, width=2)
            case Text(x=x, y=y, text=text, size=size, colour=colour, to_the_left=to_the_left):
                anchor = "rs" if to_the_left else "ls"
                draw.text((x, y), text, colour, ImageFont.load_default(size), anchor)
    file = io.BytesIO()
    image.quantize(COLOURS_IN_FILE, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _description(folder: Path) -> str:
    """What the start page says of itself; empty if it says nothing."""
    index = folder / "index.html"
    metas = pages.read(index).all("meta") if index.exists() else []
    found = (meta.attributes for meta in metas if meta.attributes.get("name") == "description")
    return next((attributes.get("content", "") for attributes in found), "")
