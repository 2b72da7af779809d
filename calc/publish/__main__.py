"""Everything that follows the pages, for a generator that runs no plugins.

Run it after a build, in the folder with mkdocs.yml.
"""

import argparse
from pathlib import Path

from calc import project, publish
from calc.publish.errors import AUTHORS


def main() -> None:
    """Publish the site that the arguments name; a mistake is printed and exits with 1."""
    parser = argparse.ArgumentParser(prog="python -m calc.publish", description=__doc__)
    parser.add_argument("--into", type=Path, default=Path("site"), metavar="DIR")
    parser.add_argument("--url", default="", help="where the site will be")
    parser.add_argument("--name", required=True, help="what the site is called")
    options = parser.parse_args()
    try:
        project.use()
        publish.write(options.into, url=options.url, name=options.name, say=print)
    except AUTHORS as error:
        parser.exit(1, f"{error}\n")


if __name__ == "__main__":
    main()
