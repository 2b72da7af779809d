"""Many readers at once: nginx, set up as the page "Hosting" says, sends them every file."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.verify import load

pytestmark = pytest.mark.long


def test_fifty_visits_at_a_time_are_served_without_an_error(
    tmp_path: Path, record_property: Callable[[str, object], None]
):
    """First ones, and then later ones, in which little is new. The page shows the figures."""
    # In a thread of its own: the browser of other tests may still be open in this one.
    with ThreadPoolExecutor(1) as own:
        figures = own.submit(load.measured, tmp_path).result()
    first, again = figures["first"], figures["again"]
    assert (first["failed"], again["failed"]) == (0, 0)
    assert 3 < again["requests"] < first["requests"]
    assert again["bytes"] < first["bytes"] / 20
    assert min(first["visits"], again["visits"]) * load.SECONDS >= load.READERS
    record_property("measured", {"load": figures})
