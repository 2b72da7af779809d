"""`python -m calc new FOLDER`: a small site that works at once, to be changed into one's own."""

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Write the site; returns the exit code."""
    raise NotImplementedError
