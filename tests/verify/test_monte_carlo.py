"""Ranges agree with draws by numpy, which knows nothing of this project."""

import json
import subprocess
from pathlib import Path

import pytest

from calc.form import registry
from calc.form.state import FormSettings, fill
from tests.verify import reference

pytestmark = pytest.mark.long

DRAWS = Path(__file__).with_name("monte_carlo.py")


def test_the_rent_of_behemoth_agrees_with_a_million_draws_by_numpy():
    python = str(reference.environment())
    drawn = subprocess.run([python, "-I", DRAWS], capture_output=True, check=True, text=True)
    inputs = {
        "model": "behemoth",
        "mfu": f"{390e12 / 989.5e12:.6%}",
        "tokens": "20T to 40T",
        "usd_per_gpu_hour": "$2 to $4",
    }
    filled = fill(registry.find("training_run"), FormSettings(), inputs)
    assert filled.spread
    found = filled.spread.numbers["cost"]
    assert [found.low, found.middle, found.high] == pytest.approx(
        json.loads(drawn.stdout), rel=0.01
    )
