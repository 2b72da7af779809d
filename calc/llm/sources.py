"""Every source that a number of this package cites, once, by key.

Levels: *primary* is the publisher's own text or code, *mirror* a third party's copy of it,
*secondary* somebody else's report.
"""

from dataclasses import dataclass
from typing import Literal

from calc.units import Unknown

Level = Literal["primary", "mirror", "secondary"]


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a number comes from."""

    key: str
    title: str
    url: str | Unknown
    """A page to link to; `Unknown`, with the reason, where there is none."""
    level: Level


def _primary(key: str, title: str, url: str) -> Source:
    return Source(key=key, title=title, url=url, level="primary")


def _mirror(key: str, title: str, url: str | Unknown) -> Source:
    return Source(key=key, title=title, url=url, level="mirror")


def _secondary(key: str, title: str, url: str | Unknown) -> Source:
    return Source(key=key, title=title, url=url, level="secondary")


_GITHUB = "https://github.com/"
_LLAMA = _GITHUB + "meta-llama/llama-models/blob/main/models/"
_ARXIV = "https://arxiv.org/abs/"

_ANALYSIS = (
    _secondary(
        "ANALYSIS",
        "Chaos in Llama 4 (the analysis that this site recomputes, 2025-04-06)",
        Unknown("The analysis came as a text without an address."),
    ),
)

_LLAMA_SOURCES = (
    _primary("LL4CARD", "Llama 4 model card (Meta)", _LLAMA + "llama4/MODEL_CARD.md"),
    _primary(
        "LL4CODE",
        "Llama 4 reference code: args.py, model.py, moe.py (Meta)",
        _GITHUB + "meta-llama/llama-models/tree/main/models/llama4",
    ),
    _primary(
        "LL4BLOG",
        "The Llama 4 herd (Meta AI, 2025-04-05)",
        "https://ai.meta.com/blog/llama-4-multimodal-intelligence/",
    ),
    _primary(
        "LL4HFBLOG",
        "Welcome Llama 4 Maverick & Scout on Hugging Face (2025-04-05)",
        "https://huggingface.co/blog/llama4-release",
    ),
    _primary(
        "TF",
        "transformers 5.23.0: configuration_*.py and modeling_llama4.py",
        _GITHUB + "huggingface/transformers/tree/main/src/transformers/models",
    ),
    _mirror(
        "MAVCFG",
        "TensorRT-LLM test that copies Maverick's config.json",
        _GITHUB + "NVIDIA/TensorRT-LLM",
    ),
    _mirror(
        "SCOUTCFG",
        "vLLM plug-in test that holds Scout's text_config",
        Unknown("Read in a compilation that does not say where the test is."),
    ),
    _mirror(
        "MAXTEXT",
        "MaxText model configurations (Google)",
        _GITHUB + "AI-Hypercomputer/maxtext/tree/main/src/maxtext/configs/models",
    ),
    _secondary(
        "LL4SEMI",
        "Meta Superintelligence: Leadership Compute, Talent, and Data (SemiAnalysis, 2025-07)",
        "https://newsletter.semianalysis.com/p/"
        "meta-superintelligence-leadership-compute-talent-and-data",
    ),
    _primary("LLAMA1", "LLaMA, arXiv 2302.13971", _ARXIV + "2302.13971"),
    _primary("LLAMA2CARD", "Llama 2 model card (Meta)", _LLAMA + "llama2/MODEL_CARD.md"),
    _secondary(
        "LLAMA2",
        "Llama 2, arXiv 2307.09288, Table 2 (the 34B row, read in quotation)",
        _ARXIV + "2307.09288",
    ),
    _primary("LLAMA3CARD", "Llama 3 model card (Meta)", _LLAMA + "llama3/MODEL_CARD.md"),
    _primary("LLAMA31CARD", "Llama 3.1 model card (Meta)", _LLAMA + "llama3_1/MODEL_CARD.md"),
    _primary("LLAMA32CARD", "Llama 3.2 model card (Meta)", _LLAMA + "llama3_2/MODEL_CARD.md"),
    _primary("LLAMA33CARD", "Llama 3.3 model card (Meta)", _LLAMA + "llama3_3/MODEL_CARD.md"),
    _primary("LLREADME", "llama-models README (Meta)", _GITHUB + "meta-llama/llama-models"),
    _primary("LLAMA3", "The Llama 3 Herd of Models, arXiv 2407.21783", _ARXIV + "2407.21783"),
)

_DEEPSEEK_SOURCES = (
    _primary(
        "DSMOE",
        "DeepSeekMoE, arXiv 2401.06066 (PDF in the repository)",
        _GITHUB + "deepseek-ai/DeepSeek-MoE",
    ),
    _primary(
        "DSV2",
        "DeepSeek-V2 technical report, arXiv 2405.04434 (PDF in the repository)",
        _GITHUB + "deepseek-ai/DeepSeek-V2",
    ),
    _primary(
        "DSV3REPO",
        "DeepSeek-V3 repository: README, README_WEIGHTS, config_671B.json",
        _GITHUB + "deepseek-ai/DeepSeek-V3",
    ),
    _primary(
        "DSV3",
        "DeepSeek-V3 technical report, arXiv 2412.19437v2",
        "https://arxiv.org/html/2412.19437v2",
    ),
    _primary(
        "DSISCA",
        "Insights into DeepSeek-V3 (ISCA 2025), arXiv 2505.09343",
        _ARXIV + "2505.09343",
    ),
    _secondary(
        "R1",
        "DeepSeek-R1, arXiv 2501.12948v2: cost table, read in quotation",
        _ARXIV + "2501.12948",
    ),
)

_MODEL_SOURCES = (
    _secondary(
        "MIXTRAL",
        "Mixtral of experts and Mixtral 8x22B (Mistral AI), read in copies",
        "https://mistral.ai/news/mixtral-of-experts/",
    ),
    _primary("QWEN3", "Qwen3 technical report (PDF in the repository)", _GITHUB + "QwenLM/Qwen3"),
    _mirror("SLIME", "slime: script for Qwen3-30B-A3B", _GITHUB + "zyzshishui/slime"),
    _primary(
        "DOTS1",
        "dots.llm1 technical report (PDF in the repository)",
        _GITHUB + "rednote-hilab/dots.llm1",
    ),
    _primary("KIMI", "Kimi K2, arXiv 2507.20534", _ARXIV + "2507.20534"),
    _primary("GPTOSS", "gpt-oss model card, arXiv 2508.10925", _ARXIV + "2508.10925"),
    _primary("GPTOSSREPO", "openai/gpt-oss: README and model.py", _GITHUB + "openai/gpt-oss"),
    _primary(
        "OLMOE",
        "OLMoE: configuration and README; the paper (arXiv 2409.02060) quoted by Epoch",
        _GITHUB + "allenai/OLMoE",
    ),
    _primary("OLMO2BLOG", "OLMo 2 32B (Ai2, 2025-03-13)", "https://allenai.org/blog/olmo2-32B"),
    _secondary(
        "OLMO2", "2 OLMo 2 Furious, arXiv 2501.00656, read in quotation", _ARXIV + "2501.00656"
    ),
    _secondary(
        "OLMO3",
        "Olmo 3 training cost (muxup.com, 2025)",
        "https://muxup.com/2025q4/minipost-olmo3-training-cost",
    ),
    _primary("DBRX", "DBRX: model card and config.json", _GITHUB + "databricks/dbrx"),
    _primary(
        "DBRXBLOG",
        "Introducing DBRX (Databricks, 2024-03-27)",
        "https://www.databricks.com/blog/introducing-dbrx-new-state-art-open-llm",
    ),
    _primary("GROK", "grok-1: README, run.py, model.py (xAI)", _GITHUB + "xai-org/grok-1"),
    _primary("ARCTIC", "Snowflake Arctic README", _GITHUB + "Snowflake-Labs/snowflake-arctic"),
    _primary(
        "ARCTICBLOG",
        "Snowflake Arctic (Snowflake, 2024-04-24)",
        "https://www.snowflake.com/blog/"
        "arctic-open-efficient-foundation-language-models-snowflake/",
    ),
    _secondary(
        "GLM45", "GLM-4.5 technical report, arXiv 2508.06471, in parts", _ARXIV + "2508.06471"
    ),
    _primary(
        "MINIMAX",
        "MiniMax-01: README; arXiv 2501.08313, §4.2",
        _GITHUB + "MiniMax-AI/MiniMax-01",
    ),
    _primary(
        "M1",
        "MiniMax-M1 technical report (PDF in the repository)",
        _GITHUB + "MiniMax-AI/MiniMax-M1",
    ),
    _primary("LING", "Ling technical report (PDF in the repository)", _GITHUB + "inclusionAI/Ling"),
    _primary(
        "LONGCAT",
        "LongCat-Flash: README and abstract",
        _GITHUB + "meituan-longcat/LongCat-Flash-Chat",
    ),
    _primary(
        "MOONLIGHT",
        "Muon is Scalable for LLM Training (PDF in the repository)",
        _GITHUB + "MoonshotAI/Moonlight",
    ),
    _secondary(
        "PHI4", "Phi-4 model card, read in quotation", "https://huggingface.co/microsoft/phi-4"
    ),
    _mirror(
        "PHI3",
        "Phi-3-mini-128k, Phi-3-medium-4k and GRIN-MoE model cards",
        "https://huggingface.co/microsoft",
    ),
    _secondary(
        "PHI35MOE",
        "Phi-3.5-MoE model card, as quoted by Epoch",
        "https://huggingface.co/microsoft/Phi-3.5-MoE-instruct",
    ),
    _primary("SMOLLM3", "SmolLM3 (Hugging Face)", "https://huggingface.co/blog/smollm3"),
    _secondary(
        "TRINITY",
        "Arcee Trinity Large, reported by researchaudio.io (2026-01-29)",
        "https://researchaudio.io/p/how-a-30-person-team-trained-a-400b-model-in-33-days",
    ),
    _secondary(
        "RUNS",
        "A compilation of training runs with quotations from the papers",
        Unknown("The compilation is not public; the place in the paper stands with each run."),
    ),
    _secondary(
        "EPOCH",
        "Epoch AI: data on training cost",
        _GITHUB + "epoch-research/training-cost-trends",
    ),
)

_HARDWARE_SOURCES = (
    _secondary(
        "A100SHEET",
        "NVIDIA A100 data sheet, as quoted by Glenn Lockwood and by Epoch",
        "https://www.nvidia.com/content/dam/en-zz/Solutions/Data-Center/a100/pdf/"
        "nvidia-a100-datasheet-us-nvidia-1758950-r4-web.pdf",
    ),
    _secondary(
        "LOCKWOODA100",
        "Glenn Lockwood's notes on the A100",
        "https://glennklockwood.com/garden/processors/A100",
    ),
    _mirror(
        "H100PAGE",
        "NVIDIA H100 product page, read in a copy",
        "https://www.nvidia.com/en-us/data-center/h100/",
    ),
    _mirror(
        "H200PAGE",
        "NVIDIA H200 product page, read in a copy",
        "https://www.nvidia.com/en-us/data-center/h200/",
    ),
    _secondary(
        "EPOCHCHIPS",
        "Epoch AI: chip data",
        _GITHUB + "epoch-research/training-cost-trends/tree/main/data",
    ),
    _secondary(
        "KLOCKWOOD",
        "Glenn Lockwood's notes on the B200",
        "https://glennklockwood.com/garden/processors/B200",
    ),
    _primary("TPUV5P", "TPU v5p (Google Cloud)", "https://docs.cloud.google.com/tpu/docs/v5p"),
    _primary("TPUV6E", "TPU v6e (Google Cloud)", "https://docs.cloud.google.com/tpu/docs/v6e"),
)

_PRICE_SOURCES = (
    _secondary(
        "EPOCHPRICES",
        "Epoch AI: hardware prices",
        _GITHUB + "epoch-research/training-cost-trends/tree/main/data",
    ),
    _secondary(
        "COMPUX",
        "SemiAnalysis's H100 rental index, as reported by compux.net",
        "https://compux.net",
    ),
    _secondary("AIMULTIPLE", "H100 prices at 37 providers (AIMultiple)", "https://aimultiple.com"),
    _secondary("SPHERON", "GPU prices (Spheron, a vendor)", "https://spheron.network"),
)

_LAW_SOURCES = (
    _primary("KAPLAN", "Kaplan et al. 2020, arXiv 2001.08361", _ARXIV + "2001.08361"),
    _primary("HOFFMANN", "Hoffmann et al. 2022 (Chinchilla)", _ARXIV + "2203.15556"),
    _primary(
        "DEVRIES",
        "Harm de Vries 2023, Go smol or go home",
        "https://www.harmdevries.com/post/model-size-vs-compute-overhead/",
    ),
    _primary("BESIROGLU", "Besiroglu et al. 2024, a replication", _ARXIV + "2404.10102"),
    _primary("SARDANA", "Sardana et al. 2024, Beyond Chinchilla-Optimal", _ARXIV + "2401.00448"),
    _primary("ABNAR", "Abnar et al. 2025, Parameters vs FLOPs", _ARXIV + "2501.12370"),
    _secondary(
        "KRAJEWSKI",
        "Krajewski et al. 2024, fine-grained MoE; constants from two sets of notes",
        _ARXIV + "2402.07871",
    ),
    _primary("PALM", "Chowdhery et al. 2022 (PaLM; defines MFU)", _ARXIV + "2204.02311"),
    _secondary(
        "CS25",
        "Stanford CS25 V4, Demystifying Mixtral of Experts (Albert Jiang, 2024-04-25)",
        Unknown("A lecture, read in notes that give its minute and no address."),
    ),
)

_TOOL_SOURCES = (
    _primary("COOKBOOK", "EleutherAI cookbook", _GITHUB + "EleutherAI/cookbook"),
    _primary("LLMANALYSIS", "llm-analysis", _GITHUB + "cli99/llm-analysis"),
    _primary("LLMCOUNTS", "llm_counts", _GITHUB + "harleyszhang/llm_counts"),
    _primary("MEGATRON", "Megatron-LM", _GITHUB + "NVIDIA/Megatron-LM"),
    _primary("TORCHTITAN", "torchtitan", _GITHUB + "pytorch/torchtitan"),
    _primary("PYTORCH", "PyTorch, torch.utils.flop_counter", _GITHUB + "pytorch/pytorch"),
)

_COPY = Unknown("Read in copies of the reports, whose addresses were not kept.")

_PRESS_SOURCES = (
    _secondary("PINEAU", "Hindustan Times and BusinessToday, April 2025, on Pineau", _COPY),
    _secondary(
        "EARNINGS", "Meta's calls of Q3 and Q4 2024, as moomoo and Benzinga had them", _COPY
    ),
    _secondary("WARROOMS", "The Information, January 2025, as cybernews reported it", _COPY),
    _secondary("NEOWIN", "Neowin, 2025-04-07, on Al-Dahle's reply", _COPY),
    _secondary("DECODER", "The Decoder, April 2025, on LMArena and later indices", _COPY),
    _secondary("WSJ", "The Wall Street Journal, 2025-05-15, as Axios and Benzinga had it", _COPY),
    _secondary("NYT", "The New York Times, 2025-07-14, as TechCrunch and gigazine had it", _COPY),
    _secondary("FT", "The Financial Times, January 2026, as Fast Company had it", _COPY),
    _secondary("MUSE", "Axios and VentureBeat, 2026-04-08, on Muse Spark", _COPY),
    _secondary("PROMPTSHUB", "aipromptshub, June 2026, on Behemoth", _COPY),
    _secondary("FICTION", "Fiction.LiveBench, April 2025, as reported", _COPY),
)

SOURCES: dict[str, Source] = {
    source.key: source
    for source in (
        *_ANALYSIS,
        *_LLAMA_SOURCES,
        *_DEEPSEEK_SOURCES,
        *_MODEL_SOURCES,
        *_HARDWARE_SOURCES,
        *_PRICE_SOURCES,
        *_LAW_SOURCES,
        *_TOOL_SOURCES,
        *_PRESS_SOURCES,
    )
}
"""By key."""
