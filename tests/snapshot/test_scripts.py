"""The modules of calc/browser in the few files that are sent."""

import re

import pytest

from calc.snapshot import scripts
from calc.snapshot.errors import BuildError

GENERATED = {
    "files.js": "export const files = {}, layout = {}, fingerprint = 'made';",
    "spare.js": "export const whole = {};",
}


def test_every_module_is_in_a_file_that_is_sent():
    texts = scripts.joined(GENERATED)
    assert list(texts) == list(scripts.ENTRIES)
    sent = {
        name
        for text in texts.values()
        for name in re.findall(rb"^// runtime:(\S+)$", text, re.MULTILINE)
    }
    written = {path.name for path in scripts.RUNTIME.glob("*.js")} - {"protocol.js"}
    assert {name.decode() for name in sent} == written | set(GENERATED)


def test_a_file_that_is_sent_has_what_it_imports_but_other_such_files():
    texts = {
        name: re.sub(r"/\*.*?\*/", "", text.decode(), flags=re.DOTALL)
        for name, text in scripts.joined(GENERATED).items()
    }
    imports = re.compile(r'(?:from |import\()"(.+?)"')
    assert {name: set(imports.findall(text)) for name, text in texts.items()} == {
        "element.js": {"./calculator.js"},
        "calculator.js": {"./element.js"},
        "worker.js": {"./spare.js", "./whole.js"},
        "spare.js": set(),
        "whole.js": set(),
    }


def test_a_module_that_is_not_there_is_named_with_who_imports_it():
    with pytest.raises(BuildError, match=r"joined: runtime:\w+\.js:\d+: there is no files\.js"):
        scripts.joined({"spare.js": GENERATED["spare.js"]})
