"""How properties are tried: the same examples on every machine, and no deadline but patience."""

import os

from hypothesis import settings

settings.register_profile("everywhere", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("hunt", deadline=None, max_examples=5_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everywhere"))
