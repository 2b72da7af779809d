"""A static file server on a free port of this computer, as simple as the simplest host.

It sends files with their types: no compression, and no headers for isolation.
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

    # The system's own tables differ for these types, and browsers need the right ones.
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
        # There is nothing outside the prefix: a path without it must not work by chance.
        if not self.path.startswith(self.prefix):
            self.send_error(404)
            return None
        self.path = "/" + self.path.removeprefix(self.prefix)
        return super().send_head()

    @override
    def log_message(self, *_: Any) -> None:
        """Print nothing: tests record requests themselves."""


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    @override
    def handle_error(self, *_: Any) -> None:
        """Print nothing: a browser that leaves a page closes its connections at any time."""


@contextlib.contextmanager
def serve(directory: Path, prefix: str = "/", files: type[Files] = Files) -> Iterator[str]:
    """Serve `directory`; yields the address of its root, with a slash at the end.

    `prefix` is the path of the site on its host: "/", or a sub-path such as "/llama/4/".
    """
    handler = functools.partial(files, directory=str(directory), prefix=prefix)
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
