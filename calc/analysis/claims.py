"""Every claim of the analysis, with its verdict and what sources say.

The sentences are this site's own: it retells the analysis. The figures are also in `published` and
`runs`.
"""

from dataclasses import dataclass

from calc.analysis.evidence import Grade
from calc.analysis.verdicts import Word

PAGE = "verdict.md"
"""The page of docs/ with the table of all claims; each row is an anchor."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One thing the analysis says."""

    number: int
    summary: str
    """What the analysis says, in a short sentence."""
    answer: str
    """What the sources say, in a short sentence."""
    statement: str
    """What the analysis says, in full."""
    finding: str
    """What the sources say, in full."""
    verdict: Word
    evidence: tuple[Grade, ...]
    """What the finding rests on."""
    sources: tuple[str, ...]
    """Keys in `calc.analysis.sources.SOURCES`."""
    page: str
    """The page of docs/ that discusses it."""
    section: str
    """The anchor on that page."""


CLAIMS: tuple[Claim, ...] = (
    Claim(
        number=1,
        summary="Llama 4 came two days after the head of Meta AI left.",
        answer="It came four days after she announced it, and she led another organisation.",
        statement="The head of Meta AI left. Two days later Meta released Llama 4, as if to dispel "
        "rumours.",
        finding="Joelle Pineau announced on 1 April 2025 that she would leave at the end of May. "
        "Llama 4 came four days later, on 5 April. She led FAIR, Meta's research lab; another "
        "organisation, GenAI, built Llama 4.",
        verdict="imprecise",
        evidence=("press", "maker"),
        sources=("LL4CARD", "PINEAU"),
        page="verdict.md",
        section="what-the-author-thinks-happened",
    ),
    Claim(
        number=2,
        summary="Meta released models of 109B and 400B and described a third of 2T.",
        answer="Meta's card and post say so; the third has “nearly two trillion”.",
        statement="Meta released models of 109B and 400B parameters. It also described an "
        "unreleased one of 2T.",
        finding="Meta's card and post say so. Of the third the post says “nearly two trillion” and "
        "“still training”.",
        verdict="right",
        evidence=("maker",),
        sources=("LL4CARD", "LL4BLOG"),
        page="models.md",
        section="published",
    ),
    Claim(
        number=3,
        summary="Scout has 16 experts and a context of 10M.",
        answer="It also has a shared expert in every layer, and its base model has 256K.",
        statement="Scout: 109B parameters, 17B active, 16 experts, 10M context, 40T tokens, 5.0M "
        "GPU-hours.",
        finding="Every figure is on Meta's card. Two facts are missing: beside the 16 routed "
        "experts there is a shared one, and 10M is the context of the instruct model. The base "
        "model has 256K.",
        verdict="incomplete",
        evidence=("maker",),
        sources=("LL4CARD", "LL4CODE", "LL4HFBLOG"),
        page="models.md",
        section="published",
    ),
    Claim(
        number=4,
        summary="Maverick has 128+1 experts.",
        answer="It has them in 24 of its 48 layers; the others are dense.",
        statement="Maverick: 400B parameters, 17B active, 128+1 experts, 1M context, 22T tokens, "
        "2.38M GPU-hours.",
        finding="Every figure is on Meta's card. One fact is missing: dense layers and layers with "
        "experts alternate, so only 24 of the 48 layers have experts.",
        verdict="incomplete",
        evidence=("maker",),
        sources=("LL4CARD", "LL4BLOG", "MAVCFG"),
        page="models.md",
        section="published",
    ),
    Claim(
        number=5,
        summary="Behemoth's context, corpus and hours are unknown.",
        answer="Meta did publish its speed, 390 TFLOP/s per GPU, and the number of its GPUs, 32K.",
        statement="Behemoth: 2T parameters, 288B active, 16 experts. Context, corpus and hours are "
        "unknown.",
        finding="All of this is correct. Meta's post also says that Behemoth is trained in FP8 on "
        "32K GPUs at 390 TFLOP/s per GPU, and that the data for the whole family has more than "
        "30T tokens.",
        verdict="incomplete",
        evidence=("maker",),
        sources=("LL4BLOG",),
        page="models.md",
        section="published",
    ),
    Claim(
        number=6,
        summary="Scout and Behemoth have no shared expert.",
        answer="Every layer of Scout has one. Of Behemoth it is not published.",
        statement="Scout and Behemoth use the traditional mixture of experts, without a shared "
        "expert.",
        finding="Wrong for Scout. Meta's code builds a shared expert in every layer, and the "
        "parameters add up to Meta's figures only with it. For Behemoth nothing is published; the "
        "one diagram in the post has a shared expert and names no model.",
        verdict="wrong",
        evidence=("maker", "derived"),
        sources=("LL4CODE", "TF", "LL4BLOG"),
        page="architecture.md",
        section="what-the-code-says",
    ),
    Claim(
        number=7,
        summary="Maverick has DeepSeek's fine-grained and shared experts.",
        answer="Shared, yes, as in Scout. Fine-grained, no: its experts are as wide as Scout's.",
        statement="Maverick uses the fine-grained experts and the shared expert of DeepSeekMoE.",
        finding="It has a shared expert, as Scout does. Its experts are not fine-grained: each is "
        "8,192 wide, like Scout's, and a token uses one. DeepSeekMoE makes experts a quarter as "
        "wide and uses six for a token. The shared expert is older than DeepSeekMoE, whose paper "
        "credits Rajbhandari et al. 2022.",
        verdict="half wrong",
        evidence=("maker", "derived"),
        sources=("LL4CODE", "MAXTEXT", "DSMOE", "DSV3"),
        page="architecture.md",
        section="what-the-code-says",
    ),
    Claim(
        number=8,
        summary="One generation has two architectures.",
        answer="It has one design with different settings.",
        statement="One generation has two different mixture-of-experts architectures.",
        finding="Scout and Maverick have the same number of layers, width, heads, expert width, "
        "router, shared expert and attention. They differ in the number of experts, in how many "
        "layers have experts, in the normalisation of queries and keys, and in how positions are "
        "scaled.",
        verdict="imprecise",
        evidence=("maker",),
        sources=("TF", "SCOUTCFG", "MAVCFG", "MAXTEXT", "LL4CODE"),
        page="architecture.md",
        section="what-the-code-says",
    ),
    Claim(
        number=9,
        summary="The larger the model, the more corpus and cost it usually gets.",
        answer="Gemma 3 follows this pattern; Qwen3 and Llama 3.1 do not.",
        statement="The larger a model is, the more corpus and the more compute it usually gets.",
        finding="Some families follow this pattern: Gemma 3 gives its four sizes 2T, 4T, 12T and "
        "14T tokens. Others do not: Qwen3 gives every size 36T, and Llama 3.1 gives every size "
        "from 8B to 405B more than 15T.",
        verdict="opinion",
        evidence=("maker",),
        sources=("EPOCH", "QWEN3", "LLAMA31CARD", "LLAMA32CARD"),
        page="cost.md",
        section="do-larger-models-get-more-to-read",
    ),
    Claim(
        number=10,
        summary="Maverick has nearly four times Scout's parameters, half its corpus and half its "
        "GPU time.",
        answer="Meta's card confirms it: 3.67×, 0.55× and 0.476×.",
        statement="Maverick has nearly four times Scout's parameters, half its corpus and half its "
        "GPU time.",
        finding="Meta's card confirms it. The ratios are 3.67, 0.55 and 0.476.",
        verdict="right",
        evidence=("maker", "derived"),
        sources=("LL4CARD",),
        page="cost.md",
        section="what-the-analysis-says",
    ),
    Claim(
        number=11,
        summary="Equal active parameters explain the GPU time.",
        answer="They do: a token costs both models nearly the same, and Maverick trained on fewer "
        "tokens.",
        statement="The models have equally many active parameters, so the GPU time can be "
        "understood.",
        finding="It can. A trillion tokens took Maverick 13% fewer GPU-hours than Scout, and it "
        "trained on 22T instead of 40T.",
        verdict="right",
        evidence=("maker", "derived"),
        sources=("LL4CARD", "EPOCH"),
        page="cost.md",
        section="what-the-hours-say",
    ),
    Claim(
        number=12,
        summary="Half the corpus means a trial, or a run that broke.",
        answer="Meta has published no reason.",
        statement="Half the corpus means a trial that was never meant to be completed, or a run "
        "that broke and was released from an earlier snapshot.",
        finding="Meta has published no reason. It has said that Maverick learned from Behemoth "
        "during pre-training, and that Behemoth was still training.",
        verdict="open",
        evidence=("maker",),
        sources=("LL4CARD", "LL4BLOG", "LL4HFBLOG"),
        page="cost.md",
        section="why-did-maverick-read-half-as-much",
    ),
    Claim(
        number=13,
        summary="The shorter context means that Maverick got less post-training.",
        answer="Meta extends the context before post-training, and publishes the post-training of "
        "neither.",
        statement="The smallest model has 10M context, the larger one 1M. Context comes from "
        "post-training, so Maverick got less of it.",
        finding="The figures are correct. But Meta's post places the extension in mid-training, "
        "before post-training, and Meta has published the amount of post-training of neither "
        "model.",
        verdict="imprecise",
        evidence=("maker",),
        sources=("LL4BLOG", "LL4HFBLOG", "LL4CODE"),
        page="context.md",
        section="what-is-published",
    ),
    Claim(
        number=14,
        summary="Maverick was inserted because of DeepSeek.",
        answer="No source says so.",
        statement="Llama 4 was meant to be a traditional mixture of experts. Then DeepSeek "
        "appeared, and Maverick was inserted.",
        finding="No source says so. In January 2025 the press reported that Meta studied DeepSeek "
        "closely, and Mark Zuckerberg said that Meta was still digesting what was new in it. That "
        "Scout and Maverick share one design speaks against an insertion.",
        verdict="open",
        evidence=("press", "maker", "derived"),
        sources=("LL4CODE", "WARROOMS", "CALL2024Q4"),
        page="verdict.md",
        section="what-the-author-thinks-happened",
    ),
    Claim(
        number=15,
        summary="The goal was to match DeepSeek-V3 with fewer parameters.",
        answer="Meta claims the result; it does not call it the goal.",
        statement="The goal was to match DeepSeek-V3 with fewer parameters.",
        finding="Meta claims the result: comparable to DeepSeek-V3 on reasoning and coding, at "
        "less than half the active parameters. It does not say that this was the goal.",
        verdict="opinion",
        evidence=("maker",),
        sources=("LL4BLOG",),
        page="verdict.md",
        section="what-the-author-thinks-happened",
    ),
    Claim(
        number=16,
        summary="DeepSeek-V3 has 39B active parameters.",
        answer="DeepSeek states 37B; 39B is Mixtral 8x22B.",
        statement="DeepSeek-V3 has 39B active parameters.",
        finding="DeepSeek states 37B. The figure of 39B belongs to Mixtral 8x22B.",
        verdict="wrong",
        evidence=("maker",),
        sources=("DSV3", "DSV3REPO", "MIXTRAL22B"),
        page="verdict.md",
        section="what-the-author-thinks-happened",
    ),
    Claim(
        number=17,
        summary="With 17B active parameters it seems hard to match DeepSeek-V3.",
        answer="An independent index put Maverick behind it in April 2025.",
        statement="With 17B active parameters it seems hard to match DeepSeek-V3.",
        finding="This is a forecast. In April 2025 an independent index put Maverick behind the "
        "DeepSeek-V3 of March.",
        verdict="opinion",
        evidence=("independent",),
        sources=("DECODER",),
        page="verdict.md",
        section="can-so-few-active-parameters-match-deepseek-v3",
    ),
    Claim(
        number=18,
        summary="So chaotic a release suggests serious problems.",
        answer="Later events support this.",
        statement="A release this chaotic, with a third model only promised, suggests serious "
        "problems in the project.",
        finding="This is a judgement. Later events support it: Meta delayed Behemoth and never "
        "released it, and SemiAnalysis named errors in the training.",
        verdict="opinion",
        evidence=("press", "independent"),
        sources=("LL4SEMI", "BENZINGA", "LMARENA"),
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
