"""The bill of materials and the page of licences: all that is shipped, and true of it."""

import hashlib
import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from calc.markdown import tables
from calc.publish import bom, copies
from calc.publish.parts import PARTS, licences, theme
from calc.snapshot import npm, pyodide_abi
from tests.browser import built

TEXTS = built.ROOT / "docs" / "licences"


@pytest.fixture(scope="module")
def site_folder() -> Path:
    """The site itself."""
    return built.site()


@pytest.fixture(scope="module")
def text(site_folder: Path) -> str:
    return (site_folder / bom.FILE).read_text(encoding="utf-8")


def components(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything in a part of the bill, or in the bill, at any depth."""
    site = part.get("metadata", {}).get("component", {})
    for each in (*part.get("components", ()), *site.get("components", ())):
        yield each
        yield from components(each)


def test_the_bill_keeps_to_its_schema(text: str):
    # Imported here: it takes a second, which every run that only collects this test would wait for.
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_the_bill_has_no_time_and_names_its_content(text: str, site_folder: Path):
    said = json.loads(text)
    assert "timestamp" not in text
    files = bom.collect(site_folder)
    assert bom.bill(files, said["metadata"]["component"]["name"]) == said
    changed = bom.bill(files | {"runtime/element.js": b"other"}, "A site")
    assert changed["serialNumber"] != said["serialNumber"]


def test_every_file_of_the_site_is_in_the_bill_with_its_hash(text: str, site_folder: Path):
    said = [each for each in components(json.loads(text)) if each["type"] == "file"]
    hashes = {each["name"]: each["hashes"][0]["content"] for each in said}
    assert len(hashes) == len(said)
    for file in filter(Path.is_file, site_folder.rglob("*")):
        path = file.relative_to(site_folder).as_posix()
        if file.suffix in bom.WRITTEN | set(bom.COPIES):
            continue
        assert hashes[path] == hashlib.sha256(file.read_bytes()).hexdigest(), path
    assert copies.COMPRESSIBLE - bom.WRITTEN == {".css", ".js", ".svg"}


def test_every_module_of_python_that_is_shipped_is_in_the_bill(text: str):
    whole = {each["name"]: each for each in components(json.loads(text))}
    modules = {each["name"].partition(".wasm/")[2] for each in components(whole["CPython"])}
    assert {"dataclasses.pyc", "collections/__init__.pyc"} <= modules
    assert "sitecustomize.pyc" not in modules, "that is this site's own"
    own = {each["name"].partition(".wasm/")[2] for each in components(whole["mkdocs-calculators"])}
    assert {"calc/answer.pyc", "sitecustomize.pyc"} <= own
    assert "annotated_types/__init__.pyc" not in own


def test_the_interpreter_contains_the_version_of_python_that_is_named():
    version = re.escape(PARTS["CPython"].version).encode()
    assert version
    assert re.search(rb"[^0-9.]" + version + rb"\x00", npm.file(pyodide_abi.MODULE))


def test_the_versions_of_what_is_built_in_are_those_that_builds_check():
    assert set(pyodide_abi.BUILT_IN) <= set(PARTS)
    for name, part in pyodide_abi.BUILT_IN.items():
        assert PARTS[name].version == part.version


def test_who_is_named_in_the_machine_is_named_on_the_page():
    said = rb"Copyright (?:\(c\) )?(\d{4}(?:-\d{4})?) (?:by )?([A-Z][\w. -]*\w)"
    named = re.findall(said, npm.file(pyodide_abi.MODULE))
    assert len(named) >= 7
    for years, name in named:
        span = years.decode().replace("-", "–")
        lines = [part.copyright for part in PARTS.values() if name.decode() in part.copyright]
        assert any(span in line for line in lines), name


def test_the_parts_of_the_theme_are_those_of_its_source_maps():
    maps = [file for file in metadata.files("mkdocs-material") or () if file.suffix == ".map"]
    assert maps
    held = {part.name for part in PARTS.values() if part.within == theme.THEME}
    named = {
        name
        for file in maps
        for name in re.findall(r"node_modules/((?:@[^/\"]+/)?[^/\"]+)", file.read_text("utf-8"))
    }
    assert held - {"Material Design Icons"} == named


def test_every_licence_has_its_text_and_every_text_a_part():
    assert {file.stem for file in TEXTS.glob("*.txt")} == licences()
    assert all(len(file.read_text(encoding="utf-8")) > 500 for file in TEXTS.glob("*.txt"))


def test_the_page_of_licences_names_every_part_and_its_makers():
    rows = tables.content("parts")[1]
    assert len(rows) == len(PARTS)
    for row, part in zip(rows, PARTS.values(), strict=True):
        assert part.name in row[0]
        assert part.copyright in row
    page = (built.ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    for part in PARTS.values():
        if part.changed:
            assert f"**{part.name}**" in page


def test_a_part_is_held_by_a_part():
    assert {part.within for part in PARTS.values()} - {""} <= PARTS.keys()
