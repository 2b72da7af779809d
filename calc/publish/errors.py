"""The errors of a build that are sentences for an author; others are faults of the generator."""

from calc.cache import CacheError
from calc.markdown.mistakes import PageError
from calc.site import SiteError
from calc.snapshot.errors import BuildError

AUTHORS = (PageError, SiteError, BuildError, CacheError)
