"""Packages from PyPI that calculators import, as they describe themselves."""

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from calc.publish.parts.part import Part


def parts(folder: Path) -> Iterator[Part]:
    """The parts that packages in a folder are."""
    for found in sorted(metadata.distributions(path=[str(folder)]), key=lambda each: each.name):
        said = found.metadata
        tops = {file.parts[0] for file in found.files or () if file.suffix == ".py"}
        yield Part(
            name=found.name,
            version=found.version,
            licence=said.get("License-Expression", ""),
            copyright=said.get("Author") or said.get("Author-email") or "",
            source=said.get("Home-page", ""),
            package=f"pkg:pypi/{found.name.lower()}",
            files=tuple(
                sorted(f"{top.removesuffix('.py')}{'' if '.' in top else '/'}" for top in tops)
            ),
            changed="compiled to bytecode",
        )
