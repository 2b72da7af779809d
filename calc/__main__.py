"""The calculators in a terminal: `python -m calc training_run --model maverick --tokens 40T`."""

import sys

from calc.terminal import main

if __name__ == "__main__":
    sys.exit(main())
