"""What this project wrote, and the one package that it needs."""

import tomllib
from importlib import metadata

from calc import cache
from calc.publish.parts.part import Part

PROJECT = tomllib.loads((cache.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

PARTS = (
    Part(
        name="calc",
        version=PROJECT["version"],
        licence=PROJECT["license"],
        copyright="2026 the authors of “Chaos in Llama 4, recomputed”",
        source="",
        files=("runtime/", "calc/", "sitecustomize.", "assets/icon.svg"),
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
