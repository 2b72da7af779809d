"""Real servers with the settings of the page "Hosting" send every file correctly."""

import gzip
import http.client
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest

from calc.publish import headers
from calc.publish import servers as shipped
from tests.browser import servers

ENCODINGS = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}
COPIES = (".br", ".gz")

PLACES = [(name, path) for name in servers.SERVERS for path in ("/", "/llama/4/")]


@dataclass(frozen=True, kw_only=True)
class Host:
    """A server with the site."""

    address: str
    folder: Path

    def get(self, path: str, **asked: str) -> tuple[http.client.HTTPResponse, bytes]:
        """A response and its bytes. `path` is relative to the site's address."""
        parts = urlsplit(self.address)
        assert parts.hostname
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
        sent = {name.replace("_", "-"): value for name, value in asked.items()}
        connection.request("GET", parts.path + path, headers=sent)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content

    def files(self) -> dict[str, Path]:
        """Every file for readers, by its path relative to the site's address.

        Caddy does not send its own settings.
        """
        found = (file for file in sorted(self.folder.rglob("*")) if file.is_file())
        names = {file.relative_to(self.folder).as_posix(): file for file in found}
        return {
            name.removesuffix("index.html"): file
            for name, file in names.items()
            if not name.endswith((*COPIES, *shipped.HEADER_LINES))
        }


def policy(folder: Path) -> dict[str, str]:
    """The headers for every file, from `_headers`."""
    block = (folder / headers.FILE).read_text(encoding="utf-8").split("\n\n")[0]
    first, *lines = block.splitlines()
    assert first == "/*"
    return dict(line.strip().split(": ", 1) for line in lines)


@pytest.fixture(scope="module", params=PLACES, ids=lambda place: place[0] + place[1])
def host(
    request: pytest.FixtureRequest, site_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    """The built site on a server, at the root or under a path."""
    name, path = request.param
    root: Path = tmp_path_factory.mktemp("www")
    folder = root / path.strip("/")
    shutil.copytree(site_folder, folder, copy_function=os.link, dirs_exist_ok=True)
    if path != "/":
        for file in shipped.HEADER_LINES:  # it is a link to the built site's file
            (folder / "hosting" / file).unlink()
        csp = policy(site_folder)["Content-Security-Policy"]
        shipped.write(folder, csp, url=f"https://example.org{path}")
    scratch = tmp_path_factory.mktemp("server")
    with servers.serve(name, root, path, scratch) as address:
        yield Host(address=address, folder=folder)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_file_arrives_as_built(host: Host, encoding: str):
    files = host.files()
    assert len(files) > 40
    for path, file in files.items():
        answer, content = host.get(path, Accept_Encoding=encoding)
        assert answer.status == 200, path
        sent = answer.headers.get("Content-Encoding", "identity")
        assert ENCODINGS[sent](content) == file.read_bytes(), path
        has_copies = file.with_name(f"{file.name}.br").exists()
        assert sent == (encoding if has_copies else "identity"), path
        if has_copies:
            assert "Accept-Encoding" in answer.headers["Vary"], path


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_browsers_can_compile_python_while_it_is_loading(host: Host, encoding: str):
    (interpreter,) = (path for path in host.files() if re.search(r"python\.\w+\.wasm$", path))
    answer, _ = host.get(interpreter, Accept_Encoding=encoding)
    assert answer.headers["Content-Type"] == "application/wasm"


def test_files_with_a_content_hash_are_immutable_and_others_are_revalidated(host: Host):
    kept = set()
    for path in host.files():
        answer, _ = host.get(path)
        caching = answer.headers.get_all("Cache-Control")
        if headers.immutable([f"/{path}"]):
            kept.add(Path(path).suffix)
            assert caching == [headers.IMMUTABLE], path
        else:
            assert caching == [headers.REVALIDATED], path
    assert kept == {".js", ".css", ".wasm"}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_unchanged_page_is_not_sent_again(host: Host, encoding: str):
    for path in ("", "cost/", "runtime/element.js", "search/search_index.json"):
        first, _ = host.get(path, Accept_Encoding=encoding)
        again, content = host.get(
            path, Accept_Encoding=encoding, If_None_Match=first.headers["ETag"]
        )
        assert (again.status, content) == (304, b""), path


def test_a_changed_page_is_sent_again(host: Host):
    first, old = host.get("robots.txt")
    file = host.folder / "robots.txt"
    file.unlink()  # it may be a link to the built site's file
    file.write_bytes(old + b"# changed\n")
    again, new = host.get("robots.txt", If_None_Match=first.headers["ETag"])
    assert (again.status, new) == (200, old + b"# changed\n")


def test_every_file_comes_with_the_same_security_headers(host: Host):
    wanted = policy(host.folder)
    assert wanted["Content-Security-Policy"].startswith("default-src 'none'; ")
    for path in (*host.files(), "no/such/page/"):
        answer, _ = host.get(path)
        for name, value in wanted.items():
            assert answer.headers.get_all(name) == [value], (path, name)


@pytest.mark.parametrize(
    "path",
    ["no/such/page/", "cost/none", "runtime/snapshot.0123456789ab.wasm", "runtime/abc/none.js"],
)
def test_a_wrong_address_gets_the_404_page_which_is_revalidated(host: Host, path: str):
    answer, content = host.get(path)
    assert answer.status == 404
    assert content == (host.folder / "404.html").read_bytes()
    assert answer.headers.get_all("Cache-Control") == [headers.REVALIDATED]
    assert answer.headers["Content-Type"].startswith("text/html")


def test_an_address_without_its_last_slash_is_redirected(host: Host):
    answer, _ = host.get("cost")
    assert answer.status in (301, 308)
    place = urlsplit(host.address).path
    assert answer.headers["Location"] in ("cost/", f"{place}cost/")
