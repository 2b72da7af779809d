"""The bill of materials (BOM): the parts that a site ships, their licences, their files' hashes.

It does not contain the time of the build: the same site has the same bill.
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

FILE = "bom.json"
SITE = "site"
"""The site's identifier inside the bill."""
SNAPSHOT = "runtime/snapshot."
"""The start of the memory snapshot's path. The bill lists the modules in it as files, too."""
COPIES = (".br", ".gz")


def write(folder: Path, *, name: str) -> None:
    """Write the bill of a built site of that name."""
    text = json.dumps(bill(shipped(folder), name), indent=1, ensure_ascii=False)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


def shipped(folder: Path) -> dict[str, bytes]:
    """The files of all parts and the modules in the snapshot, by their path in the site."""
    found: dict[str, bytes] = {}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if path.endswith(COPIES) or not file.is_file() or not owner(path):
            continue
        found[path] = file.read_bytes()
        if path.startswith(SNAPSHOT):
            members = build.modules()
            found |= {f"{path}/{member}": members[member] for member in sorted(members)}
    return found


def owner(path: str) -> str:
    """The name of the part with the longest matching start of a path; empty if none matches.

    A module in the snapshot belongs to its own part, or else to that of the snapshot.
    """
    starts = [(start, part.name) for part in PARTS.values() for start in part.files]
    for name in (path.partition(".wasm/")[2], path):
        matches = {(len(start), part) for start, part in starts if name.startswith(start)}
        if matches:
            return max(matches)[1]
    return ""


def bill(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    """The bill of these files, as JSON objects."""
    content = {
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
    identity = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": identity.urn}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        **head,
        "version": 1,
    } | content


def _component(part: Part, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": part.name,
        "name": part.name,
        "copyright": part.copyright,
        "licenses": [{"expression": part.licence}],
        **dict(_optional(part)),
        "components": [
            *(_component(other, files) for other in PARTS.values() if other.within == part.name),
            *(_file(path, files[path]) for path in files if owner(path) == part.name),
        ],
    }


def _optional(part: Part) -> Iterator[tuple[str, Any]]:
    """The entries that not every part has."""
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
