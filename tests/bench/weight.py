"""What calculators cost a page before anyone touches them, and what they hold up afterwards."""

from dataclasses import dataclass

from tests.bench import browsers
from tests.bench.visits import Host

RUNTIME = "/runtime/"


@dataclass(frozen=True, kw_only=True)
class Weight:
    """One page opened, with or without calculators."""

    bytes: int
    """Before intent: with the reader's wish to save data, nothing starts by itself."""
    requests: int
    paint: float
    """Largest contentful paint, in seconds."""
    longest: float
    """The longest task until the page had settled, in seconds."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """The main thread of a page while Python starts in it and many inputs are answered."""

    longest_script: float
    """The longest that a script of ours ran, in seconds."""
    longest_task: float
    """The longest task of any kind once the page had settled, in seconds."""
    long_tasks: int
    """Those over 50 ms once the page had settled."""


def weight(host: Host, *, settle: float = 3) -> Weight:
    """Open the page twice: as it is for its paint, and saving data for its bytes."""
    with browsers.profile() as profile, host.visit(profile) as page:
        page.wait_for_timeout(1000 * settle * host.slower)
        paint, tasks = page.evaluate("[bench.paint, bench.tasks]")
    with browsers.profile() as profile, host.visit(profile, saving=True) as page:
        page.wait_for_load_state("load")
        page.wait_for_timeout(1000 * settle)
        seen, requests = host.link.carried, len(host.link.requests)
        if any("/worker.js" in path for path in host.link.requests):
            raise RuntimeError("the page asked for Python before anyone touched a calculator")
    longest = max((duration for _, duration in tasks), default=0)
    return Weight(bytes=seen, requests=requests, paint=paint / 1000, longest=longest / 1000)


def held(host: Host, *, inputs: int = 20, settle: float = 2) -> Held:
    """Open the page, let it settle, then start Python by a touch and go on."""
    texts = [f"{31 + turn}e12" for turn in range(1, inputs + 1)]
    variant = host.variant
    with browsers.profile() as profile, host.visit(profile, saving=True) as page:
        page.wait_for_load_state("load")
        page.wait_for_timeout(1000 * settle * host.slower)
        settled = page.evaluate("performance.now()")
        page.evaluate("given => bench.play(...given)", [variant.field, texts, variant.result])
        page.wait_for_timeout(500)
        tasks, frames = page.evaluate("[bench.tasks, bench.frames]")
    late = [duration for start, duration in tasks if start > settled]
    ours = [duration for url, duration in frames if RUNTIME in url]
    return Held(
        longest_script=max(ours, default=0) / 1000,
        longest_task=max(late, default=0) / 1000,
        long_tasks=len(late),
    )
