"""Many readers at once: nginx, set up as the page "Hosting" says, sends them every file."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import built, chromium, servers
from tests.browser.calculator import Calculator
from tests.verify.installed import find_or_install

pytestmark = pytest.mark.long

READERS, SECONDS = 50, 10

TURNS = """
local paths, turn = %s, 0
function request()
    turn = turn %% #paths + 1
    return wrk.format("GET", paths[turn], { ["Accept-Encoding"] = "br" })
end
"""
"""Every connection asks for the files of a visit in turn."""


def visited(address: str) -> list[str]:
    """What a first visit asks of the host, until a change of the reader's is answered."""
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        page = browser.new_page()
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.goto(address + "cost/")
        run = Calculator(page, "training_run")
        run["tokens"].fill("30T")
        run.expect_results(tokens="30T")
        browser.close()
    return [path for path in asked if path.startswith("/")]


def test_fifty_first_visits_at_a_time_are_served_without_an_error(
    tmp_path: Path, record_property: Callable[[str, object], None]
):
    wrk = find_or_install("wrk", "wrk")
    with servers.serve("nginx", built.site(), "/", tmp_path) as address:
        paths = visited(address)
        assert any(path.endswith(".wasm") for path in paths)
        script = tmp_path / "turns.lua"
        script.write_text(TURNS % json.dumps(paths).replace("[", "{").replace("]", "}"))
        command = [wrk, "-t1", f"-c{READERS}", f"-d{SECONDS}s", "-s", str(script), address]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    assert "Socket errors" not in said, said
    (answered,) = re.findall(r"(\d+) requests in", said)
    visits = int(answered) // len(paths)
    record_property("first visits a second", visits / SECONDS)
    assert visits >= READERS, said
