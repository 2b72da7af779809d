"""Times to the first answer: this site beside other pages that run Python."""

from collections.abc import Iterator

from calc.analysis import measured
from calc.analysis.tables import _speed

SETTINGS = tuple(dict.fromkeys(setting for _, setting in _speed.figures("cold")))

HEAD = (
    "Page",
    *(f"First answer, {setting}" for setting in SETTINGS),
    "Second visit",
    "Touched later",
    "Bytes",
    "Requests",
)


def rows() -> Iterator[list[str]]:
    """One row for each page, this site first."""
    cold, warm, after = (_speed.figures(name) for name in ("cold", "warm", "after"))
    sizes, requests = _speed.figures("bytes"), _speed.figures("requests")
    for name, version in measured.result("speed")["versions"].items():
        here = (name, _speed.LOOPBACK)
        yield [
            f"{name} {version}".strip(),
            *(_speed.seconds(cold.get((name, setting))) for setting in SETTINGS),
            _speed.seconds(warm.get(here)),
            _speed.milliseconds(after[here]["median"]) if here in after else _speed.NOT_MEASURED,
            _speed.quantity(sizes[here]["median"], "B") if here in sizes else _speed.NOT_MEASURED,
            f"{requests[here]['median']:.0f}" if here in requests else _speed.NOT_MEASURED,
        ]
