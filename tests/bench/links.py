"""A good host at the end of a link of a given speed: what `make bench` loads its pages over.

The link holds everything that the browser asks for, workers' files too; a browser's own emulation
holds a page's alone. All connections share the rate.
"""

import re
import shutil
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, override
from urllib.parse import urlsplit

from tests.browser import server

BYTES_AT_ONCE = 8 * 1024

NAMED_BY_CONTENT = re.compile(r"[.-][0-9a-f]{8,}\.|/[0-9a-f]{12}/|-\d+\.\d+\.\d+")
"""A name with a hash or a version in it: such a file never changes and may be cached for ever."""


@dataclass
class Link:
    """A shared link. Figures are what a page sees, not what a cable can do."""

    name: str
    rate: float | None = None
    """Bytes per second; None is as fast as the machine."""
    delay: float = 0
    """Seconds from a request to the first byte of its answer."""
    carried: int = 0
    """Bytes of files that it carried."""
    requests: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    free: float = 0
    """When all that has been given to it will have arrived."""

    def forget(self) -> None:
        """Count from nothing."""
        self.carried, self.requests = 0, []

    def carry(self, size: int) -> None:
        """Take the time that a piece takes behind all others on the link."""
        with self.lock:
            self.carried += size
            if not self.rate:
                return
            self.free = max(self.free, time.monotonic()) + size / self.rate
            arrives = self.free
        time.sleep(max(0, arrives - time.monotonic()))


def loopback() -> Link:
    return Link("loopback")


def ten_megabits() -> Link:
    return Link("10 Mbit/s, 40 ms", rate=10e6 / 8, delay=0.04)


class Host(server.Files):
    """Sends the brotli copy of a file where there is one, with caching headers."""

    link: Link
    compressed = False
    disable_nagle_algorithm = True

    @override
    def send_head(self) -> Any:
        time.sleep(self.link.delay)
        self.link.requests.append(self.path)
        asked, prefix = self.path, self.prefix
        self.kept = bool(NAMED_BY_CONTENT.search(asked))
        self.path = urlsplit(asked).path
        file = Path(self.translate_path("/" + self.path.removeprefix(prefix)))
        self.named = file / "index.html" if file.is_dir() and self.path.endswith("/") else file
        accepted = "br" in self.headers.get("Accept-Encoding", "")
        self.compressed = accepted and self.named.with_name(self.named.name + ".br").is_file()
        if self.compressed:
            self.path = self.path.rpartition("/")[0] + f"/{self.named.name}.br"
        return super().send_head()

    @override
    def guess_type(self, path: Any) -> str:
        return super().guess_type(str(path).removesuffix(".br") if self.compressed else path)

    @override
    def end_headers(self) -> None:
        if self.compressed:
            self.send_header("Content-Encoding", "br")
        keep = "max-age=31536000, immutable" if self.kept else "no-cache"
        self.send_header("Cache-Control", keep)
        super().end_headers()

    @override
    def copyfile(self, source: Any, outputfile: Any) -> None:
        if self.link.rate is None:
            self.link.carry(Path(source.name).stat().st_size)
            shutil.copyfileobj(source, outputfile)
            return
        while piece := source.read(BYTES_AT_ONCE):
            self.link.carry(len(piece))
            outputfile.write(piece)


def over(link: Link) -> type[Host]:
    """A host at the end of this link."""
    return type("HostOverLink", (Host,), {"link": link})
