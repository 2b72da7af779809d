"""WebDriver BiDi, as Firefox speaks it itself, without a driver.

Source: https://www.w3.org/TR/webdriver-bidi/
"""

import itertools
import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.verify.browser import Browser
from tests.verify.installed import find_or_install

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class BiDi:
    """A session in a tab of a browser."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection, self.ids = connection, itertools.count(1)
        self.ask("session.new", capabilities={})
        # A tab of its own: the first one, without a screen, never has the focus.
        self.window = self.ask("browsingContext.create", type="tab")["context"]
        viewport = {"width": 1280, "height": 900}
        self.ask("browsingContext.setViewport", context=self.window, viewport=viewport)

    def ask(self, method: str, **params: Any) -> Any:
        ours = next(self.ids)
        self.connection.send(json.dumps({"id": ours, "method": method, "params": params}))
        while True:
            heard = json.loads(self.connection.recv(timeout=660))
            if heard.get("id") == ours:
                assert heard["type"] == "success", f"{method}: {heard}"
                return heard["result"]

    def open(self, url: str) -> None:
        self.ask("browsingContext.navigate", context=self.window, url=url, wait="complete")

    def back(self) -> None:
        self.ask("browsingContext.traverseHistory", context=self.window, delta=-1)

    def run(self, body: str, given: str) -> str:
        answer = self.ask(
            "script.callFunction",
            functionDeclaration=f"async (given) => {{ {body} }}",
            arguments=[{"type": "string", "value": given}],
            target={"context": self.window},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return str(answer["result"]["value"])

    def act(self, actions: list[dict[str, Any]]) -> None:
        self.ask("input.performActions", context=self.window, actions=actions)

    def close(self) -> None:
        self.ask("browser.close")


@contextmanager
def firefox(scratch: Path) -> Iterator[Browser]:
    """Firefox without a screen, with an empty profile."""
    program = find_or_install("firefox-esr", "firefox-esr")
    command = [program, "--headless", "--no-remote", "--profile", str(scratch)]
    environment = os.environ | {"HOME": str(scratch)}
    with subprocess.Popen(
        [*command, "--remote-debugging-port", "0"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr
        try:
            found = next(filter(None, map(LISTENING.search, process.stderr)))
            with connect(f"{found[1]}/session", max_size=None, proxy=None) as connection:
                opened = Browser(BiDi(connection))
                yield opened
                opened.close()
        finally:
            process.terminate()
