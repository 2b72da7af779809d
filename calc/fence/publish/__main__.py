"""A finished site made ready to be served, for a generator that runs no hooks."""

import argparse
from pathlib import Path

from calc.fence import publish
from calc.fence.mistakes import PageError


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m calc.fence.publish", description=__doc__)
    parser.add_argument("--into", type=Path, default=Path("site"), metavar="DIR")
    parser.add_argument("--url", default="", help="where the site will be")
    parser.add_argument("--name", required=True, help="what the site is called")
    options = parser.parse_args()
    try:
        publish.write(options.into, url=options.url, name=options.name, say=print)
    except PageError as error:
        parser.exit(1, f"{error}\n")


if __name__ == "__main__":
    main()
