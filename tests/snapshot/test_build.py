"""The browser's files: the same bytes each time, only what is needed, and verified."""

import base64
import gzip
import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import brotli
import pytest

from calc import cache
from calc.snapshot import (
    build,
    bytecode,
    compress,
    interpreter,
    memory_snapshot,
    node,
    npm,
    package,
    pyodide_in_node,
    questions,
    scripts,
    stdlib,
    usage,
    verify,
)
from calc.snapshot.pyodide_in_node import MemorySnapshot

ANSWER = "calc/answer.py"


def silent(_: str) -> None:
    pass


@pytest.fixture(scope="module")
def files():
    """The files of this site, by name."""
    return {file.name: file.content for file in build.files()}


@pytest.fixture(scope="module")
def reached():
    return usage.of(package.compiled()).modules


def one(files, pattern):
    [content] = [content for name, content in files.items() if re.fullmatch(pattern, name)]
    return content


def answering(source: str, reached) -> MemorySnapshot:
    """The memory snapshot of a package with another `calc.answer`."""
    compiled = package.compiled() | bytecode.compiled({ANSWER: source.encode()})
    return memory_snapshot.make(stdlib.archive(reached), bytecode.archive(compiled))


@pytest.mark.long
def test_the_same_sources_give_the_same_bytes(files, tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    again = {file.name: file.content for file in build.files(draft=True)}
    # A draft has the full interpreter, and a snapshot with all code.
    assert again.keys() & files.keys() >= {name for name in files if name.startswith("pyodide.")}
    ready = build.snapshot()
    assert ready.content == one(files, r"snapshot\..*")
    assert ready.later == one(files, r"later\..*")
    assert interpreter.trimmed() == one(files, r"python\..*")


def test_a_second_build_runs_no_program(files, tmp_path, monkeypatch):
    """Compiling, Pyodide and verification take a minute; all of it is kept from the first build."""

    def refuse(*command: object, **_: object) -> None:
        raise AssertionError(f"it runs {command}")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    build.write(tmp_path, compressed=False)


COME_LATER = ("any_model", "serving", "training_memory")
"""Calculators whose arithmetic comes later, as their imports say."""


def test_first_answers_need_nothing_that_comes_later(files):
    """The build asks everything; this asks the finished files without the file for rare answers."""
    from calc.answer import answer

    possible = dict.fromkeys(memory_snapshot.warm_up_questions())
    asked = [each for each in possible if json.loads(each)["calculator"] not in COME_LATER]
    layout = known(one(files, r"\w{12}/worker\.js"), "layout")
    ready = MemorySnapshot(content=one(files, r"snapshot\..*"), layout=json.dumps(layout))
    answered = pyodide_in_node.ask(ready, asked, trimmed=one(files, r"python\..*"))
    assert answered == [answer(question) for question in asked]


RARE = """
import gc

def rare(text):
    return text.upper()

def answer(text):
    if text == "objects":
        gc.unfreeze()
        gc.collect()
        return str(len(gc.get_objects()) > 10_000 and len({id(each) for each in gc.get_objects()}))
    try:
        return rare(text)
    except:
        return "swallowed"
"""


def test_code_that_comes_later_is_brought_whoever_catches_that_it_is_missing(files, reached):
    """Also the collector knows its objects as before: it searches all of them."""
    source = RARE.encode()
    compiled = package.compiled() | bytecode.compiled({ANSWER: source})
    archives = stdlib.archive(reached), bytecode.archive(compiled)
    used = usage.of(package.compiled()).functions
    kept = [*used, "calc/answer.py:answer:7"]
    made = memory_snapshot.make(*archives, kept=kept)
    assert b"upper" in made.later
    ready = replace(made, later=package.later(made.later))
    assert pyodide_in_node.ask(ready, ["a", "b"]) == ["A", "B"]
    found, again = pyodide_in_node.ask(ready, ["objects", "objects"])
    assert int(found) == int(again)


def test_a_missing_module_fails_with_its_name(reached):
    modules = set(reached) - {"json.decoder"}
    with pytest.raises(build.BuildError, match=r"No module named 'json\.decoder'"):
        memory_snapshot.make(stdlib.archive(modules), bytecode.archive(package.compiled()))


def test_an_answer_that_differs_from_cpythons_fails_with_both(reached):
    other = answering("def answer(question): return 'something else'", reached)
    with pytest.raises(build.BuildError, match=r"something else.*where CPython has"):
        verify.verify(interpreter.full(), other, silent)


def test_an_answer_that_raises_fails_with_pythons_message(reached):
    other = answering("def answer(question): return 1 // 0", reached)
    with pytest.raises(build.BuildError, match=r"ZeroDivisionError\(.*by zero"):
        verify.verify(interpreter.full(), other, silent)


def test_an_import_that_only_an_answer_makes_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    lazy = "def answer(question):\n    import colorsys\n    return ''\n"
    compiled = package.compiled() | bytecode.compiled({ANSWER: lazy.encode()})
    assert "colorsys" in usage.of(compiled).modules


def test_a_draft_reuses_what_was_found_before(reached, monkeypatch):
    usage.of(package.compiled(), draft=True)
    monkeypatch.setattr(questions, "questions", lambda: iter(["another question"]))
    monkeypatch.setattr(node, "path", lambda: pytest.fail("Pyodide was asked again"))
    assert usage.of(package.compiled(), draft=True).modules == reached


def test_pyodide_reads_the_bytecode_of_this_python(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    stdlib.check_magic()


def test_another_python_cannot_build(monkeypatch):
    monkeypatch.setattr(importlib.util, "MAGIC_NUMBER", b"\xcb\r\r\n")
    with pytest.raises(build.BuildError, match=r"Pyodide runs Python 3\.13.* this Python writes"):
        stdlib.check_magic()


@pytest.fixture(scope="module")
def members():
    """The modules in the memory snapshot, by path."""
    return build.modules()


def test_only_modules_that_answers_need_are_shipped(members):
    ours = {path.split("/")[1] for path in members if path.startswith("calc/")}
    modules = {"__init__.pyc", "units.pyc", "site.pyc", "answer.pyc", "later.pyc", "identity.pyc"}
    assert ours <= modules | {"form", "chart", "words", "llm", "calculators", "examples"}
    assert {Path(path).suffix for path in members} == {".pyc"}
    assert not {"inspect", "asyncio", "unittest", "pyodide"} & {
        path.partition("/")[0].removesuffix(".pyc") for path in members
    }


def test_bytecode_contains_no_folder_and_no_time(members):
    for content in members.values():
        assert content[4:16] == b"\1" + bytes(11)
        assert not bytecode.code(content).co_filename.startswith("/")


def test_only_our_own_modules_keep_docstrings(members):
    assert bytecode.code(members["calc/calculators/experts.pyc"]).co_consts[0]
    assert b"The following are aliases" not in members["json/__init__.pyc"]
    assert b"JavaScript Object Notation" not in members["json/__init__.pyc"]


def test_the_snapshot_contains_what_answers_need_and_no_garbage(files):
    ready = one(files, r"snapshot\..*")
    assert b"Llama 4 model card" in ready
    layout = known(one(files, r"\w{12}/worker\.js"), "layout")
    assert sum(end - start for start, end in layout["runs"]) == len(ready)
    ends = [place for run in layout["runs"] for place in run]
    assert ends == sorted(ends)
    assert ends[-1] <= layout["size"]
    for start, end in interpreter.read().zeroed:
        assert not any(start <= place < end for place in ends[::2])
    # An archive in memory would contain this signature once for each of its hundred files;
    # a few are left in free memory.
    assert ready.count(b"PK\x03\x04") < 20


def test_a_snapshot_is_the_same_wherever_and_whenever_it_is_made(reached, tmp_path, monkeypatch):
    package_ = bytecode.archive(
        bytecode.compiled({"small.py": b"import json\ndef say(t): return t"})
    )
    first = memory_snapshot.make(stdlib.archive(reached), package_, "small.say")
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert memory_snapshot.make(stdlib.archive(reached), package_, "small.say") == first


def test_names_have_a_hash_of_the_content(files):
    for name, content in files.items():
        if found := re.fullmatch(r"\w+\.([0-9a-f]{12})\.\w+", name):
            assert hashlib.sha256(content).hexdigest().startswith(found[1])
    assert {name for name in files if not re.search(r"[0-9a-f]{12}", name)} - {"element.js"} == {
        path.name for path in scripts.BROWSER.glob("*.css")
    }


def test_proxies_allow_the_file_types(files):
    assert {Path(name).suffix for name in files} == {".js", ".wasm", ".css"}


def test_after_a_change_of_a_calculator_browsers_keep_the_interpreter(files):
    other = MemorySnapshot(content=b"other", layout="{}")
    names = {file.name for file in build.assemble(interpreter.trimmed(), other, "other")}
    kept = {name for name in files if name.startswith(("pyodide.", "python.", "full."))}
    assert len(kept) == 3
    assert kept <= names
    assert not [name for name in files if name.startswith("snapshot.") and name in names]


def test_the_scripts_know_the_hash_of_every_file(files):
    first = known(one(files, r"\w{12}/worker\.js"), "files")
    fallback = known(one(files, r"\w{12}/fallback\.js"), "full")
    assert set(first) == {"interpreter", "snapshot", "later"}
    for file in [*first.values(), fallback["interpreter"], fallback["script"]]:
        digest = hashlib.sha256(files[file["name"]]).digest()
        assert file["integrity"] == "sha256-" + base64.b64encode(digest).decode()
        assert file["size"] == len(files[file["name"]])
    assert known(one(files, r"\w{12}/controller\.js"), "fingerprint") == package.fingerprint()


def known(script: bytes, name: str):
    """The value of a constant in a generated script."""
    [value] = re.findall(rf"^var {name} = (.+?);$", script.decode(), re.MULTILINE | re.DOTALL)
    return json.loads(re.sub(r"(?<=[{ ])(\w+):", r'"\1":', value))


def test_the_fallback_lists_the_exports_that_the_script_calls(files):
    calls = known(one(files, r"\w{12}/fallback\.js"), "full")["exports"]
    assert {"malloc", "__main_argc_argv", "__wasm_call_ctors"} <= set(calls)
    assert len(calls) < 300
    script = one(files, r"pyodide\.\w+\.js").decode()
    assert set(re.findall(r'=wasmExports\["(\w+)"\]', script)) == set(calls)


def test_the_script_with_a_fixed_name_imports_the_hashed_one(files):
    [loaded] = re.findall(r'^import "\./(.+)";$', files["element.js"].decode(), re.MULTILINE)
    assert re.fullmatch(r"\w{12}/element\.js", loaded)
    assert loaded in files


def test_compressed_copies_have_the_content_of_the_file():
    file = build.File(name="snapshot.wasm", content=b"standard library " * 1000)
    itself, smallest, common = compress.with_copies(file, silent)
    assert itself == file
    assert (smallest.name, common.name) == ("snapshot.wasm.br", "snapshot.wasm.gz")
    assert brotli.decompress(smallest.content) == gzip.decompress(common.content) == file.content
    assert len(smallest.content) < len(file.content) / 10


def test_writing_removes_the_files_of_earlier_builds(files, tmp_path):
    (tmp_path / "snapshot.0123456789ab.wasm").write_bytes(b"old")
    said: list[str] = []
    build.write(tmp_path, compressed=False, say=said.append)
    written = {p.relative_to(tmp_path).as_posix(): p for p in tmp_path.rglob("*") if p.is_file()}
    assert {name: path.read_bytes() for name, path in written.items()} == files
    assert f"{len(one(files, r'snapshot.*')):,}" in said[-1]


def without_node(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A machine that has no Node.js, and a cache that has none either."""
    monkeypatch.setattr(cache, "ROOT", folder)
    monkeypatch.setattr(shutil, "which", lambda name, path=None: None)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    node.path.cache_clear()


def test_without_node_it_is_fetched_and_runs(tmp_path, monkeypatch):
    python = sys.executable
    without_node(monkeypatch, tmp_path)
    monkeypatch.setattr(node, "installer", lambda: [python, "-m", "pip", "install", "--quiet"])
    try:
        assert Path(node.path()).is_relative_to(tmp_path)
        assert node.run_command([*node.npm(), "--version"])[:1].isdigit()
    finally:
        node.path.cache_clear()


def test_where_node_cannot_be_fetched_an_error_says_what_would_do(tmp_path, monkeypatch):
    python = sys.executable
    without_node(monkeypatch, tmp_path)
    offline = [python, "-m", "pip", "install", "--quiet", "--no-index"]
    monkeypatch.setattr(node, "installer", lambda: offline)
    try:
        with pytest.raises(build.BuildError, match=r"no Node\.js 20 or newer.*Install Node\.js"):
            node.path()
    finally:
        node.path.cache_clear()


def test_a_damaged_cache_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(npm, "folder", lambda: tmp_path / "node_modules")
    with pytest.raises(build.BuildError, match=r"pyodide\.asm\.js is missing; it comes again"):
        npm.file("pyodide.asm.js")
