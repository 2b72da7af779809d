"""The bill of materials: every part that the site ships, its licence and the hash of its files.

Without the time of the build: the same site has the same bill.
Source: CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/
"""

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from calc.publish.parts import PARTS, Part
from calc.snapshot import build

NAME = "bom.json"
SITE = "site"
IMAGE = "runtime/snapshot."
"""What starts so is Python's memory; the modules in it are files, too."""
COPIES = (".br", ".gz")


def write(folder: Path, *, name: str) -> None:
    """Write the bill of a built site of that name."""
    text = json.dumps(bill(shipped(folder), name), indent=1, ensure_ascii=False)
    (folder / NAME).write_text(text + "\n", encoding="utf-8")


def shipped(folder: Path) -> dict[str, bytes]:
    """The files of all parts and the modules in memory, by their path in the site."""
    found: dict[str, bytes] = {}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if path.endswith(COPIES) or not file.is_file() or not owner(path):
            continue
        found[path] = file.read_bytes()
        if path.startswith(IMAGE):
            members = build.modules()
            found |= {f"{path}/{member}": members[member] for member in sorted(members)}
    return found


def owner(path: str) -> str:
    """Which part a file is of: the one that says most of its path. Empty for what a page says.

    A module is asked for by itself before the image that it is in.
    """
    for asked in (path.partition(".wasm/")[2], path):
        starts = [(start, part) for part in PARTS.values() for start in part.files]
        claims = {(len(start), part.name) for start, part in starts if asked.startswith(start)}
        if claims:
            return max(claims)[1]
    return ""


def bill(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    """The bill of these files, as JSON has it."""
    said = {
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "component": {"type": "application", "bom-ref": SITE, "name": name},
        },
        "components": [_component(part, files) for part in PARTS.values() if not part.within],
        "dependencies": [
            {"ref": SITE, "dependsOn": [part.name for part in PARTS.values() if not part.within]},
            {"ref": "calc", "dependsOn": ["CPython", "annotated-types"]},
        ],
    }
    identity = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(said, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": identity.urn}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        **head,
        "version": 1,
    } | said


def _component(part: Part, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": part.name,
        "name": part.name,
        "copyright": part.copyright,
        "licenses": [{"expression": part.licence}],
        **dict(_known(part)),
        "components": [
            *(_component(other, files) for other in PARTS.values() if other.within == part.name),
            *(_file(path, files[path]) for path in files if owner(path) == part.name),
        ],
    }


def _known(part: Part) -> Iterator[tuple[str, Any]]:
    """What is known of some parts and not of others."""
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
