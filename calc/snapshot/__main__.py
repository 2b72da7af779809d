"""All files that the browser needs: made, tried, written, and their sizes printed."""

import argparse
from pathlib import Path

from calc import project
from calc.snapshot import build, compress, interpreter, sizes


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m calc.snapshot", description=__doc__)
    parser.add_argument("--into", type=Path, default=Path("site/runtime"), metavar="DIR")
    parser.add_argument("--plain", action="store_true", help="without compressed copies")
    parser.add_argument("--draft", action="store_true", help="without asking it everything first")
    parser.add_argument("--check", action="store_true", help="write nothing, hold it to its budget")
    parser.add_argument("--trace", action="store_true", help="write down which functions run")
    options = parser.parse_args()
    project.use()
    try:
        if options.trace:
            added = interpreter.write(build.traced_functions())
            parser.exit(0, f"{added} functions more in {interpreter.FILE.name}\n")
        if options.check:
            files = [
                each
                for file in build.files(say=print)
                for each in compress.with_copies(file, print)
            ]
            sizes.check(files)
        else:
            plain, draft = options.plain, options.draft
            build.write(options.into, compressed=not plain, draft=draft, say=print)
    except build.BuildError as error:
        parser.exit(1, f"{error}\n")


if __name__ == "__main__":
    main()
