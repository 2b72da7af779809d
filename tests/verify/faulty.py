"""A plain host that sends some files wrongly while a test wants that."""

import re
from typing import Any, ClassVar, override

from tests.browser.server import Files


class Faulty(Files):
    """`Faulty.wrongs["image"] = "missing"`: whose path the pattern is found in is sent so."""

    wrongs: ClassVar[dict[str, str]] = {}

    @override
    def end_headers(self) -> None:
        # Else a browser asks once and keeps what is not new, and nothing would be wrong.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    @override
    def guess_type(self, path: Any) -> str:
        said = super().guess_type(path)
        return "application/octet-stream" if self.wrong() == "untyped" else said

    @override
    def send_head(self) -> Any:
        match self.wrong():
            case "missing":
                self.send_error(404)
                return None
            case "portal":
                return self.send(b"<!doctype html><title>Sign in</title>")
        return super().send_head()

    def send(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def wrong(self) -> str | None:
        """What is wrong with the file that is asked for."""
        found = (wrong for pattern, wrong in self.wrongs.items() if re.search(pattern, self.path))
        return next(found, None)
