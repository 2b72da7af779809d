"""Every type of model is counted as transformers counts it."""

import pytest

from tests.verify import differential

pytestmark = pytest.mark.long


def test_every_count_is_that_of_transformers(capsys: pytest.CaptureFixture[str]):
    """Some 3,000 configs; `python -m tests.verify.differential --each 120` compares 30,000."""
    failed = differential.main(["--each", "12"])
    assert not failed, capsys.readouterr().out
