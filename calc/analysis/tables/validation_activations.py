"""What classes of the transformers library keep for the backward pass, beside our two figures."""

from collections.abc import Iterator

from calc.analysis import measured
from calc.analysis.tables import _validation
from calc.form import display
from calc.llm import config, memory

HEAD = ("Class", "Kept", "Ours, fused and plain", "Plain off by")


def rows() -> Iterator[list[str]]:
    """One row for each class, of a small model with the usual sizes."""
    for row in measured.rows("saved_activations"):
        model = config.read(row["config"])
        low, high = memory.activations(model, row["micro_batch"], row["context"])
        yield [
            row["config"]["model_type"],
            display.quantity(row["saved"], "B"),
            f"{display.quantity(low, 'B')}, {display.quantity(high, 'B')}",
            _validation.difference(high, row["saved"]),
        ]
