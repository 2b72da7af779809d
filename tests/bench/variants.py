"""What is compared: a folder on the host, the page in it, its field and its result.

Every page does the same: a field changes, a Python function of about 200 floating-point operations
answers, and its result is shown. The pages beside this site's are as short as the documentation of
each recommends, and load their files from the same host.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli

from calc.snapshot import npm
from tests.bench import foreign
from tests.bench.packages import CACHE_FOLDER, NODE_MODULES, WHEELS
from tests.browser import built

PAGES = Path(__file__).parent / "pages"
COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".wasm", ".zip", ".xml"}
UNSERVED = shutil.ignore_patterns("*.map", "*.ts", "*.html")
FUNCTION = (PAGES / "compute.py").read_text()

OURS, BARE = "this site", "bare Pyodide"
CPYTHONS = (BARE, "newest Pyodide", "PyScript", "markdown-exec")
"""The other pages that run CPython; PyScript's MicroPython is none."""


@dataclass(frozen=True, kw_only=True)
class Variant:
    """A page on a host."""

    name: str
    version: str
    folder: Path
    path: str = ""
    field: str = "#field"
    result: str = "#result"
    slider: str = ""


def ours() -> Variant:
    """The built site, with the calculator that has most in it."""
    return Variant(
        name=OURS,
        version="",
        folder=copied(built.site(), CACHE_FOLDER / "site"),
        path="cost/",
        field='#training_run input[name="tokens"]:not([type="range"])',
        result='#training_run [data-result="cost"]',
        slider='#training_run [data-slider="tokens"]',
    )


def all() -> tuple[Variant, ...]:
    """The built site first, then the others."""
    return (ours(), *_pyodides(), *_pyscripts(), _markdown_exec())


def copied(source: Path, folder: Path) -> Path:
    """A copy of a site with compressed files beside its own."""
    shutil.rmtree(folder, ignore_errors=True)
    return compressed(shutil.copytree(source, folder))


def compressed(folder: Path) -> Path:
    """The folder with the brotli file, cached by content, beside every file that gains from it."""
    kept = CACHE_FOLDER / "brotli"
    kept.mkdir(parents=True, exist_ok=True)
    for file in folder.rglob("*"):
        beside = file.with_name(file.name + ".br")
        if file.suffix not in COMPRESSED or beside.exists():
            continue
        content = file.read_bytes()
        cached = kept / f"{hashlib.sha256(content).hexdigest()}.br"
        if not cached.exists():
            cached.write_bytes(brotli.compress(content))
        shutil.copyfile(cached, beside)
    return folder


def version(package: Path) -> str:
    found: str = json.loads((package / "package.json").read_text())["version"]
    return found


def _folder(name: str, files: dict[str, Path]) -> Path:
    """A fresh folder with these files and folders in it."""
    folder = CACHE_FOLDER / "variants" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for target, source in files.items():
        if source.is_dir():
            shutil.copytree(source, folder / target, ignore=UNSERVED, dirs_exist_ok=True)
        else:
            (folder / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / target)
    return folder


def _page(name: str, **parts: str) -> str:
    text = (PAGES / name).read_text()
    for part, value in {"function": FUNCTION.strip(), **parts}.items():
        text = text.replace("{" + part + "}", value)
    return text.replace("{{", "{").replace("}}", "}")


def _pyodides() -> Iterator[Variant]:
    sources = {BARE: npm.folder() / "pyodide", CPYTHONS[1]: NODE_MODULES / "pyodide"}
    for name, package in sources.items():
        number = version(package)
        folder = _folder(name, {f"pyodide-{number}": package})
        (folder / "index.html").write_text(_page("bare.html", version=number))
        yield Variant(name=name, version=number, folder=compressed(folder))


def _pyscripts() -> Iterator[Variant]:
    core = NODE_MODULES / "@pyscript/core"
    number = version(core)
    micropython = NODE_MODULES / "@micropython/micropython-webassembly-pyscript"
    pyodide = NODE_MODULES / "pyodide"
    kinds = {
        CPYTHONS[2]: ("py", pyodide, "pyodide.mjs"),
        "PyScript, MicroPython": ("mpy", micropython, "micropython.mjs"),
    }
    for name, (kind, package, main) in kinds.items():
        inner = f"{package.name}-{version(package)}"
        folder = _folder(name, {f"pyscript-{number}": core / "dist", inner: package})
        parts = {"version": number, "kind": kind, "interpreter": f"./{inner}/{main}"}
        (folder / "index.html").write_text(_page("pyscript.html", **parts))
        yield Variant(name=name, version=number, folder=compressed(folder))


def _markdown_exec() -> Variant:
    """Its page as MkDocs builds it, with the addresses of content networks turned to the host."""
    number = version(NODE_MODULES / "pyodide")
    text = _page("markdown_exec.md", version=number)
    folder, release = foreign.with_markdown_exec(text, CACHE_FOLDER / "variants" / CPYTHONS[3])
    pyodide = _folder("pyodide-with-micropip", {"": NODE_MODULES / "pyodide"})
    wheel = next(WHEELS.glob("micropip-*.whl"))
    shutil.copyfile(wheel, pyodide / wheel.name)
    foreign.admit(wheel, pyodide / "pyodide-lock.json")
    foreign.turn(folder, number, pyodide, NODE_MODULES)
    return Variant(
        name=CPYTHONS[3],
        version=release,
        folder=compressed(folder),
        field="#exec-1--editor",
        result="#exec-1--output",
    )
