"""The modules of calc/browser in the few files that are sent."""

import re
from pathlib import Path

import pytest

from calc import site
from calc.site import Site
from calc.snapshot import manifest, script_words, scripts
from calc.snapshot.errors import BuildError

GENERATED = {
    "files.js": "export const files = {}, layout = {}, fingerprint = 'made';",
    "fallback.js": "export const full = {};",
    "words.js": script_words.module(),
}


def test_every_module_is_in_a_file_that_is_sent():
    texts = scripts.joined(GENERATED)
    entries = (*scripts.ENTRIES, *scripts.of_site())
    assert sorted(texts) == sorted(Path(entry).name for entry in entries)
    sent = {
        name
        for text in texts.values()
        for name in re.findall(rb"^// browser:(\S+)$", text, re.MULTILINE)
    }
    paths = scripts.BROWSER.rglob("*.js")
    written = {path.relative_to(scripts.BROWSER).as_posix() for path in paths} - {"protocol.js"}
    assert {name.decode() for name in sent} == written | set(GENERATED) | set(scripts.of_site())


def test_a_file_that_is_sent_has_what_it_imports_but_other_such_files():
    texts = {
        name: re.sub(r"/\*.*?\*/", "", text.decode(), flags=re.DOTALL)
        for name, text in scripts.joined(GENERATED).items()
    }
    imports = re.compile(r'(?:from |import\(|loadScript\(new URL\()"(.+?)"')
    assert {name: set(imports.findall(text)) for name, text in texts.items()} == {
        "element.js": {"./controller.js"},
        "controller.js": set(),
        "worker.js": {"./fallback.js", "./full_interpreter.js"},
        "fallback.js": set(),
        "full_interpreter.js": set(),
        "tensor_files.js": set(),
    }


@pytest.fixture
def stars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the scripts of a site."""
    (tmp_path / "sky").mkdir()
    (tmp_path / "sky" / "__init__.py").touch()
    (tmp_path / "sky" / "stars.js").write_text("export const read = () => ({ text: 'stars' });\n")
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path / "sky"


def test_a_script_of_the_site_is_a_file_of_its_own(stars, monkeypatch):
    monkeypatch.setattr(site, "_in_use", Site(scripts=("sky:stars.js",)))
    texts = scripts.joined(GENERATED)
    assert sorted(texts) == sorted([*(Path(e).name for e in scripts.ENTRIES), "stars.js"])
    assert b'text: "stars"' in texts["stars.js"]
    assert b"export {" in texts["stars.js"]
    assert not [name for name, text in texts.items() if name != "stars.js" and b"stars.js" in text]


@pytest.mark.parametrize(
    ("resource", "sentence"),
    [
        ("sky:no.js", "The script sky:no.js cannot be read: "),
        ("nothing:stars.js", "The script nothing:stars.js cannot be read: No module named"),
        ("sky:worker.js", "The script sky:worker.js has the name of one of calc/browser."),
    ],
)
def test_a_script_that_cannot_be_published_is_named(stars, monkeypatch, resource, sentence):
    monkeypatch.setattr(site, "_in_use", Site(scripts=(resource,)))
    with pytest.raises(BuildError, match=re.escape(sentence)):
        scripts.joined(GENERATED)


def test_a_module_that_is_not_there_is_named_with_who_imports_it():
    with pytest.raises(BuildError, match=r"joined: browser:[\w/]+\.js:\d+: there is no files\.js"):
        scripts.joined({name: text for name, text in GENERATED.items() if name != "files.js"})


def test_a_style_sheet_of_the_site_is_appended_to_the_one_with_its_name(tmp_path, monkeypatch):
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "chart.css").write_text("\nb {}\n")
    (tmp_path / "sheets" / "more.css").write_text("c {}\n")
    (tmp_path / "sheets" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(site, "_in_use", Site(styles=("sheets:chart.css", "sheets:more.css")))
    sheets = {sheet.name: sheet.content.decode() for sheet in manifest.style_sheets()}
    assert list(sheets) == ["calculator.css", "chart.css", "site.css", "more.css"]
    assert sheets["chart.css"] == (scripts.BROWSER / "chart.css").read_text() + "\nb {}\n"
    assert sheets["more.css"] == "c {}\n"
