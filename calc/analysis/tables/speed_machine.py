"""When and on which machine the speed was measured."""

from collections.abc import Iterator

from calc.analysis import measured

HEAD = ("", "")


def rows() -> Iterator[list[str]]:
    """One row for each property of the measurement."""
    result = measured.result("speed")
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
