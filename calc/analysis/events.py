"""What became known before and after the analysis of 6 April 2025, by date."""

from dataclasses import dataclass

from calc.analysis.evidence import Grade


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that was said, or that happened."""

    date: str
    """As exactly as it is known: a day or a month."""
    what: str
    evidence: Grade
    sources: tuple[str, ...]
    """Keys in `calc.analysis.sources.SOURCES`."""


KNOWN_UNTIL = "2026-11-27"
"""The day on which the list was last brought up to date."""

EVENTS: tuple[Event, ...] = (
    Event(
        date="2024-10-30",
        what="Mark Zuckerberg says that Meta trains Llama 4 “on a cluster that is bigger than "
        "100,000 H100s”, the smaller models first.",
        evidence="press",
        sources=("SHERWOOD", "ALDAHLE2024"),
    ),
    Event(
        date="2025-01",
        what="The Information reports that Meta set up four “war rooms” to study DeepSeek.",
        evidence="press",
        sources=("WARROOMS",),
    ),
    Event(
        date="2025-01-29",
        what="Zuckerberg: “Llama 4 mini is done with pre-training and our reasoning models and "
        "larger model are looking good too.”",
        evidence="maker",
        sources=("CALL2024Q4",),
    ),
    Event(
        date="2025-04-01",
        what="Joelle Pineau, head of the research lab FAIR, announces that she will leave Meta on "
        "30 May.",
        evidence="press",
        sources=("PINEAU",),
    ),
    Event(
        date="2025-04-05",
        what="Meta releases Scout and Maverick, and announces Behemoth.",
        evidence="maker",
        sources=("LL4BLOG", "LL4CARD"),
    ),
    Event(
        date="2025-04-06",
        what="The analysis appears.",
        evidence="independent",
        sources=("ANALYSIS",),
    ),
    Event(
        date="2025-04-07",
        what="Ahmad Al-Dahle of Meta says that claims of training on test sets are “simply not "
        "true”.",
        evidence="maker",
        sources=("ALDAHLE2025",),
    ),
    Event(
        date="2025-04-08",
        what="LMArena says that the Maverick it had ranked was a “customized model to optimize "
        "for human preference”, and that Meta’s “interpretation of our policy did not match what "
        "we expect”.",
        evidence="independent",
        sources=("LMARENA", "DECODER"),
    ),
    Event(
        date="2025-04-11",
        what="The Maverick that Meta released ranks 32nd on LMArena.",
        evidence="independent",
        sources=("DECODER", "NEOWIN"),
    ),
    Event(
        date="2025-05-15",
        what="The Wall Street Journal reports that Meta delays Behemoth to the autumn or later.",
        evidence="press",
        sources=("BENZINGA",),
    ),
    Event(
        date="2025-07",
        what="SemiAnalysis names four causes: chunked attention, a change of the routing during "
        "the run, the quality of the data, and the way the project scaled up experiments.",
        evidence="press",
        sources=("LL4SEMI",),
    ),
    Event(
        date="2025-07-14",
        what="The New York Times reports that Behemoth is trained, that Meta has stopped testing "
        "it, and that Meta discusses a closed model. Meta answers that it will keep releasing "
        "open models.",
        evidence="press",
        sources=("NYT", "TECHCRUNCH"),
    ),
    Event(
        date="2026-01-02",
        what="Yann LeCun, who has left Meta, says that “results were fudged a little bit”: Meta "
        "used different models for different benchmarks.",
        evidence="press",
        sources=("FT",),
    ),
    Event(
        date="2026-04-08",
        what="Meta launches Muse Spark, a closed model. It claims to need “over an order of "
        "magnitude less compute” than Maverick for the same capability.",
        evidence="maker",
        sources=("MUSESPARK", "AXIOS"),
    ),
    Event(
        date="2026-06-10",
        what="Behemoth is still not released. Asked in January, Meta had nothing new to say.",
        evidence="independent",
        sources=("TRUSTVECTOR",),
    ),
    Event(
        date="2026-07-09",
        what="Muse Spark 1.1, also closed, with a context of a million tokens, and Meta's first "
        "API with a price.",
        evidence="maker",
        sources=("MUSEAPI", "WILLISON11"),
    ),
    Event(
        date="2026-08-05",
        what="Muse Code and Muse Spark 1.2, both closed.",
        evidence="independent",
        sources=("WILLISON12",),
    ),
    Event(
        date="2026-08-10",
        what="Muse Glimmer, with open weights under Apache 2.0: a dense model of 30B parameters. "
        "Zuckerberg promises the weights of Muse Spark 1.2.",
        evidence="maker",
        sources=("MUSEGLIMMER", "CNBC"),
    ),
    Event(
        date="2026-09-02",
        what="Muse Spark 1.3. Meta’s post lists an open release of Muse Spark as still to come.",
        evidence="maker",
        sources=("MUSESPARK13",),
    ),
    Event(
        date="2026-10-12",
        what="Muse Wonder, closed.",
        evidence="independent",
        sources=("MUSEWONDER",),
    ),
    Event(
        date="2026-10-15",
        what="Muse Spark Open, with open weights: a mixture of experts of about 816B parameters, "
        "42B of them active. It has 256 experts in a layer and uses 8 for a token. As in Llama 4, "
        "about every fourth layer attends to the whole context and has no position encoding; the "
        "others have a sliding window instead of chunks. Corpus and GPU-hours are not published.",
        evidence="maker",
        sources=("MUSEOPEN", "MUSEOPENLAYERS"),
    ),
)
