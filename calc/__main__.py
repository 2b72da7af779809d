"""The calculators in a terminal: `python -m calc training_run --model maverick --tokens 40T`."""

import sys

from calc import project, site
from calc.analysis import SITE
from calc.terminal import main

if __name__ == "__main__":
    try:
        project.use()
    except site.SiteError:
        site.use(SITE)  # outside of any project: the calculators of this one
    sys.exit(main())
