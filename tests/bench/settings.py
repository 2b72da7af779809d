"""The links and processors that pages are tried over."""

from dataclasses import dataclass

from tests.bench.links import Link

LOOPBACK = "loopback"
SLOW_LINK = "10 Mbit/s, 40 ms"
SLOW_CPU = "loopback, CPU ÷ 4"
SLOW_LINK_AND_CPU = "10 Mbit/s, 40 ms, CPU ÷ 4"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """How fast a reader's link and processor are."""

    name: str
    rate: float | None = None
    delay: float = 0
    slower: float = 1

    def link(self) -> Link:
        """A fresh link."""
        return Link(self.name, rate=self.rate, delay=self.delay)


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting(name=LOOPBACK),
        Setting(name=SLOW_LINK, rate=10e6 / 8, delay=0.04),
        Setting(name=SLOW_CPU, slower=4),
        Setting(name=SLOW_LINK_AND_CPU, rate=10e6 / 8, delay=0.04, slower=4),
    )
}
