"""Steps of a build as commands, for generators that run no hooks: the same arguments for each."""

import argparse
from pathlib import Path
from typing import Protocol

from calc import project
from calc.markdown.mistakes import PageError


class Step(Protocol):
    """Writes into a folder of the site that will be at an address and is called by a name."""

    def __call__(self, folder: Path, *, url: str, name: str) -> None: ...


def run(module: str, description: str, step: Step) -> None:
    """Read the arguments of `python -m module` and take the step; a mistake is told and exits 1."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=description)
    parser.add_argument("--into", type=Path, default=Path("site"), metavar="DIR")
    parser.add_argument("--url", default="", help="where the site will be")
    parser.add_argument("--name", required=True, help="what the site is called")
    options = parser.parse_args()
    project.use()
    try:
        step(options.into, url=options.url, name=options.name)
    except PageError as error:
        parser.exit(1, f"{error}\n")
