"""What the auditors answer is read as they mean it: also when they do not answer."""

import json

from tests import audit

CLEAN = {"dependencies": [{"name": "uv", "version": "0.1", "vulns": []}], "fixes": []}
BAD = {"dependencies": [{"name": "uv", "version": "0.1", "vulns": [{"id": "PYSEC-1"}]}]}
SKIPPED = {"dependencies": [{"name": "uv", "skip_reason": "not found on PyPI"}]}

NPM_CLEAN = {"vulnerabilities": {}, "metadata": {"dependencies": {"total": 7}}}
NPM_BAD = {"vulnerabilities": {"left": {}}, "metadata": {"dependencies": {"total": 7}}}
NPM_REFUSED = {"statusCode": 405, "body": "", "error": {"summary": ""}}


def test_a_vulnerable_package_is_named():
    assert str(audit.of_pip_audit("a.txt", json.dumps(BAD))) == (
        "a.txt: vulnerable: uv 0.1 (PYSEC-1)."
    )
    assert str(audit.of_npm_audit("a.json", json.dumps(NPM_BAD))) == "a.json: vulnerable: left."


def test_a_clean_lock_says_of_how_many_packages():
    assert str(audit.of_pip_audit("a.txt", json.dumps(CLEAN))) == (
        "a.txt: no known vulnerability; 1 of 1 packages could be asked for."
    )
    assert "7 of 7 packages" in str(audit.of_npm_audit("a.json", json.dumps(NPM_CLEAN)))


def test_no_answer_is_not_a_clean_bill():
    for text in ("", "timed out", "[]", json.dumps(SKIPPED)):
        assert "not audited" in str(audit.of_pip_audit("a", text))
    for text in ("", json.dumps(NPM_REFUSED)):
        assert "not audited" in str(audit.of_npm_audit("a", text))


def test_every_lock_is_audited():
    assert {*audit.LOCKS, "requirements.txt"} == names("requirements*.txt") | names("node.txt")
    assert set(audit.NPM_LOCKS) == names("package-lock.json")


def names(pattern: str) -> set[str]:
    """The files of the project with such a name."""
    folders = (audit.ROOT, audit.ROOT / "calc/snapshot/lock", *audit.ROOT.glob("tests/*"))
    places = [place for folder in folders for place in folder.glob(pattern)]
    return {place.relative_to(audit.ROOT).as_posix() for place in places}
