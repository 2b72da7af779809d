"""For the tests of an author's own calculators."""

from pathlib import Path

from calc import project, site
from calc.snapshot import probe


def check(folder: Path | None = None) -> None:
    """Ask the calculators of a site everything that a build asks them, and compare their formulas.

    The site is that of a folder with mkdocs.yml, by default the current one. Raises BuildError with
    a sentence for each problem, and SiteError if the folder declares no site.
    """
    site.use(project.declared(folder or Path()))
    probe.check()
