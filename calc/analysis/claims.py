"""Every claim of the analysis, with its verdict and what sources say.

The sentences are this site's own; their figures are also in `published` and `runs`.
"""

from dataclasses import dataclass

from calc.analysis.verdicts import Word

PAGE = "verdict.md"
"""The page of docs/ with the table of all claims; each row is an anchor."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One thing the analysis says."""

    number: int
    summary: str
    """The statement in a few words, for the table at a glance."""
    statement: str
    """What the analysis says."""
    finding: str
    """What the sources say."""
    verdict: Word
    sources: tuple[str, ...]
    """Keys in `calc.analysis.sources.SOURCES`."""
    page: str
    """The page of docs/ that discusses it."""
    section: str
    """The anchor on that page."""


CLAIMS: tuple[Claim, ...] = (
    Claim(
        number=1,
        summary="Llama 4 came two days after the head of Meta AI left",
        statement="The head of Meta AI left, and two days later Llama 4 was out, as if to dispel "
        "rumours.",
        finding="Joelle Pineau, who led Meta's research lab FAIR, announced on 1 April 2025 that "
        "she would leave at the end of May. Llama 4 came four days later, on 5 April, and was "
        "built by another organisation, GenAI.",
        verdict="imprecise",
        sources=("LL4CARD", "PINEAU"),
        page="verdict.md",
        section="what-the-author-thinks-happened",
    ),
    Claim(
        number=2,
        summary="the three models and their sizes",
        statement="Meta released models of 109B and 400B parameters and described an unreleased "
        "one of 2T.",
        finding="So the card and the post; of the third the post says “nearly two trillion” and "
        "“still training”.",
        verdict="right",
        sources=("LL4CARD", "LL4BLOG"),
        page="models.md",
        section="published",
    ),
    Claim(
        number=3,
        summary="Scout’s row of the table",
        statement="Scout: 109B, 17B active, 16 experts, 10M context, 40T tokens, 5.0M GPU-hours.",
        finding="All on the card. The experts are 16 routed and one shared, and 10M is the context "
        "of the instruct model; the base model has 256K.",
        verdict="incomplete",
        sources=("LL4CARD", "LL4CODE", "LL4HFBLOG"),
        page="models.md",
        section="published",
    ),
    Claim(
        number=4,
        summary="Maverick’s row",
        statement="Maverick: 400B, 17B active, 128+1 experts, 1M context, 22T tokens, 2.38M "
        "GPU-hours.",
        finding="All on the card. Left out is that dense and MoE layers alternate: only 24 of 48 "
        "layers have experts.",
        verdict="incomplete",
        sources=("LL4CARD", "LL4BLOG", "MAVCFG"),
        page="models.md",
        section="published",
    ),
    Claim(
        number=5,
        summary="Behemoth’s row",
        statement="Behemoth: 2T, 288B active, 16 experts; context, corpus and hours unknown.",
        finding="Right. The post also gives FP8 training, 32K GPUs, 390 TFLOP/s per GPU, and more "
        "than 30T tokens for the mixture of the whole family.",
        verdict="incomplete",
        sources=("LL4BLOG",),
        page="models.md",
        section="published",
    ),
    Claim(
        number=6,
        summary="Scout has no shared expert, nor has Behemoth (of which nobody knows)",
        statement="Scout and Behemoth use the traditional MoE, without a shared expert.",
        finding="Wrong for Scout: Meta's code builds a shared expert in every MoE layer, and the "
        "parameter count is right only with it. For Behemoth nothing is published; the one "
        "diagram in the post has a shared expert and names no model.",
        verdict="wrong",
        sources=("LL4CODE", "TF", "LL4BLOG"),
        page="architecture.md",
        section="what-the-code-says",
    ),
    Claim(
        number=7,
        summary="Maverick has DeepSeek’s experts",
        statement="Maverick uses the fine-grained and shared experts of DeepSeekMoE.",
        finding="A shared expert, yes, as in Scout. Fine-grained, no: its experts are 8192 wide "
        "like Scout's and a token uses one. DeepSeekMoE cuts experts to a quarter and uses six. "
        "The shared expert is older than DeepSeek, whose paper credits Rajbhandari et al. 2022.",
        verdict="half wrong",
        sources=("LL4CODE", "MAXTEXT", "DSMOE", "DSV3"),
        page="architecture.md",
        section="what-the-code-says",
    ),
    Claim(
        number=8,
        summary="two architectures in one generation",
        statement="One generation has two different MoE architectures.",
        finding="Scout and Maverick have the same layers, width, heads, expert width, router, "
        "shared expert and attention. They differ in the number of experts, in how many layers "
        "have them, in the query and key norm, and in how positions are scaled.",
        verdict="imprecise",
        sources=("TF", "SCOUTCFG", "MAVCFG", "MAXTEXT", "LL4CODE"),
        page="architecture.md",
        section="what-the-code-says",
    ),
    Claim(
        number=9,
        summary="larger models get more to read",
        statement="The larger the model, the more corpus and cost it usually gets.",
        finding="A common pattern (Gemma 3 gives its sizes 2, 4, 12 and 14T tokens) with many "
        "exceptions: Qwen3 gives every size 36T, Llama 3.1 more than 15T from 8B to 405B.",
        verdict="opinion",
        sources=("EPOCH", "QWEN3", "LLAMA31CARD", "LLAMA32CARD"),
        page="cost.md",
        section="do-larger-models-get-more-to-read",
    ),
    Claim(
        number=10,
        summary="nearly four times the size, on half of everything",
        statement="Maverick has nearly four times Scout's parameters, half its corpus, half its "
        "GPU time.",
        finding="3.67 times, 0.55 and 0.476.",
        verdict="right",
        sources=("LL4CARD",),
        page="cost.md",
        section="what-the-analysis-says",
    ),
    Claim(
        number=11,
        summary="the hours follow from the active parameters",
        statement="The active parameters being equal, the GPU time can be understood.",
        finding="It can: per trillion tokens Maverick took 13% less than Scout.",
        verdict="right",
        sources=("LL4CARD", "EPOCH"),
        page="cost.md",
        section="what-the-hours-say",
    ),
    Claim(
        number=12,
        summary="half the corpus means a trial or a broken run",
        statement="Half the corpus means a trial that was never meant to be completed, or a run "
        "that broke and was released from a snapshot.",
        finding="No reason is published. Known is that Maverick was distilled from Behemoth during "
        "pre-training, and that Behemoth was still training.",
        verdict="open",
        sources=("LL4CARD", "LL4BLOG", "LL4HFBLOG"),
        page="cost.md",
        section="why-did-maverick-read-half-as-much",
    ),
    Claim(
        number=13,
        summary="the shorter context means less post-training",
        statement="The smallest model has 10M context, the larger 1M; context comes from "
        "post-training, so Maverick got less of it.",
        finding="The figures are right. Meta places the extension in mid-training, and publishes "
        "the post-training of neither.",
        verdict="imprecise",
        sources=("LL4BLOG", "LL4HFBLOG", "LL4CODE"),
        page="context.md",
        section="what-is-published",
    ),
    Claim(
        number=14,
        summary="Maverick was inserted because of DeepSeek",
        statement="Llama 4 was to be a traditional MoE until DeepSeek; then Maverick was inserted.",
        finding="No source says so. The press reported that Meta studied DeepSeek closely, and "
        "Mark Zuckerberg said in January 2025 that Meta was still digesting what was new in it; "
        "that Scout and Maverick share their design speaks against it.",
        verdict="open",
        sources=("LL4CODE", "WARROOMS", "EARNINGS"),
        page="verdict.md",
        section="what-the-author-thinks-happened",
    ),
    Claim(
        number=15,
        summary="the goal was DeepSeek-V3 with fewer parameters",
        statement="The goal was to match DeepSeek-V3 with fewer parameters.",
        finding="Meta does claim the result: comparable on reasoning and coding at less than half "
        "the active parameters. That it was the goal is not said.",
        verdict="opinion",
        sources=("LL4BLOG",),
        page="verdict.md",
        section="what-the-author-thinks-happened",
    ),
    Claim(
        number=16,
        summary="the active parameters of DeepSeek-V3",
        statement="DeepSeek-V3 has 39B active parameters.",
        finding="37B. 39B is the figure of Mixtral 8x22B.",
        verdict="wrong",
        sources=("DSV3", "DSV3REPO", "MIXTRAL"),
        page="verdict.md",
        section="what-the-author-thinks-happened",
    ),
    Claim(
        number=17,
        summary="Llama 4 will hardly match it",
        statement="With 17B active parameters it seems hard to match DeepSeek-V3.",
        finding="An opinion; an independent index of April 2025 put Maverick behind the "
        "DeepSeek-V3 of March.",
        verdict="opinion",
        sources=("DECODER",),
        page="verdict.md",
        section="can-so-few-active-parameters-match-deepseek-v3",
    ),
    Claim(
        number=18,
        summary="the release suggests serious problems",
        statement="A release this chaotic, with a model to come, suggests serious problems.",
        finding="An opinion. What became known later agrees with it; see the dates on the page.",
        verdict="opinion",
        sources=("LL4SEMI",),
        page="verdict.md",
        section="the-model-to-come",
    ),
)


def anchor(claim: Claim) -> str:
    """The anchor of its row in the table of all claims: `claim-7`."""
    return f"claim-{claim.number}"


def address(claim: Claim) -> str:
    """A link to that row, for pages in docs/: `verdict.md#claim-7`."""
    return f"{PAGE}#{anchor(claim)}"
