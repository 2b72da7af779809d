"""What is relied on of Pyodide is true of the one that is locked, and what is not is all said."""

import json
import re
import shutil
import sys
import unicodedata
from pathlib import Path

import pytest

from calc.snapshot import node, npm, pyodide_abi
from calc.snapshot.errors import BuildError

BROWSER = Path(pyodide_abi.__file__).parents[1] / "browser"
PACKAGE = npm.folder() / "pyodide"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the files that facts are about."""
    for name in (pyodide_abi.MODULE, pyodide_abi.SCRIPT, pyodide_abi.STDLIB, pyodide_abi.LOCK):
        shutil.copy(PACKAGE / name, tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_bytes()
    assert old.encode() in content
    path.write_bytes(content.replace(old.encode(), new.encode()))


def test_the_locked_pyodide_matches():
    assert pyodide_abi.check(PACKAGE) == []
    pyodide_abi.require()


def test_this_python_is_of_the_same_version():
    assert pyodide_abi.PYTHON == ".".join(map(str, sys.version_info[:2]))
    assert unicodedata.unidata_version == pyodide_abi.UNICODE


WRONG = {
    "Python": (pyodide_abi.LOCK, '"python": "3.13.', '"python": "3.99.', r"Python is 3\.99\.\d"),
    "lines": (pyodide_abi.SCRIPT, '"]=wasmExports["', '"] = wasmExports["', "EXPORT_LINE"),
    "memory": (pyodide_abi.SCRIPT, "mutable:false},1024)", "mutable:false},2048)", "memory_base"),
    "setting": (pyodide_abi.SCRIPT, 'Module["preRun"]', "Module[preRun]", "setting preRun"),
    "import": (pyodide_abi.MODULE, "fd_write", "fd_wrote", r"wasi_snapshot_preview1\.fd_write"),
    "value": (pyodide_abi.MODULE, "__c_longjmp", "__d_longjmp", r"the value env\.__d_longjmp"),
    "export": (pyodide_abi.MODULE, "PyObject_Repr", "PyObject_Rapr", "export .* PyObject_Repr"),
    "Unicode": (pyodide_abi.MODULE, "\0" + "15.1.0\0", "\0" + "16.0.0\0", r"Unicode 16\.0\.0"),
    "Expat": (pyodide_abi.MODULE, "expat_2.6.4", "expat_2.9.9", r"Expat 2\.6\.4"),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_fact_that_is_not_true_has_a_sentence(package: Path, name: str):
    file, old, new, sentence = WRONG[name]
    edit(package / file, old, new)
    problems = pyodide_abi.check(package)
    assert any(re.search(sentence, problem) for problem in problems), problems
    assert all(problem.endswith(".") for problem in problems)


def test_all_of_them_are_said_at_once(package: Path):
    (package / pyodide_abi.STDLIB).unlink()
    for name in ("Python", "setting", "import", "Unicode"):
        edit(package / WRONG[name][0], *WRONG[name][1:3])
    assert len(pyodide_abi.check(package)) == 5


def test_a_package_without_its_files_says_which(tmp_path: Path, monkeypatch):
    assert len(pyodide_abi.check(tmp_path)) == 4
    (tmp_path / "pyodide").mkdir()
    (tmp_path / "pyodide" / "package.json").write_text('{"version": "0"}')
    monkeypatch.setattr(npm, "folder", lambda: tmp_path)
    with pytest.raises(BuildError, match=r"no file pyodide\.asm\.wasm"):
        pyodide_abi.require()


LISTED = """
const { %s: make } = await import(process.argv[2]);
const globals = { __memory_base: 0, __table_base: 0, __stack_pointer: 0 };
const layout = { size: 65536, table: 1, globals };
const { imports } = make(layout, () => {});
const names = Object.entries(imports).map(([module, names]) => [module, Object.keys(names)]);
process.stdout.write(JSON.stringify(Object.fromEntries(names)));
"""


def test_browsers_provide_the_imports_that_are_named(tmp_path: Path):
    [path] = [path for path in BROWSER.rglob("*.js") if "WebAssembly.Tag" in path.read_text()]
    [name] = re.findall(r"^export function (\w+)", path.read_text("utf-8"), re.MULTILINE)
    script = tmp_path / "listed.mjs"
    script.write_text(LISTED % name)
    provided = json.loads(node.run(script, path.as_uri()))
    assert {module: set(names) for module, names in provided.items()} == {
        module: set(names) for module, names in pyodide_abi.IMPORTS.items()
    }


def test_browsers_call_the_exports_that_are_named():
    text = "".join(path.read_text("utf-8") for path in BROWSER.rglob("*.js"))
    assert set(re.findall(r"\bexports\.(\w+)\(", text)) == set(pyodide_abi.CALLED_BY_PAGES)
    folder = Path(pyodide_abi.__file__).parent
    builds = "".join(path.read_text("utf-8") for path in folder.glob("*.mjs"))
    called = set(re.findall(r"\bexports\.(\w+)\(", builds))
    assert called - set(pyodide_abi.CALLED_BY_PAGES) == set(pyodide_abi.CALLED_BY_BUILDS)


def test_facts_are_in_this_one_file():
    """Another file of the room names neither Pyodide's files nor a version of Python."""
    facts = re.compile(r"pyodide\.asm|python_stdlib|pyodide-lock|python3\d+\.zip|wasmExports")
    folder = Path(pyodide_abi.__file__).parent
    for path in folder.glob("*.*"):
        if path.name != "pyodide_abi.py" and path.suffix in (".py", ".mjs"):
            assert not facts.findall(path.read_text("utf-8")), path.name
