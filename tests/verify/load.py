"""How many visits a server bears: wrk asks as fast as it is answered, and the system says how long
the server's one process has computed for that.

That time is one core's, also where other processes take turns on it.

    python -m tests.verify.load     measures, and writes load.json as `make verify` does
"""

import datetime
import http.client
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from calc.publish import headers
from tests import counts
from tests.bench import machine
from tests.browser import built, chromium, programs, servers
from tests.browser.calculator import Calculator
from tests.verify.installed import find_or_install

READERS = 50
"""Visits at a time."""

SECONDS = 10

ENCODING = {"Accept-Encoding": "br"}

SCRIPT = """
local asked, turn = %s, 0
function request()
    turn = turn %% #asked + 1
    return wrk.format("GET", asked[turn].path, asked[turn].headers)
end
function done(summary, latency)
    local failed = summary.errors
    print(string.format('{"requests": %%d, "bytes": %%d, "microseconds": %%d, "slow": %%d,'
        .. ' "failed": %%d}', summary.requests, summary.bytes, summary.duration,
        latency:percentile(99),
        failed.connect + failed.read + failed.write + failed.status + failed.timeout))
end
"""
"""The questions of a visit in turn, and in the end what came of them, as JSON."""


@dataclass(frozen=True)
class Question:
    """What a browser asks for."""

    path: str
    headers: Mapping[str, str]

    @property
    def lua(self) -> str:
        said = ", ".join(f"[{json.dumps(k)}] = {json.dumps(v)}" for k, v in self.headers.items())
        return f"{{ path = {json.dumps(self.path)}, headers = {{ {said} }} }}"


def measured(scratch: Path) -> dict[str, Any]:
    """What nginx bears, set up as the page "Hosting" says: of first visits, and of later ones."""
    with servers.serve("nginx", built.site(), "/", scratch) as address:
        asked = first(address)
        later = again(address, asked)
        server = worker(scratch)
        return {
            "first": bear(address, asked, server, scratch),
            "again": bear(address, later, server, scratch),
            "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
            "readers": READERS,
            "server": version(),
            "machine": machine.described(),
        }


def version() -> str:
    """The server's name and version."""
    command = [programs.find_or_install("nginx"), "-v"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return said.partition(": ")[2].split()[0].replace("/", " ")


def first(address: str) -> list[Question]:
    """What a first visit asks of a host, until a change of the reader's is answered."""
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + "cost/")
        run = Calculator(page, "training_run")
        run["tokens"].fill("30T")
        run.expect_results(tokens="30T")
        browser.close()
    paths = dict.fromkeys(urlsplit(url).path for url in asked if url.startswith(address))
    return visit([Question(path, ENCODING) for path in paths])


def again(address: str, before: Sequence[Question]) -> list[Question]:
    """What a later visit asks: whether the files have changed that may not be cached for ever."""
    kept = headers.immutable(question.path for question in before)
    paths = [
        question.path
        for question in before
        if not any(question.path.startswith(each.rstrip("*")) for each in kept)
    ]
    tags = {path: _tag(address, path) for path in paths}
    return visit([Question(path, {**ENCODING, "If-None-Match": tags[path]}) for path in paths])


def visit(questions: Sequence[Question]) -> list[Question]:
    """The same over a connection of its own, which its last question closes."""
    *others, last = questions
    return [*others, Question(last.path, {**last.headers, "Connection": "close"})]


def _tag(address: str, path: str) -> str:
    """What the server calls the present version of a file."""
    host = urlsplit(address)
    assert host.hostname
    connection = http.client.HTTPConnection(host.hostname, host.port, timeout=20)
    connection.request("HEAD", path, headers=dict(ENCODING))
    answer = connection.getresponse()
    connection.close()
    return answer.headers["ETag"]


def bear(address: str, questions: Sequence[Question], server: int, scratch: Path) -> dict[str, Any]:
    """As many visits as are answered; `server` is the one process that answers them."""
    wrk = find_or_install("wrk", "wrk")
    script = scratch / "visits.lua"
    script.write_text(SCRIPT % f"{{ {', '.join(question.lua for question in questions)} }}")
    command = [wrk, "-t1", f"-c{READERS}", f"-d{SECONDS}s", "-s", str(script), address]
    before = _busy(server)
    done = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    busy = _busy(server) - before
    (line,) = (line for line in done.splitlines() if line.startswith("{"))
    said = json.loads(line)
    visits = said["requests"] / len(questions)
    return {
        "requests": len(questions),
        "bytes": said["bytes"] / visits,
        "visits": visits / (said["microseconds"] / 1e6),
        "visits_per_core": visits / busy,
        "slow": said["slow"] / 1e6,
        "failed": said["failed"],
    }


def _busy(process: int) -> float:
    """Seconds that a process has computed for, the system's work for it included."""
    # Its name is in parentheses, and may hold anything; user and system time are 14 and 15 of all.
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def worker(scratch: Path) -> int:
    """The process of an nginx started there that answers; its master only watches it."""
    master = (scratch / "pid").read_text().strip()
    for _ in range(500):
        found = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        if found:
            break
        time.sleep(0.02)
    (only,) = map(int, found)
    return only


if __name__ == "__main__":
    found = counts.TestCounts()
    with tempfile.TemporaryDirectory() as folder:
        found.measured["load"] = measured(Path(folder))
    found.publish_measured()
    print(json.dumps(found.measured["load"], indent=2))
