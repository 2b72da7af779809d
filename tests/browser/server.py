"""A plain static server on a free port of this machine, as dumb as the dumbest host.

It knows files and their types and nothing else: no compression, no headers for isolation.
"""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, override


class Files(http.server.SimpleHTTPRequestHandler):
    """Files below a directory, under `prefix` and nowhere else, and a 404 page."""

    # What the machine's own tables say of these differs, and the browser minds.
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".wasm": "application/wasm",
        ".js": "text/javascript",
        ".mjs": "text/javascript",
    }
    protocol_version = "HTTP/1.1"

    def __init__(self, *request: Any, directory: str, prefix: str) -> None:
        self.prefix = prefix
        super().__init__(*request, directory=directory)

    @override
    def send_head(self) -> Any:
        # Outside the prefix there is nothing: a path that forgets it must not work by chance.
        if not self.path.startswith(self.prefix):
            self.send_error(404)
            return None
        self.path = "/" + self.path.removeprefix(self.prefix)
        return super().send_head()

    @override
    def log_message(self, *_: Any) -> None:
        """Say nothing: the tests say what they asked for."""


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    @override
    def handle_error(self, *_: Any) -> None:
        """Say nothing: a browser that leaves a page hangs up in the middle of a file."""


@contextlib.contextmanager
def serve(directory: Path, prefix: str = "/", files: type[Files] = Files) -> Iterator[str]:
    """Serve `directory`; gives the address of its root, with a slash at the end.

    `prefix` is where the site stands on its host: "/" or a sub-path such as "/llama/4/".
    """
    handler = functools.partial(files, directory=str(directory), prefix=prefix)
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
