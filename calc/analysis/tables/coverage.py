"""Each type of model, and whether its counts are those of transformers; a run wrote the data.

`python -m tests.verify.differential --write` writes it.
"""

from collections.abc import Iterator

from calc.analysis import measured

HEAD = ("`model_type`", "Counts", "Configs compared", "Checked")


def rows() -> Iterator[list[str]]:
    """One row for each decoder language model and each wrapper of one."""
    found = measured.result("coverage")
    checked = f"{found['date']}, transformers {found['transformers']}"
    for model_type, each in found["types"].items():
        if each["wrong"]:
            said = "not equal in every number"
        else:
            said = "exact" if each["compared"] else f"not compared: {each['reason']}"
        yield [f"`{model_type}`", said, f"{each['compared']}", checked]
