"""The sources that run in the browser too, and the name of that code.

They are the generator's part that answers, the calculators, and what these import anywhere: other
files beside them, other modules of this package, and packages from PyPI that the site names.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import annotated_types

from calc import imports, packages, site, words

PACKAGE = Path(__file__).parent
GENERATOR = (
    "calc.units",
    "calc.site",
    "calc.words",
    "calc.answer",
    "calc.asked",
    "calc.form",
    "calc.chart",
    "calc.later",
)
"""What of the generator is needed to answer; the rest is for builds, browsers and terminals."""

LATER = (
    *("calc.asked", "calc.chart.bands", "calc.chart.map", "calc.chart.swept", "calc.form.curve"),
    *("calc.form.export", "calc.form.finder", "calc.form.many", "calc.form.ranges"),
    *("calc.form.solve", "calc.form.sweep"),
)
"""What of the generator a browser fetches when an answer first needs it."""

READER = "calc_reader"
"""The module that is written here: it knows the site, and its function is what browsers call."""


@dataclass(frozen=True, kw_only=True)
class Module:
    """A source file."""

    name: str
    file: Path
    """Where it is on this machine."""
    path: str
    """Where it is for the browser's Python: `calc/form/state.py`."""

    @property
    def is_package(self) -> bool:
        """Whether it is the `__init__` of a package."""
        return self.file.name == "__init__.py"

    def place(self, line: int) -> str:
        """`calculators/brew.py:12`, below the current folder if it is there."""
        here = Path.cwd()
        file = self.file.relative_to(here) if self.file.is_relative_to(here) else self.file
        return f"{file}:{line}"

    def imports(self) -> tuple[imports.Import, ...]:
        """What it imports. Raises SyntaxError."""
        state = self.file.stat()
        return _imports(self, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=10_000)
def _imports(module: Module, *_: int) -> tuple[imports.Import, ...]:
    """Those of a file as it was at a time; to parse all files takes a tenth of a second."""
    source = module.file.read_bytes()
    found = imports.imports(
        source, module.name, is_package=module.is_package, path=str(module.file)
    )
    return tuple(found)


def sources() -> dict[str, bytes]:
    """Path → source, of all modules that answers need beside the standard library."""
    found = {module.path: module.file.read_bytes() for module in modules().values()}
    return found | {
        "annotated_types/__init__.py": Path(annotated_types.__file__).read_bytes(),
        f"{READER}.py": _reader().encode(),
    }


def modules() -> dict[str, Module]:
    """The modules of the site by name, without annotated-types and the reader."""
    return dict(sorted(_reached(_start()).items()))


def later() -> dict[str, Module]:
    """The modules that a browser fetches when an answer first needs them: those of the generator,
    those that the site names, and those that are only imported by them.
    """
    named = (*LATER, *site.current().later)
    behind: list[Module] = []
    at_once = _reached(_start(), named, behind)
    everything = _reached(behind, found=dict(at_once))
    return {name: everything[name] for name in sorted(everything.keys() - at_once.keys())}


def _start() -> list[Module]:
    """The modules that are there whether anything imports them or not."""
    used = site.current()
    named = packages.bring(used.packages)
    pending = [
        module
        for name in (*GENERATOR, *used.ships, *sorted(named))
        for module in _all(name)
        if module.name not in words.others(used.language)
    ]
    pending += [module for name in used.calculators for module in calculators(name)]
    styles = [_module(name.partition(":")[0]) for name in used.units]
    return pending + [module for module in styles if module]


def _reached(
    start: Iterable[Module],
    without: Iterable[str] = (),
    behind: list[Module] | None = None,
    found: dict[str, Module] | None = None,
) -> dict[str, Module]:
    """The modules that are reached by imports, and those in `found`; modules in the packages of
    `without` end the way, and are added to `behind`.
    """
    found = {} if found is None else found
    used = site.current()
    named = packages.bring(used.packages)
    tops = {"calc", *(name.partition(".")[0] for name in (*used.calculators, *used.ships)), *named}
    pending = list(start)
    while pending:
        module = pending.pop()
        if module.name in found:
            continue
        if _is_in(module.name, without):
            if behind is not None:
                behind.append(module)
            continue
        found[module.name] = module
        wanted = {prefix for each in module.imports() for prefix in imports.prefixes(each.name)}
        for name in wanted | {*imports.prefixes(module.name)}:
            if name in found or name.partition(".")[0] not in tops:
                continue
            if other := _module(name):
                pending.append(other)
    return found


