"""The parts of `make bench`, each of which can be run alone: `ONLY=cold,warm make bench`."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from playwright.sync_api import Error, Playwright

from tests.bench import arithmetic, builds, calibrate, plain, report, visits, weight
from tests.bench.bounds import PLAIN
from tests.bench.figures import Figures
from tests.bench.settings import LOOPBACK, SETTINGS, SLOW_CPU, SLOW_LINK, SLOW_LINK_AND_CPU
from tests.bench.variants import OURS, Variant, compressed

INPUTS_TO_TIME = 60


@dataclass
class Bench:
    """One run of everything."""

    playwright: Playwright
    figures: Figures
    rounds: int
    variants: tuple[Variant, ...]
    slowed: dict[str, float] = field(default_factory=dict)
    """How many times slower a page and a worker were, and what was asked for that."""

    def slower(self, setting: str) -> float:
        """What to ask for, so that a setting's processor is as slow as it says."""
        if SETTINGS[setting].slower == 1:
            return 1
        if not self.slowed:
            self.slowed = calibrate.measured(self.playwright, SETTINGS[setting].slower)
            report.say(calibrate.sentence(self.slowed))
        return self.slowed["asked"]

    @contextmanager
    def host(self, variant: Variant, setting: str) -> Iterator[visits.Host]:
        """A variant, served in a setting."""
        slower = self.slower(setting)
        link = SETTINGS[setting].link()
        with visits.hosted(self.playwright, variant, link, slower) as host:
            yield host

    def turns(
        self, what: str, setting: str, run: Callable[[visits.Host], None],
        variants: Iterable[Variant] | None = None, rounds: int | None = None,
    ) -> None:  # fmt: skip
        """Run each variant in turn, once a round; report a variant that fails."""
        report.say(f"{what}, {setting} …")
        for _ in range(rounds or self.rounds):
            for variant in variants or self.variants:
                try:
                    with self.host(variant, setting) as host:
                        run(host)
                except (Error, TimeoutError) as error:
                    report.say(f"{variant.name}: {str(error).partition('\n')[0]}")

    @property
    def ours(self) -> Variant:
        """The built site."""
        return next(variant for variant in self.variants if variant.name == OURS)

    def add(self, figure: str, host: visits.Host, *values: float) -> None:
        """Note a figure of a host's variant in the host's setting."""
        self.figures.add(figure, host.variant.name, host.link.name, *values)


def cold(bench: Bench) -> None:
    """The first answer in a browser that knows nothing; on the fast link also the second visit."""

    def both(host: visits.Host) -> None:
        first, again = visits.cold_and_warm(host)
        note(host, first)
        bench.add("warm", host, again.seconds)
        bench.add("warm bytes", host, again.bytes)

    def note(host: visits.Host, answer: visits.Answer) -> None:
        bench.add("cold", host, answer.seconds)
        bench.add("bytes", host, answer.bytes)
        bench.add("requests", host, answer.requests)

    bench.turns("first answer, and again in a new browser", LOOPBACK, both)
    for setting in (SLOW_LINK, SLOW_LINK_AND_CPU):
        bench.turns("first answer", setting, lambda host: note(host, visits.cold(host)))
    report.answers(bench.figures, [variant.name for variant in bench.variants])


def after(bench: Bench) -> None:
    """The first answer when the field is touched five seconds after the page was opened."""

    def one(host: visits.Host) -> None:
        bench.add("after", host, visits.after(host, 5).seconds)

    bench.turns("touched after 5 s", LOOPBACK, one)
    report.one(bench.figures, "after")


def recompute(bench: Bench) -> None:
    """From an input event to the painted result."""

    def one(host: visits.Host) -> None:
        for kind, times in visits.recomputed(host, INPUTS_TO_TIME).items():
            for touched, answered, began, ended in times:
                # Without the wait for the screen's next picture, and with it.
                rendered = answered - touched + ended - began
                bench.add(f"recompute {kind}", host, rendered / 1000)
                bench.add(f"recompute {kind}, seen", host, (ended - touched) / 1000)

    rounds = max(1, bench.rounds // 2)
    bench.turns("recompute", LOOPBACK, one, rounds=rounds)
    bench.turns("recompute", SLOW_CPU, one, variants=[bench.ours], rounds=rounds)
    report.recompute(bench.figures)


def weigh(bench: Bench) -> None:
    """What calculators cost a page before they are touched, and what they hold up."""
    without = replace(bench.ours, name=PLAIN, folder=compressed(plain.site()))

    def one(host: visits.Host) -> None:
        found = weight.weight(host)
        bench.add("page bytes", host, found.bytes)
        bench.add("page requests", host, found.requests)
        bench.add("paint", host, found.paint)
        bench.add("longest task at opening", host, found.longest)

    def main_thread(host: visits.Host) -> None:
        found = weight.held(host)
        bench.add("longest task", host, max(found.longest_script, found.longest_task))

    for setting in (LOOPBACK, SLOW_CPU):
        bench.turns("the page before intent", setting, one, variants=[bench.ours, without])
        bench.turns("the main thread", setting, main_thread, variants=[bench.ours])
    report.weights(bench.figures)


def build(bench: Bench) -> None:
    """How long MkDocs takes for many calculators, and for tables in their places."""
    report.say(f"building pages with {', '.join(map(str, builds.SIZES))} calculators …")
    for size in builds.SIZES:
        for kind in builds.KINDS:
            took = builds.built(size, kind)
            where = (kind, f"{size} calculators")
            bench.figures.add("build", *where, took.seconds)
            bench.figures.add("build memory", *where, took.memory)
            bench.figures.add("build pages", *where, took.pages)
    report.builds(bench.figures)


def figure(_: Bench) -> None:
    """The arithmetic alone."""
    report.say("a config.json and all its figures …")
    arithmetic.main()


PARTS: dict[str, Callable[[Bench], None]] = {
    "cold": cold,
    "after": after,
    "recompute": recompute,
    "weight": weigh,
    "builds": build,
    "arithmetic": figure,
}
