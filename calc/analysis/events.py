"""What became known before and after the analysis of 6 April 2025, by date."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that was said, or that happened."""

    date: str
    """As exactly as it is known: a day or a month."""
    what: str
    sources: tuple[str, ...]
    """Keys in `calc.analysis.sources.SOURCES`."""


EVENTS: tuple[Event, ...] = (
    Event(
        date="2024-10",
        what="Meta says that Llama 4 trains “on a cluster bigger than 100,000 H100s”, the "
        "smaller models first.",
        sources=("EARNINGS",),
    ),
    Event(
        date="2025-01",
        what="The Information reports four “war rooms” at Meta that study DeepSeek.",
        sources=("WARROOMS",),
    ),
    Event(
        date="2025-01-29",
        what="Zuckerberg: “Llama 4 mini is done with pre-training and our reasoning models and "
        "larger model are looking good too.”",
        sources=("EARNINGS",),
    ),
    Event(
        date="2025-04-01",
        what="Joelle Pineau, head of FAIR, announces that she leaves on 30 May.",
        sources=("PINEAU",),
    ),
    Event(
        date="2025-04-05",
        what="Meta releases Scout and Maverick and previews Behemoth.",
        sources=("LL4BLOG", "LL4CARD"),
    ),
    Event(date="2025-04-06", what="The analysis is published.", sources=("ANALYSIS",)),
    Event(
        date="2025-04-07",
        what="Ahmad Al-Dahle of Meta calls claims of training on test sets “simply not true”.",
        sources=("NEOWIN",),
    ),
    Event(
        date="2025-04-08",
        what="LMArena: the Maverick that ranked high there was a “customized model to optimize "
        "for human preference”, and Meta’s “interpretation of our policy did not match what we "
        "expect”.",
        sources=("DECODER",),
    ),
    Event(
        date="2025-04-11",
        what="The released Maverick ranks 32nd on LMArena.",
        sources=("DECODER",),
    ),
    Event(
        date="2025-05-15",
        what="The Wall Street Journal reports that Behemoth is delayed to the autumn or later.",
        sources=("WSJ",),
    ),
    Event(
        date="2025-07",
        what="SemiAnalysis names as causes: chunked attention, a change of the routing in the "
        "middle of the run, the quality of the data, and the strategy of scaling.",
        sources=("LL4SEMI",),
    ),
    Event(
        date="2025-07-14",
        what="The New York Times reports that Behemoth is trained and its tests stopped, and "
        "that a closed model is discussed. Meta says that it will go on releasing open ones.",
        sources=("NYT",),
    ),
    Event(
        date="2026-01",
        what="Yann LeCun, who has left Meta, says that “results were fudged a little bit”, with "
        "different models for different benchmarks.",
        sources=("FT",),
    ),
    Event(
        date="2026-04-08",
        what="Meta Superintelligence Labs launches Muse Spark, which is not open.",
        sources=("MUSE",),
    ),
    Event(date="2026-06", what="Behemoth is still not released.", sources=("PROMPTSHUB",)),
)
