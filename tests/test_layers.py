"""Imports point one way, the generator knows no subject, and each language keeps to its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from calc import shipped
from tests import house

ROOT = Path(__file__).parents[1]

type Rule = Callable[[Path], Iterator[str]]

BROKEN: dict[Rule, dict[str, str]] = {
    house.imports_of_rooms: {"calc/form/wrong.py": "def f():\n    from calc.llm import flops"},
    house.subject_in_generator: {"calc/chart/wrong.py": "# Scout's colour"},
    house.circles: {
        "calc/llm/one.py": "def f():\n    from calc.llm import two",
        "calc/llm/two.py": "from calc.llm.one import f",
    },
    house.other_packages_in_what_ships: {"calc/llm/wrong.py": "import numpy"},
    house.slow_imports_in_what_ships: {"calc/llm/wrong.py": "from pathlib import Path"},
    house.evaluated_text: {"calc/form/wrong.py": "eval('1')"},
    house.changed_modules: {
        "calc/mkdocs/wrong.py": "from calc.form import html\nhtml.blocks = None"
    },
    house.sentences_outside_words: {"calc/form/wrong.py": 'TEXT = "There is nothing here."'},
    house.tests_in_product: {"calc/analysis/wrong.py": 'DATA = ROOT / "tests" / "data"'},
    house.pages_in_arithmetic: {"calc/llm/wrong.py": 'PAGE = "verdict.md#claim-1"'},
    house.formulas_in_scripts: {"calc/browser/wrong.js": "x.toFixed(2)"},
    house.calculators_in_scripts: {"calc/browser/wrong.js": 'ask("training_run")'},
}
"""Every rule, with files that break it."""


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule):
    assert list(rule(ROOT)) == []


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_a_file_that_breaks_the_rule_is_found(rule: Rule, tmp_path: Path):
    shutil.copytree(ROOT / "calc", tmp_path / "calc", ignore=shutil.ignore_patterns("data"))
    for name, text in BROKEN[rule].items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert any("wrong" in found or "two" in found for found in rule(tmp_path))


def test_two_scripts_that_import_each_other_are_found(tmp_path: Path):
    folder = tmp_path / "calc" / "browser"
    folder.mkdir(parents=True)
    (folder / "a.js").write_text('import { b } from "./b.js";', encoding="utf-8")
    (folder / "b.js").write_text('export { a } from "./a.js";', encoding="utf-8")
    assert len(list(house.circles(tmp_path))) == 2


def test_every_room_has_its_place():
    rooms = {house.room(ROOT, path) for path in (*house.python(ROOT), *house.scripts(ROOT))}
    assert rooms == {*house.ALLOWED}


def test_what_ships_is_what_the_snapshot_takes():
    paths = [ROOT / path for path in shipped.sources() if path.startswith("calc/")]
    assert {house.room(ROOT, path) for path in paths} == {*house.SHIPS}
