"""The arithmetic is measured in CPython and in Pyodide."""

import re

from tests.bench import arithmetic

LINE = re.compile(r"DeepSeek-V3 in (\w+).*: import [\d.]+ ms, first figures [\d.]+ ms, then [\d.]+")


def test_both_are_measured(capsys):
    arithmetic.main(runs=1)
    assert LINE.findall(capsys.readouterr().out) == ["CPython", "Pyodide"]
