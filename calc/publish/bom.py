"""The bill of materials (BOM): the parts that a site ships, their licences, their files' hashes.

It does not contain the time of the build: the same site has the same bill.
Source: CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from calc import shipped
from calc.publish import parts
from calc.publish.parts import Part
from calc.snapshot import build

FILE = "bom.json"
SITE = "site"
"""The site's identifier inside the bill."""
SNAPSHOT = "runtime/snapshot."
"""The start of the memory snapshot's path. The bill lists the modules in it as files, too."""
COPIES = (".br", ".gz")


def write(folder: Path, *, name: str) -> None:
    """Write the bill of a built site of that name."""
    text = json.dumps(bill(collect(folder), name), indent=1, ensure_ascii=False)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


WRITTEN = {".html", ".json", ".txt", ".xml", ".conf", ""}
"""What a page, a machine or a server reads of the site itself; these files are not in the bill."""


def collect(folder: Path) -> dict[str, bytes]:
    """The files of all parts and the modules in the snapshot, by their path in the site."""
    found: dict[str, bytes] = {}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if path.endswith(COPIES) or not file.is_file() or file.suffix in WRITTEN:
            continue
        found[path] = file.read_bytes()
        if path.startswith(SNAPSHOT):
            members = build.modules()
            found |= {f"{path}/{member}": members[member] for member in sorted(members)}
    return found


def owners(paths: Iterable[str]) -> dict[str, str]:
    """The name of the part that each path belongs to: the one with the longest matching start.

    A module in the snapshot belongs to its own part, or else to that of the snapshot. What belongs
    to no part is the site's own.
    """
    own = {module.path.partition("/")[0] for module in shipped.own().values()} - {"calc"}
    starts = [(start, part.name) for part in parts.of_this_site().values() for start in part.files]
    starts += [(f"{top}/", SITE) for top in own] + [(f"{shipped.READER}.", SITE)]
    return {path: _owner(path, starts) for path in paths}


def _owner(path: str, starts: Iterable[tuple[str, str]]) -> str:
    for name in (path.partition(".wasm/")[2], path):
        matches = {(len(start), part) for start, part in starts if name.startswith(start)}
        if matches:
            return max(matches)[1]
    return SITE


def bill(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    """The bill of these files, as JSON objects."""
    all_parts = list(parts.of_this_site().values())
    whole = [part for part in all_parts if not part.within]
    owned: dict[str, list[dict[str, Any]]] = {}
    for path, owner in owners(files).items():
        owned.setdefault(owner, []).append(_file(path, files[path]))
    site = {"type": "application", "bom-ref": SITE, "name": name}
    content = {
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "component": site | ({"components": owned[SITE]} if SITE in owned else {}),
        },
        "components": [_component(part, all_parts, owned) for part in whole],
        "dependencies": [
            {"ref": SITE, "dependsOn": [part.name for part in whole]},
            {"ref": "mkdocs-calculators", "dependsOn": ["CPython", "annotated-types"]},
        ],
    }
    identity = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": identity.urn}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        **head,
        "version": 1,
    } | content


def _component(
    part: Part, all_parts: Iterable[Part], owned: Mapping[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    inner = [other for other in all_parts if other.within == part.name]
    return {
        "type": "library",
        "bom-ref": part.name,
        "name": part.name,
        **dict(_optional(part)),
        "components": [
            *(_component(other, all_parts, owned) for other in inner),
            *owned.get(part.name, ()),
        ],
    }


def _optional(part: Part) -> Iterator[tuple[str, Any]]:
    """The entries that not every part has."""
    if part.copyright:
        yield "copyright", part.copyright
    if part.licence:
        yield "licenses", [{"expression": part.licence}]
    if part.version:
        yield "version", part.version
    if part.package:
        yield "purl", f"{part.package}@{part.version}"
    if part.source:
        yield "externalReferences", [{"type": "vcs", "url": part.source}]
    if part.changed:
        yield "pedigree", {"notes": part.changed}


def _file(path: str, content: bytes) -> dict[str, Any]:
    digest = hashlib.sha256(content).hexdigest()
    hashes = [{"alg": "SHA-256", "content": digest}]
    return {"type": "file", "bom-ref": f"file:{path}", "name": path, "hashes": hashes}
