"""The host that `make bench` loads its pages from."""

import time
import urllib.request
from email.message import Message
from pathlib import Path

import brotli
import pytest

from tests.bench import variants
from tests.bench.links import Link, over
from tests.browser import server

CONTENT = b"x" * 100_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("index.html", "main.57a0d79d.js", "plain.js"):
        (tmp_path / name).write_bytes(CONTENT)
    (tmp_path / "main.57a0d79d.js.br").write_bytes(brotli.compress(CONTENT))
    return tmp_path


def fetch(address: str) -> tuple[Message, bytes]:
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(asked) as answer:
        return answer.headers, answer.read()


def test_a_compressed_file_is_sent_and_kept_if_its_name_says_what_is_in_it(folder: Path):
    link = Link("loopback")
    with server.serve(folder, files=over(link)) as root:
        headers, body = fetch(root + "main.57a0d79d.js?once")
        assert brotli.decompress(body) == CONTENT
        assert headers["Content-Type"] == "text/javascript"
        assert "immutable" in headers["Cache-Control"]
        assert link.carried == len(body)
        for name in ("", "plain.js"):
            headers, body = fetch(root + name)
            assert body == CONTENT
            assert headers["Cache-Control"] == "no-cache"
    assert link.requests == ["/main.57a0d79d.js?once", "/", "/plain.js"]


def test_a_slow_link_takes_its_time():
    """A tenth of a second for 100 kB at 1 MB/s, however many pieces it comes in."""
    link = Link("slow", rate=1e6)
    start = time.monotonic()
    for _ in range(10):
        link.carry(10_000)
    assert time.monotonic() - start >= 0.099
    assert link.carried == 100_000


def test_the_function_of_the_other_pages_is_proportional_to_the_corpus():
    scope: dict[str, object] = {}
    exec(variants.FUNCTION, scope)
    assert scope["compute"]("40e12") == 2 * scope["compute"]("20e12") > 0  # type: ignore[operator]
