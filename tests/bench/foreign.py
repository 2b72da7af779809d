"""Pages that MkDocs builds for the comparison: markdown-exec's, and any folder of Markdown."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench.packages import PYTHON, PackageError

CONFIG = {
    "site_name": "markdown-exec",
    "theme": {"name": "material", "font": False},
    "plugins": ["search", "markdown-exec"],
    "markdown_extensions": ["pymdownx.superfences"],
    "use_directory_urls": False,
}

ACE = ("ace.js", "mode-python.js", "theme-tomorrow.js", "theme-tomorrow_night.js")

NETWORKS = {
    "https://cdn.jsdelivr.net/pyodide/v{number}/full/": ("pyodide", {"": "*.*"}),
    "https://cdnjs.cloudflare.com/ajax/libs/ace/1.16.0/": (
        "ace-builds",
        {name: f"src-min-noconflict/{name}" for name in ACE},
    ),
    "https://cdnjs.cloudflare.com/ajax/libs/highlight.js/11.7.0/": (
        "@highlightjs/cdn-assets",
        {"": "highlight.min.js"},
    ),
    "https://cdn.jsdelivr.net/npm/highlightjs-themes@1.0.0/": (
        "highlightjs-themes",
        {
            "tomorrow.min.css": "tomorrow.css",
            "tomorrow-night-blue.min.css": "tomorrow-night-blue.css",
        },
    ),
}
"""What its page has from content networks: the package that has it, and the files of that."""


def with_markdown_exec(text: str, folder: Path) -> tuple[Path, str]:
    """A site of one page that markdown-exec has rendered, and markdown-exec's version."""
    shutil.rmtree(folder, ignore_errors=True)
    docs = folder.with_name(f"{folder.name}-docs")
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "index.md").write_text(text)
    config = CONFIG | {"docs_dir": str(docs), "site_dir": str(folder)}
    file = docs.with_name(f"{folder.name}.yml")
    file.write_text(json.dumps(config))  # JSON is YAML
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", file],
        env=os.environ | {"PYTHONPATH": str(PYTHON), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PackageError(f"markdown-exec's page could not be built: {done.stderr}")
    release = next(PYTHON.glob("markdown_exec-*.dist-info")).name
    return folder, release.split("-")[1].removesuffix(".dist")


def turn(folder: Path, number: str, pyodide: Path, node_modules: Path) -> None:
    """Put what the page has from content networks beside it, and its addresses to match."""
    page = folder / "index.html"
    text = page.read_text()
    for address, (package, wanted) in NETWORKS.items():
        source = pyodide if package == "pyodide" else node_modules / package
        full = address.format(number=number)
        if full not in text:
            raise PackageError(f"markdown-exec's page no longer loads {full}; look again.")
        inner = f"{package.split('/')[0].strip('@')}-{_number(full)}"
        (folder / inner).mkdir()
        for name, file in wanted.items():
            for found in source.glob(file):
                shutil.copyfile(found, folder / inner / (name or found.name))
        text = text.replace(full, f"{inner}/")
    page.write_text(text)


def _number(address: str) -> str:
    """The version in an address."""
    return str(re.findall(r"\d+\.\d+\.\d+", address)[-1])


def admit(wheel: Path, lock: Path) -> None:
    """Have a lock of Pyodide's name the wheel that PyPI has; its own is another build of it."""
    content = json.loads(lock.read_text())
    package = content["packages"]["micropip"]
    package["file_name"] = wheel.name
    package["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lock.write_text(json.dumps(content))
