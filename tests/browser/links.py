"""A good host at the end of a link of a given speed: what `make bench` loads its pages over."""

import shutil
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, override

from tests.browser import server


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
    lock: threading.Lock = field(default_factory=threading.Lock)

    def carry(self, chunk: bytes) -> None:
        """Take the time that the chunk takes when nothing else is on the link."""
        with self.lock:
            self.carried += len(chunk)
            if self.rate:
                time.sleep(len(chunk) / self.rate)


class Host(server.Files):
    """Sends the brotli file beside a file where there is one."""

    link: Link
    compressed = False

    @override
    def send_head(self) -> Any:
        time.sleep(self.link.delay)
        asked, prefix = self.path, self.prefix
        file = Path(self.translate_path("/" + asked.removeprefix(prefix)))
        accepted = "br" in self.headers.get("Accept-Encoding", "")
        self.compressed = accepted and file.with_name(file.name + ".br").is_file()
        if self.compressed:
            self.path = asked.partition("?")[0] + ".br"
        return super().send_head()

    @override
    def guess_type(self, path: Any) -> str:
        return super().guess_type(str(path).removesuffix(".br") if self.compressed else path)

    @override
    def end_headers(self) -> None:
        if self.compressed:
            self.send_header("Content-Encoding", "br")
        super().end_headers()

    @override
    def copyfile(self, source: Any, outputfile: Any) -> None:
        if self.link.rate is None:
            self.link.carried += Path(source.name).stat().st_size
            shutil.copyfileobj(source, outputfile)
            return
        while chunk := source.read(16 * 1024):
            self.link.carry(chunk)
            outputfile.write(chunk)


def over(link: Link) -> type[Host]:
    """A host at the end of this link."""
    return type("HostOverLink", (Host,), {"link": link})
