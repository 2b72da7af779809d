"""What a finished site says to servers and browsers, and that it says it of every file."""

import base64
import hashlib
import re
from html import unescape
from pathlib import Path

import brotli
import pytest

from calc import publish
from calc.markdown.mistakes import PageError
from calc.publish import copies, headers, policy, scripts, servers
from calc.snapshot import bytecode
from tests.browser import built

HEAD = '<!doctype html><head><meta charset="utf-8">'
PAGES = {
    "index.html": HEAD + "<script>one()</script></head>",
    "below/index.html": HEAD + "<script>two()</script><script src='three.js'></script></head>",
    "404.html": HEAD + '<script type="application/json">{"data": 1}</script>'
    "<script type='module' src='four.js'></script></head>",
}
OTHERS = [
    "runtime/element.js",
    "runtime/0123456789ab/controller.js",
    "runtime/snapshot.0123456789ab.wasm",
]
OTHERS += ["assets/stylesheets/main.01234567.min.css", "assets/images/favicon.png", "robots.txt"]


ENTRY = 'import "./0123456789ab/element.js";\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built site."""
    contents = dict.fromkeys(OTHERS, "content " * 20) | {scripts.ENTRY: ENTRY}
    for name, text in (PAGES | contents).items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for file in tmp_path.rglob("*.wasm"):
        file.write_bytes(bytecode.archive({"thing.pyc": b"code"}))
    return tmp_path


@pytest.fixture(scope="module")
def site_folder() -> Path:
    """The site itself."""
    return built.site()


def hashed(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def metas(page: str) -> list[str]:
    """The policies that a page carries, as a browser reads them."""
    found = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    return list(map(unescape, found))


def test_every_page_has_one_policy_the_same_before_any_script(folder: Path):
    publish.finish(folder, url="", name="A site")
    publish.finish(folder, url="", name="A site")
    texts = [(folder / name).read_text(encoding="utf-8") for name in PAGES]
    policies = {meta for text in texts for meta in metas(text)}
    assert [len(metas(text)) for text in texts] == [1, 1, 1]
    assert len(policies) == 1
    assert all(text.index("Content-Security-Policy") < text.index("<script") for text in texts)


def test_scripts_in_pages_are_allowed_by_their_hash_and_data_needs_none(folder: Path):
    said = publish.rewrite_pages(folder)
    assert re.findall(r"'sha256-[^']+'", said) == sorted(map(hashed, ["one()", "two()"]))
    assert "unsafe-inline" not in said
    assert "'unsafe-eval'" not in said


def test_only_the_server_can_forbid_frames(folder: Path):
    said = publish.rewrite_pages(folder)
    (meta,) = metas((folder / "index.html").read_text(encoding="utf-8"))
    assert said == f"{meta}; frame-ancestors 'none'"


def test_a_page_without_a_place_for_its_policy_is_refused(folder: Path):
    (folder / "odd.html").write_text("<p>no head")
    with pytest.raises(PageError, match=r"odd\.html has no <head>"):
        publish.rewrite_pages(folder)


def test_everything_is_refused_that_is_not_allowed():
    said = policy.text({})
    assert said.startswith("default-src 'none'; ")
    for directive in ("base-uri 'none'", "form-action 'none'", "connect-src 'self'"):
        assert directive in said.split("; ")
    assert "http" not in said


def test_what_has_its_content_in_its_name_is_kept_for_ever_and_nothing_else():
    assert headers.immutable([f"/{name}" for name in OTHERS]) == [
        "/assets/stylesheets/main.01234567.min.css",
        "/runtime/0123456789ab/*",
        "/runtime/snapshot.0123456789ab.wasm",
    ]


def test_no_file_gets_the_same_header_by_two_rules(folder: Path):
    """A host that reads `_headers` sends it twice, then. Source: Cloudflare Pages, Headers."""
    publish.finish(folder, url="", name="A site")
    text = (folder / "_headers").read_text(encoding="utf-8")
    rules = {rule.splitlines()[0]: rule.splitlines()[1:] for rule in text.split("\n\n")}
    names = {path: {line.split(":")[0].strip() for line in lines} for path, lines in rules.items()}
    everywhere = names.pop("/*")
    assert {"Content-Security-Policy", "Referrer-Policy", "Permissions-Policy"} <= everywhere
    assert all(said == {"Cache-Control"} for said in names.values())


def test_hosts_that_read_headers_read_all_of_them(site_folder: Path):
    """Cloudflare Pages reads a hundred rules and two thousand characters a line."""
    text = (site_folder / "_headers").read_text(encoding="utf-8")
    assert len(re.findall("^/", text, re.MULTILINE)) <= 100
    assert max(map(len, text.splitlines())) <= 2000


@pytest.mark.parametrize("name", servers.HEADER_LINES)
def test_a_server_learns_where_the_site_is(name: str):
    said = servers.text(name, "default-src 'none'", url="https://example.org/llama/4/")
    assert " /llama/4/404.html" in said
    assert " /404.html" in servers.text(name, "default-src 'none'", url="")
    assert "<<" not in said
    assert "default-src 'none'" in said


def test_a_copy_stands_beside_every_file_that_compresses(folder: Path):
    copies.write(folder)
    plain = {file.name for file in folder.rglob("*") if file.suffix not in (".br", ".gz")}
    for file in folder.rglob("*.br"):
        content = file.with_suffix("").read_bytes()
        assert brotli.decompress(file.read_bytes()) == content
        assert file.with_suffix(".gz").exists()
    packed = {file.with_suffix("").name for file in folder.rglob("*.br")}
    assert plain - packed - {"below", "assets", "runtime", "images", "stylesheets"} == {
        "0123456789ab",
        "favicon.png",
        "snapshot.0123456789ab.wasm",
    }


def test_no_file_of_the_site_is_without_its_copies(site_folder: Path):
    for file in site_folder.rglob("*"):
        if file.suffix in copies.COMPRESSIBLE | {".wasm"}:
            assert file.with_name(f"{file.name}.br").exists(), file
            assert file.with_name(f"{file.name}.gz").exists(), file


def test_pages_name_the_script_by_its_content(folder: Path):
    """The file that leads to it may be one that a browser has kept from an older site."""
    tag = '<script type="module" async src="../runtime/element.js"></script>'
    page = folder / "below" / "index.html"
    page.write_text(page.read_text().replace("</head>", f"{tag}</head>"))
    publish.finish(folder, url="", name="A site")
    once = page.read_text()
    assert '<script type="module" async src="../runtime/0123456789ab/element.js">' in once
    assert '<link rel="modulepreload" href="../runtime/0123456789ab/element.js">' in once
    assert tag not in once
    publish.finish(folder, url="", name="A site")
    assert page.read_text() == once


def test_every_page_with_a_calculator_names_files_that_are_there(site_folder: Path):
    for page in site_folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if "<live-calculator" not in text:
            continue
        named = re.findall(r'(?:src|href)="([^"]*runtime/[^"]*\.js)"', text)
        assert len(set(named)) == 1
        assert "runtime/element.js" not in "".join(named)
        assert all((page.parent / name).resolve().is_file() for name in named)
