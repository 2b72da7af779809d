"""What the browser gets: the same bytes each time, only what is needed, tried before it ships."""

import base64
import gzip
import hashlib
import importlib.util
import json
import re
import sys
import time
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
    module_usage,
    node,
    npm,
    package,
    pyodide_in_node,
    questions,
    stdlib,
    verify,
)
from calc.snapshot.pyodide_in_node import MemorySnapshot

ANSWER = "calc/answer.py"


def silent(_: str) -> None:
    pass


@pytest.fixture(scope="module")
def files():
    """The bundle of this project, by name."""
    return {file.name: file.content for file in build.files()}


@pytest.fixture(scope="module")
def reached():
    return module_usage.modules(package.compiled())


def one(files, pattern):
    [content] = [content for name, content in files.items() if re.fullmatch(pattern, name)]
    return content


def answering(source: str, reached) -> MemorySnapshot:
    """The image of a package whose `calc.answer` is another."""
    compiled = package.compiled() | bytecode.compiled({ANSWER: source.encode()})
    return memory_snapshot.make(stdlib.archive(reached), bytecode.archive(compiled))


def test_the_same_sources_give_the_same_bytes(files, tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    again = {file.name: file.content for file in build.files(draft=True)}
    # A draft has the whole machine, and scripts that name it.
    made = {name for name in files if name.startswith(("snapshot.", "pyodide."))}
    assert len(made) == 2
    assert {name: again[name] for name in made} == {name: files[name] for name in made}
    assert interpreter.trimmed() == one(files, r"python\..*")


def test_what_did_not_change_is_made_within_a_second(files, tmp_path):
    start = time.process_time()
    build.write(tmp_path, compressed=False)
    assert time.process_time() - start < 1


def test_it_answers_as_cpython_does(files):
    """`made` asked everything; here the finished files are asked once more, for all to see."""
    from calc.answer import answer

    question = json.dumps({"calculator": "experts", "inputs": {"routed_experts": "64"}})
    layout = known(one(files, r"\w{12}/worker\.js"), "layout")
    ready = MemorySnapshot(content=one(files, r"snapshot\..*"), layout=json.dumps(layout))
    answered = pyodide_in_node.ask(ready, [question], trimmed=one(files, r"python\..*"))
    assert answered == [answer(question)]


def test_a_missing_module_fails_by_its_name(reached):
    modules = set(reached) - {"json.decoder"}
    with pytest.raises(build.BuildError, match=r"No module named 'json\.decoder'"):
        memory_snapshot.make(stdlib.archive(modules), bytecode.archive(package.compiled()))


def test_another_answer_than_cpythons_fails_with_both(reached):
    other = answering("def answer(question): return 'something else'", reached)
    with pytest.raises(build.BuildError, match=r"something else.*where CPython has"):
        verify.verify(interpreter.full(), other, silent)


def test_an_answer_that_raises_fails_with_what_python_said(reached):
    other = answering("def answer(question): return 1 // 0", reached)
    with pytest.raises(build.BuildError, match=r"ZeroDivisionError\(.*by zero"):
        verify.verify(interpreter.full(), other, silent)


def test_an_import_that_only_an_answer_makes_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    lazy = "def answer(question):\n    import colorsys\n    return ''\n"
    compiled = package.compiled() | bytecode.compiled({ANSWER: lazy.encode()})
    assert "colorsys" in module_usage.modules(compiled)


def test_a_draft_takes_what_was_found_before(reached, monkeypatch):
    module_usage.modules(package.compiled(), draft=True)
    monkeypatch.setattr(questions, "questions", lambda: iter(["another question"]))
    monkeypatch.setattr(node, "path", lambda: pytest.fail("Pyodide was asked again"))
    assert module_usage.modules(package.compiled(), draft=True) == reached


def test_bytecode_is_of_the_python_that_pyodide_is(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    stdlib.check_magic()


def test_another_python_cannot_build(monkeypatch):
    monkeypatch.setattr(importlib.util, "MAGIC_NUMBER", b"\xcb\r\r\n")
    with pytest.raises(build.BuildError, match=r"Pyodide runs Python 3\.13.* this Python writes"):
        stdlib.check_magic()


@pytest.fixture(scope="module")
def members():
    """The modules in the image, by path."""
    return build.modules()


def test_only_what_answers_is_shipped(members):
    ours = {path.split("/")[1] for path in members if path.startswith("calc/")}
    modules = {"__init__.pyc", "units.pyc", "site.pyc", "answer.pyc"}
    assert ours <= modules | {"form", "chart", "llm", "calculators"}
    assert {Path(path).suffix for path in members} == {".pyc"}
    assert not {"inspect", "asyncio", "unittest", "pyodide"} & {
        path.partition("/")[0].removesuffix(".pyc") for path in members
    }


def test_bytecode_names_no_folder_and_no_time(members):
    for content in members.values():
        assert content[4:16] == b"\1" + bytes(11)
        assert not bytecode.code(content).co_filename.startswith("/")


def test_titles_are_in_the_docstrings_of_calc_only(members):
    assert bytecode.code(members["calc/calculators/experts.pyc"]).co_consts[0]
    assert b"The following are aliases" not in members["json/__init__.pyc"]
    assert b"JavaScript Object Notation" not in members["json/__init__.pyc"]


def test_the_image_holds_what_answers_need_and_no_rubbish(files):
    ready = one(files, r"snapshot\..*")
    assert b"Llama 4 model card" in ready
    layout = known(one(files, r"\w{12}/worker\.js"), "layout")
    assert sum(end - start for start, end in layout["runs"]) == len(ready)
    ends = [place for run in layout["runs"] for place in run]
    assert ends == sorted(ends)
    assert ends[-1] <= layout["size"]
    for start, end in interpreter.read().zeroed:
        assert not any(start <= place < end for place in ends[::2])
    # An archive that had been let go of would still say this once for each of its hundred files;
    # here and there it is left over in memory that is free.
    assert ready.count(b"PK\x03\x04") < 20


def test_an_image_is_the_same_wherever_and_whenever_it_is_made(reached, tmp_path, monkeypatch):
    package_ = bytecode.archive(
        bytecode.compiled({"small.py": b"import json\ndef say(t): return t"})
    )
    first = memory_snapshot.make(stdlib.archive(reached), package_, "small.say")
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert memory_snapshot.make(stdlib.archive(reached), package_, "small.say") == first


def test_names_carry_the_content(files):
    for name, content in files.items():
        if found := re.fullmatch(r"\w+\.([0-9a-f]{12})\.\w+", name):
            assert hashlib.sha256(content).hexdigest().startswith(found[1])
    assert {name for name in files if not re.search(r"[0-9a-f]{12}", name)} - {"element.js"} == {
        path.name for path in (cache.ROOT / "calc/browser").glob("*.css")
    }


def test_names_offend_no_proxy(files):
    assert {Path(name).suffix for name in files} == {".js", ".wasm", ".css"}


def test_a_change_of_calc_leaves_the_machine_in_the_readers_cache(files):
    other = MemorySnapshot(content=b"other", layout="{}")
    names = {file.name for file in build.assemble(interpreter.trimmed(), other, "other")}
    kept = {name for name in files if name.startswith(("pyodide.", "python.", "full."))}
    assert len(kept) == 3
    assert kept <= names
    assert not [name for name in files if name.startswith("snapshot.") and name in names]


def test_the_scripts_know_every_file_by_its_hash(files):
    first = known(one(files, r"\w{12}/worker\.js"), "files")
    fallback = known(one(files, r"\w{12}/fallback\.js"), "full")
    assert set(first) == {"interpreter", "snapshot"}
    for file in [*first.values(), fallback["interpreter"], fallback["script"]]:
        digest = hashlib.sha256(files[file["name"]]).digest()
        assert file["integrity"] == "sha256-" + base64.b64encode(digest).decode()
        assert file["size"] == len(files[file["name"]])
    assert known(one(files, r"\w{12}/controller\.js"), "fingerprint") == package.fingerprint()


def known(script: bytes, name: str):
    """The value of a constant that Python wrote into a script."""
    [value] = re.findall(rf"^var {name} = (.+?);$", script.decode(), re.MULTILINE | re.DOTALL)
    return json.loads(re.sub(r"(?<=[{ ])(\w+):", r'"\1":', value))


def test_of_the_whole_machine_what_its_script_calls_is_named(files):
    calls = known(one(files, r"\w{12}/fallback\.js"), "full")["exports"]
    assert {"malloc", "__main_argc_argv", "__wasm_call_ctors"} <= set(calls)
    assert len(calls) < 300
    script = one(files, r"pyodide\.\w+\.js").decode()
    assert set(re.findall(r'=wasmExports\["(\w+)"\]', script)) == set(calls)


def test_the_script_that_stays_leads_to_the_one_with_its_content_in_its_name(files):
    [loaded] = re.findall(r'^import "\./(.+)";$', files["element.js"].decode(), re.MULTILINE)
    assert re.fullmatch(r"\w{12}/element\.js", loaded)
    assert loaded in files


def test_compressed_copies_are_the_file():
    file = build.File(name="snapshot.wasm", content=b"standard library " * 1000)
    itself, smallest, common = compress.with_copies(file, silent)
    assert itself == file
    assert (smallest.name, common.name) == ("snapshot.wasm.br", "snapshot.wasm.gz")
    assert brotli.decompress(smallest.content) == gzip.decompress(common.content) == file.content
    assert len(smallest.content) < len(file.content) / 10


def test_writing_leaves_nothing_of_before(files, tmp_path):
    (tmp_path / "snapshot.0123456789ab.wasm").write_bytes(b"old")
    said: list[str] = []
    build.write(tmp_path, compressed=False, say=said.append)
    written = {p.relative_to(tmp_path).as_posix(): p for p in tmp_path.rglob("*") if p.is_file()}
    assert {name: path.read_bytes() for name, path in written.items()} == files
    assert f"{len(one(files, r'snapshot.*')):,}" in said[-1]


def test_without_node_a_sentence_says_what_brings_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(node, "_wheel", lambda: None)
    with pytest.raises(build.BuildError, match=r"no Node\.js 20 or newer"):
        node.path.__wrapped__()


def test_without_pyodide_a_sentence_says_what_brings_it(tmp_path, monkeypatch):
    monkeypatch.setattr(npm, "FOLDER", tmp_path)
    with pytest.raises(build.BuildError, match=r"pyodide\.asm\.js is missing; `npm ci`"):
        npm.file("pyodide.asm.js")
