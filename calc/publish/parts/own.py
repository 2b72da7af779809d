"""The generator itself, and the one package that it needs in browsers."""

import re
from importlib import metadata

from calc.publish.parts.part import Part

DISTRIBUTION = metadata.distribution("mkdocs-calculators")


def _copyright() -> str:
    """The holders that the licence names."""
    licence = DISTRIBUTION.read_text("licenses/LICENSE") or ""
    holders = re.findall(r"Copyright \(c\) (.+)", licence)[0]  # of the code, before the text
    return re.sub(r'"(.*?)"', r"“\1”", holders)


PARTS = (
    Part(
        name="mkdocs-calculators",
        version=DISTRIBUTION.version,
        licence=DISTRIBUTION.metadata["License-Expression"],
        copyright=_copyright(),
        source="",
        files=("runtime/", "calc/", "sitecustomize."),
    ),
    Part(
        name="annotated-types",
        version=metadata.version("annotated-types"),
        licence="MIT",
        copyright="2022 the contributors",
        source="https://github.com/annotated-types/annotated-types",
        package="pkg:pypi/annotated-types",
        files=("annotated_types/",),
        changed="compiled to bytecode",
    ),
)
