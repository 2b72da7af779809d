"""`python -m calc new` writes a site that works, and writes over nothing."""

from pathlib import Path

import pytest

from calc.mkdocs import new
from tests.authors import installed


def test_its_own_tests_pass(made):
    folder = made("new")
    done = installed.author(folder, "pytest", "-q")
    assert done.returncode == 0, done.stdout
    assert "3 passed" in done.stdout


def test_it_refuses_to_write_over_anything(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = tmp_path / "coffee"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("mine")
    assert new.main([str(folder)]) == 1
    assert f"{folder}/docs/index.md exists already; choose a folder without it." in (
        capsys.readouterr().err
    )
    assert [file.name for file in folder.rglob("*") if file.is_file()] == ["index.md"]
    assert (folder / "docs" / "index.md").read_text() == "mine"


@pytest.mark.parametrize("arguments", [[], ["one", "two"], ["--help"]])
def test_without_one_folder_it_says_how_it_is_called(arguments, capsys):
    assert new.main(arguments) == 2
    assert "python -m calc new FOLDER" in capsys.readouterr().err


def test_a_file_in_the_way_is_a_sentence(tmp_path: Path, capsys):
    (tmp_path / "file").write_text("")
    assert new.main([str(tmp_path / "file")]) == 1
    assert "use another folder." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("folder", "title"),
    [("coffee", "Coffee"), ("my-first_site", "My first site"), ("a: 'b' \"c\"", "A: 'b' \"c\"")],
)
def test_the_site_is_named_like_its_folder(tmp_path: Path, folder: str, title: str):
    assert new.main([str(tmp_path / folder)]) == 0
    config = (tmp_path / folder / "mkdocs.yml").read_text(encoding="utf-8")
    import yaml

    assert yaml.safe_load(config)["site_name"] == title
