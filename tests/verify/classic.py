"""WebDriver over HTTP, as WebKitGTK's WebKitWebDriver speaks it.

Source: https://www.w3.org/TR/webdriver2/
"""

import http.client
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser import servers
from tests.verify.browser import Browser
from tests.verify.installed import find_or_install

PACKAGES = "webkit2gtk-driver xvfb"
MINI_BROWSER = "usr/lib*/**/webkit2gtk-4.*/MiniBrowser"


class Classic:
    """A session with a driver on this machine."""

    def __init__(self, port: int, capabilities: dict[str, Any]) -> None:
        self.port, self.session = port, ""
        started = self.ask("POST", "", capabilities={"alwaysMatch": capabilities})
        self.session = f"/{started['sessionId']}"
        self.ask("POST", "/timeouts", script=600_000, pageLoad=120_000)
        self.ask("POST", "/window/rect", width=1280, height=900)

    def ask(self, method: str, command: str, **parameters: Any) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=660)
        body = json.dumps(parameters) if method == "POST" else None
        connection.request(method, f"/session{self.session}{command}", body)
        answer = connection.getresponse()
        value = json.loads(answer.read())["value"]
        connection.close()
        assert answer.status == 200, f"{command}: {value}"
        return value

    def open(self, url: str) -> None:
        self.ask("POST", "/url", url=url)

    def back(self) -> None:
        self.ask("POST", "/back")

    def run(self, body: str, given: str) -> str:
        script = f"const [given, done] = arguments; (async () => {{ {body} }})().then(done)"
        return str(self.ask("POST", "/execute/async", script=script, args=[given]))

    def act(self, actions: list[dict[str, Any]]) -> None:
        self.ask("POST", "/actions", actions=actions)

    def close(self) -> None:
        self.ask("DELETE", "")


@contextmanager
def display() -> Iterator[str]:
    """A screen that nobody sees: WebKitGTK's browser has no mode without one."""
    command = [find_or_install("Xvfb", "xvfb"), "-displayfd", "1", "-nolisten", "tcp"]
    command += ["-screen", "0", "1400x1000x24"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as screen:
        assert screen.stdout
        try:
            yield f":{screen.stdout.readline().strip()}"
        finally:
            screen.terminate()


@contextmanager
def webkit(scratch: Path) -> Iterator[Browser]:
    """WebKitGTK's small browser, with an empty profile."""
    program = find_or_install("WebKitWebDriver", PACKAGES)
    browser = find_or_install("MiniBrowser", PACKAGES, MINI_BROWSER)
    port = servers.free_port()
    homes = {name: str(scratch) for name in ("HOME", "XDG_RUNTIME_DIR", "TMPDIR")}
    # Its sandbox needs rights that a container does not give; the pages are our own.
    free_of = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}
    with display() as screen, (scratch / "log").open("w") as log:
        environment = os.environ | homes | free_of | {"DISPLAY": screen, "GDK_BACKEND": "x11"}
        with subprocess.Popen(
            [program, f"--port={port}", "--host=127.0.0.1"], env=environment, stdout=log, stderr=log
        ) as driver:
            try:
                servers.wait(port, driver, scratch / "log")
                options = {"binary": browser, "args": ["--automation"]}
                opened = Browser(Classic(port, {"webkitgtk:browserOptions": options}))
                yield opened
                opened.close()
            finally:
                driver.terminate()
