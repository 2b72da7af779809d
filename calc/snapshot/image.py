"""The image: what Python's memory holds when all is imported and calculators have answered.

It is made when the site is built, so that a reader's browser neither starts Python nor imports
anything: it puts the image where it was, and asks. As it has been asked before, Python also knows
by then which shortcuts its bytecode may take.
"""

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from calc import cache, shipped
from calc.form import registry
from calc.form.fields import Choice
from calc.form.number_field import Number
from calc.snapshot import bytecode, host, machine, npm

FUNCTION = f"{shipped.READER}.answer"

ROUNDS = 4
"""How often each calculator has answered: CPython specialises bytecode that has run a few times.
Source: PEP 659, https://peps.python.org/pep-0659/"""


def made(
    library: bytes, package: bytes, function: str = FUNCTION, *, warm: Collection[str] = ()
) -> host.Image:
    """The image of a library and a package, all of whose modules are imported, ready to call a
    function of theirs that has answered some texts already. Raises `BundleError`.
    """
    name = cache.key(npm.identity(), CODE, str(machine.blank()), library, package, *warm, function)

    def make() -> bytes:
        paths = [path for each in (library, package) for path in sorted(bytecode.unpacked(each))]
        modules = list(map(bytecode.module, paths))
        found = host.image(library, package, function, modules=modules, warm=warm)
        return json.dumps(found.layout).encode() + b"\n" + found.content

    layout, _, content = cache.get(f"image/{name}", make).partition(b"\n")
    return host.Image(content=content, layout=json.loads(layout))


def questions() -> Iterator[str]:
    """Questions as readers ask them: something of each calculator changed."""
    for _ in range(ROUNDS):
        for name in registry.names():
            fields = registry.find(name).fields
            for inputs in _changed(fields.items()):
                yield json.dumps({"calculator": name, "inputs": inputs})


def _changed(fields: Collection[tuple[str, object]]) -> Iterator[dict[str, str]]:
    yield {}
    for name, field in fields:
        match field:
            case Number():
                yield {name: field.text(field.low)}
            case Choice():
                yield {name: field.options[-1].key}


CODE = cache.key_of_files(*host.SCRIPTS, Path(bytecode.__file__))
