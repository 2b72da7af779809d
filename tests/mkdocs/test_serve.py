"""`mkdocs serve` follows pages and code: changed modules are imported again."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import clones

MAX_SECONDS_OF_A_BUILD = 120
TABLE = Path("calc", "analysis", "tables", "claims.py")
PAGE = Path("docs", "verdict.md")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the project that shares the cache."""
    return clones.clone(tmp_path / "clone")


@pytest.fixture
def served(tree: Path, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Waits for a text in the page; gives the page."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    log = tmp_path / "log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    with log.open("w") as output:
        server = subprocess.Popen(
            command, cwd=tree, stdout=output, stderr=output, env=environment()
        )

    def wait(text: str) -> str:
        end = time.monotonic() + MAX_SECONDS_OF_A_BUILD
        while time.monotonic() < end:
            assert server.poll() is None, log.read_text()
            found = read(f"http://{address}/verdict/")
            if text in found:
                return found
            time.sleep(0.1)
        return pytest.fail(f"{text} has not come: {log.read_text()}")

    yield wait
    server.terminate()
    server.wait(timeout=30)


def environment() -> dict[str, str]:
    """The environment without the site's address, whose path the server would use."""
    return {name: value for name, value in os.environ.items() if name != "SITE_URL"}


def read(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=MAX_SECONDS_OF_A_BUILD) as answer:
            found: str = answer.read().decode()
            return found
    except OSError:
        return ""


def test_served_pages_follow_texts_and_code_also_after_a_mistake(
    tree: Path, served: Callable[[str], str]
):
    served("The analysis says")
    (tree / PAGE).write_text((tree / PAGE).read_text() + "\nEdited once.\n")
    assert "The analysis says" in served("Edited once")
    written = (tree / TABLE).read_text()
    (tree / TABLE).write_text(written.replace("The analysis says", "It says"))
    assert "The analysis says" not in served("It says")
    (tree / TABLE).write_text(f"{written}(")
    (tree / PAGE).write_text((tree / PAGE).read_text() + "\nEdited twice.\n")
    time.sleep(2)  # nothing new comes of it that could be waited for
    (tree / TABLE).write_text(written.replace("The analysis says", "So it says"))
    assert "Edited twice" in served("So it says")
