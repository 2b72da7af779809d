"""A finished site made ready to be served, for a generator that runs no hooks."""

from functools import partial

from calc import publish
from calc.mkdocs import command

if __name__ == "__main__":
    command.run("calc.publish", __doc__ or "", partial(publish.write, say=print))
