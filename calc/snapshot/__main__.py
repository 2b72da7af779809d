"""Makes all files that browsers need, verifies them, writes them and prints their sizes."""

import argparse
from pathlib import Path

from calc import project
from calc.cache import CacheError
from calc.site import SiteError
from calc.snapshot import budget, build, compress, interpreter, upgrade
from calc.snapshot.errors import BuildError


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m calc.snapshot", description=__doc__)
    parser.add_argument("--into", type=Path, default=Path("site/runtime"), metavar="DIR")
    parser.add_argument("--plain", action="store_true", help="without compressed copies")
    parser.add_argument("--draft", action="store_true", help="neither trimmed nor verified")
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--check", action="store_true", help="only compare sizes with the budget")
    other.add_argument("--set-budget", action="store_true", help="only set the budget to the sizes")
    other.add_argument("--trace", action="store_true", help="only add to interpreter.json")
    other.add_argument("--trace-anew", action="store_true", help="only write interpreter.json anew")
    other.add_argument("--upgrade", metavar="VERSION", help="only upgrade Pyodide to a release")
    options = parser.parse_args()
    try:
        project.use()
        if options.upgrade:
            upgrade.upgrade(options.upgrade, print)
        elif options.trace or options.trace_anew:
            interpreter.write(build.trace(anew=options.trace_anew))
        elif options.check:
            budget.check(_sizes(), budget.read())
        elif options.set_budget:
            budget.write(_sizes())
        else:
            plain, draft = options.plain, options.draft
            build.write(options.into, compressed=not plain, draft=draft, say=print)
    except (BuildError, CacheError, SiteError) as error:
        parser.exit(1, f"{error}\n")


def _sizes() -> budget.Sizes:
    files = [each for file in build.files(say=print) for each in compress.with_copies(file, print)]
    return budget.measure(files, build.modules())


if __name__ == "__main__":
    main()
