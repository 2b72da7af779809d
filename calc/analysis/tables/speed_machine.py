"""When and on what it was measured."""

from collections.abc import Iterator

from calc.analysis.tables import _speed

HEAD = ("", "")


def rows() -> Iterator[list[str]]:
    """A row a property."""
    result = _speed.result()
    machine, slowed = result["machine"], result["slowed"]
    yield ["Measured on", result["date"]]
    yield ["Runs of each figure", str(result["rounds"])]
    yield ["Processor", f"{machine['cpu']}, {machine['cores']} cores"]
    yield ["Memory", f"{machine['memory'] / 2**30:.3g} GiB"]
    yield ["System", machine["system"]]
    yield ["Browser", machine["browser"]]
    yield ["Other processes that were running when it began", str(machine["load"])]
    if slowed:
        yield [
            f"What CPU ÷ {slowed['wanted']:g} came to",
            f"{slowed['page']:.2g} times slower in a page, {slowed['worker']:.2g} in a worker",
        ]
