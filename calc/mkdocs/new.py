"""`python -m calc new FOLDER`: a small site that works at once, to be changed into one's own."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from calc import project

TEMPLATE = Path(__file__).with_name("template")
CALCULATOR = TEMPLATE.parents[1] / "examples" / "brew.py"
"""The calculator of the new site, which the authors' first page shows too."""
RENAMED = {"gitignore": ".gitignore"}
"""Files whose names mean something while they are in this package."""
NAME = "SITE_NAME"
USAGE = "python -m calc new FOLDER"


class NewError(ValueError):
    """No site can be written there; the message says why and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Write a site into the folder that the arguments name; returns the exit code."""
    try:
        [folder] = [argument for argument in arguments if not argument.startswith("-")]
    except ValueError:
        sys.stderr.write(f"A new site needs a folder, and one only: {USAGE}\n")
        return 2
    try:
        written = write(Path(folder))
    except NewError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("".join(f"{path}\n" for path in written))
    sys.stdout.write(
        f"\nNext:\n\n    cd {folder}\n    mkdocs serve\n\n"
        "Then it is at http://127.0.0.1:8000/ and follows every change. The first time takes some"
        " seconds: Python for browsers is fetched.\n"
    )
    return 0


def write(folder: Path) -> list[Path]:
    """Write the site into a folder. Raises NewError rather than write over anything."""
    files = dict(_files(folder))
    there = [path for path in files if path.exists()]
    if there:
        raise NewError(f"{there[0]} exists already; choose a folder without it.")
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(content)
    except OSError as error:
        raise NewError(
            f"{error.filename} cannot be written: {error.strerror}; use another folder."
        ) from error
    return list(files)


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Path and content of each file."""
    title = folder.absolute().name.replace("-", " ").replace("_", " ").strip() or "Coffee"
    yield folder / project.FOLDER / CALCULATOR.name, CALCULATOR.read_text(encoding="utf-8")
    for file in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
        if file.suffix == ".pyc":
            continue
        inner = file.relative_to(TEMPLATE)
        path = folder / inner.with_name(RENAMED.get(inner.name, inner.name))
        text = file.read_text(encoding="utf-8")
        # JSON is YAML, and needs no care with colons and quotation marks.
        yield path, text.replace(NAME, json.dumps(title[:1].upper() + title[1:]))
