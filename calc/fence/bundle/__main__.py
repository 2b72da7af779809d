"""`python -m calc.fence.bundle [--into DIR]`: all files that the browser needs, and their sizes."""

import argparse
from pathlib import Path

from calc.fence import bundle


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m calc.fence.bundle", description=__doc__)
    parser.add_argument("--into", type=Path, default=Path("site/runtime"), metavar="DIR")
    parser.add_argument("--plain", action="store_true", help="without compressed copies")
    parser.add_argument("--draft", action="store_true", help="without asking it everything first")
    options = parser.parse_args()
    try:
        bundle.write(options.into, compress=not options.plain, draft=options.draft, say=print)
    except bundle.BundleError as error:
        parser.exit(1, f"{error}\n")


if __name__ == "__main__":
    main()