def calculators(package: str) -> list[Module]:
    """The files with a calculator each in a package; those that begin with _ have none."""
    top = [module for module in _all(package) if module.name.rpartition(".")[0] == package]
    return [each for each in top if not each.is_package and not each.file.name.startswith("_")]


def own() -> dict[str, Module]:
    """The modules of the site that are neither the generator's nor from PyPI."""
    foreign = packages.bring(site.current().packages)
    return {
        name: module
        for name, module in modules().items()
        if name.partition(".")[0] not in foreign and not _is_generator(name)
    }


def generator() -> dict[str, Module]:
    """The modules of the generator."""
    return {name: module for name, module in modules().items() if _is_generator(name)}


def _is_in(name: str, packages: Iterable[str]) -> bool:
    """Whether a module is one of these, or in one of them."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _is_generator(name: str) -> bool:
    return name == "calc" or _is_in(name, GENERATOR)


def _all(name: str) -> list[Module]:
    """A module, or all modules of a package."""
    module, found = _module(name), []
    if module:
        found.append(module)
    for folder in _folders(name):
        for file in sorted(folder.rglob("*.py")):
            parts = file.relative_to(folder).with_suffix("").parts
            inner = ".".join([name, *parts]).removesuffix(".__init__")
            path = f"{name.replace('.', '/')}/{file.relative_to(folder).as_posix()}"
            if inner != name:
                found.append(Module(name=inner, file=file, path=path))
    return found


def _module(name: str) -> Module | None:
    """The source file of a module; None if there is none, as for a folder without `__init__`."""
    *above, last = name.split(".")
    path = name.replace(".", "/")
    if not above:
        spec = find_spec(name)
        file = Path(spec.origin) if spec and spec.origin else None
        if file and file.name == "__init__.py":
            return Module(name=name, file=file, path=f"{path}/__init__.py")
        return Module(name=name, file=file, path=f"{path}.py") if file else None
    for folder in _folders(".".join(above)):
        if (file := folder / last / "__init__.py").is_file():
            return Module(name=name, file=file, path=f"{path}/__init__.py")
        if (file := folder / f"{last}.py").is_file():
            return Module(name=name, file=file, path=f"{path}.py")
    return None


def _folders(package: str) -> Iterator[Path]:
    """The folders of a package; none for a module. Nothing but the top package is looked up."""
    top, *rest = package.split(".")
    spec = find_spec(top)
    for folder in (spec and spec.submodule_search_locations) or ():
        if (path := Path(folder, *rest)).is_dir():
            yield path


def _reader() -> str:
    """The module through which a browser asks."""
    packages = {name: module.is_package for name, module in later().items()}
    return (
        '"""What a browser calls: the answers of this site\'s calculators."""\n\n'
        "from calc import answer as answers\n"
        "from calc import later, site\n\n"
        f"SITE = site.{site.current().for_readers()!r}\n"
        f"LATER = {packages!r}\n\n\n"
        "def _answer(question: str) -> str:\n"
        '    """The answer to a question, both as JSON: see calc.answer."""\n'
        "    site.use(SITE)\n"
        "    return answers.answer(question)\n\n\n"
        "answer = later.answering(_answer, LATER)\n"
    )


def fingerprint() -> str:
    """A name for the code of the calculators, the same wherever it runs."""
    digest = hashlib.sha256()
    for path, source in sorted(sources().items()):
        for part in (path.encode(), source):
            digest.update(len(part).to_bytes(8, "little"))
            digest.update(part)
    return digest.hexdigest()[:16]
