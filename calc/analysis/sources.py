"""Every source of the site, in the order of the page of sources.

Sources that the arithmetic and the calculators cite are in `calc.llm.sources`, the others here.
"""

from collections.abc import Iterator

from calc.llm import sources
from calc.llm.sources import Source, mirror, primary, secondary
from calc.units import Unknown


def _of_calculators(*keys: str) -> Iterator[Source]:
    """Sources that are in `calc.llm.sources`."""
    return (sources.SOURCES[key] for key in keys)


_COPY = Unknown("Read in copies of the reports, whose addresses were not kept.")
_GITHUB = "https://github.com/"
_ARXIV = "https://arxiv.org/abs/"
_LLAMA = _GITHUB + "meta-llama/llama-models/blob/main/models/"

_ANALYSIS = (
    secondary(
        "ANALYSIS",
        "Chaos in Llama 4 (the analysis that this site recomputes, 2025-04-06)",
        Unknown("The analysis came as a text without an address."),
    ),
)

_LLAMA_SOURCES = (
    *_of_calculators("LL4CARD", "LL4CODE", "LL4BLOG", "LL4HFBLOG"),
    *_of_calculators("TF"),
    *_of_calculators("MAVCFG", "SCOUTCFG"),
    mirror(
        "MAXTEXT",
        "MaxText model configurations (Google)",
        _GITHUB + "AI-Hypercomputer/maxtext/tree/main/src/maxtext/configs/models",
    ),
    secondary(
        "LL4SEMI",
        "Meta Superintelligence: Leadership Compute, Talent, and Data (SemiAnalysis, 2025-07)",
        "https://newsletter.semianalysis.com/p/"
        "meta-superintelligence-leadership-compute-talent-and-data",
    ),
    primary("LLAMA1", "LLaMA, arXiv 2302.13971", _ARXIV + "2302.13971"),
    primary("LLAMA2CARD", "Llama 2 model card (Meta)", _LLAMA + "llama2/MODEL_CARD.md"),
    secondary(
        "LLAMA2",
        "Llama 2, arXiv 2307.09288, Table 2 (the 34B row, read in quotation)",
        _ARXIV + "2307.09288",
    ),
    primary("LLAMA3CARD", "Llama 3 model card (Meta)", _LLAMA + "llama3/MODEL_CARD.md"),
    *_of_calculators("LLAMA31CARD"),
    primary("LLAMA32CARD", "Llama 3.2 model card (Meta)", _LLAMA + "llama3_2/MODEL_CARD.md"),
    primary("LLAMA33CARD", "Llama 3.3 model card (Meta)", _LLAMA + "llama3_3/MODEL_CARD.md"),
    primary("LLREADME", "llama-models README (Meta)", _GITHUB + "meta-llama/llama-models"),
    *_of_calculators("LLAMA3"),
)

_DEEPSEEK_SOURCES = (
    *_of_calculators("DSMOE"),
    primary(
        "DSV2",
        "DeepSeek-V2 technical report, arXiv 2405.04434 (PDF in the repository)",
        _GITHUB + "deepseek-ai/DeepSeek-V2",
    ),
    *_of_calculators("DSV3REPO", "DSV3", "DSISCA"),
    secondary(
        "R1",
        "DeepSeek-R1, arXiv 2501.12948v2: cost table, read in quotation",
        _ARXIV + "2501.12948",
    ),
)

_MODEL_SOURCES = (
    *_of_calculators("MIXTRAL"),
    primary("QWEN3", "Qwen3 technical report (PDF in the repository)", _GITHUB + "QwenLM/Qwen3"),
    mirror("SLIME", "slime: script for Qwen3-30B-A3B", _GITHUB + "zyzshishui/slime"),
    primary(
        "DOTS1",
        "dots.llm1 technical report (PDF in the repository)",
        _GITHUB + "rednote-hilab/dots.llm1",
    ),
    primary("KIMI", "Kimi K2, arXiv 2507.20534", _ARXIV + "2507.20534"),
    primary("GPTOSS", "gpt-oss model card, arXiv 2508.10925", _ARXIV + "2508.10925"),
    primary("GPTOSSREPO", "openai/gpt-oss: README and model.py", _GITHUB + "openai/gpt-oss"),
    primary(
        "OLMOE",
        "OLMoE: configuration and README; the paper (arXiv 2409.02060) quoted by Epoch",
        _GITHUB + "allenai/OLMoE",
    ),
    primary("OLMO2BLOG", "OLMo 2 32B (Ai2, 2025-03-13)", "https://allenai.org/blog/olmo2-32B"),
    secondary(
        "OLMO2", "2 OLMo 2 Furious, arXiv 2501.00656, read in quotation", _ARXIV + "2501.00656"
    ),
    secondary(
        "OLMO3",
        "Olmo 3 training cost (muxup.com, 2025)",
        "https://muxup.com/2025q4/minipost-olmo3-training-cost",
    ),
    primary("DBRX", "DBRX: model card and config.json", _GITHUB + "databricks/dbrx"),
    primary(
        "DBRXBLOG",
        "Introducing DBRX (Databricks, 2024-03-27)",
        "https://www.databricks.com/blog/introducing-dbrx-new-state-art-open-llm",
    ),
    primary("GROK", "grok-1: README, run.py, model.py (xAI)", _GITHUB + "xai-org/grok-1"),
    primary("ARCTIC", "Snowflake Arctic README", _GITHUB + "Snowflake-Labs/snowflake-arctic"),
    primary(
        "ARCTICBLOG",
        "Snowflake Arctic (Snowflake, 2024-04-24)",
        "https://www.snowflake.com/blog/"
        "arctic-open-efficient-foundation-language-models-snowflake/",
    ),
    secondary(
        "GLM45", "GLM-4.5 technical report, arXiv 2508.06471, in parts", _ARXIV + "2508.06471"
    ),
    primary(
        "MINIMAX",
        "MiniMax-01: README; arXiv 2501.08313, §4.2",
        _GITHUB + "MiniMax-AI/MiniMax-01",
    ),
    primary(
        "M1",
        "MiniMax-M1 technical report (PDF in the repository)",
        _GITHUB + "MiniMax-AI/MiniMax-M1",
    ),
    primary("LING", "Ling technical report (PDF in the repository)", _GITHUB + "inclusionAI/Ling"),
    primary(
        "LONGCAT",
        "LongCat-Flash: README and abstract",
        _GITHUB + "meituan-longcat/LongCat-Flash-Chat",
    ),
    primary(
        "MOONLIGHT",
        "Muon is Scalable for LLM Training (PDF in the repository)",
        _GITHUB + "MoonshotAI/Moonlight",
    ),
    secondary(
        "PHI4", "Phi-4 model card, read in quotation", "https://huggingface.co/microsoft/phi-4"
    ),
    mirror(
        "PHI3",
        "Phi-3-mini-128k, Phi-3-medium-4k and GRIN-MoE model cards",
        "https://huggingface.co/microsoft",
    ),
    secondary(
        "PHI35MOE",
        "Phi-3.5-MoE model card, as quoted by Epoch",
        "https://huggingface.co/microsoft/Phi-3.5-MoE-instruct",
    ),
    primary("SMOLLM3", "SmolLM3 (Hugging Face)", "https://huggingface.co/blog/smollm3"),
    secondary(
        "TRINITY",
        "Arcee Trinity Large, reported by researchaudio.io (2026-01-29)",
        "https://researchaudio.io/p/how-a-30-person-team-trained-a-400b-model-in-33-days",
    ),
    secondary(
        "RUNS",
        "A compilation of training runs with quotations from the papers",
        Unknown("The compilation is not public; the place in the paper stands with each run."),
    ),
    secondary(
        "EPOCH",
        "Epoch AI: data on training cost",
        _GITHUB + "epoch-research/training-cost-trends",
    ),
)

_HARDWARE_SOURCES = (
    *_of_calculators(
        "A100SHEET",
        "LOCKWOODA100",
        "H100PAGE",
        "H200PAGE",
        "EPOCHCHIPS",
        "KLOCKWOOD",
        "TPUV5P",
        "TPUV6E",
    ),
)

_PRICE_SOURCES = (
    secondary(
        "EPOCHPRICES",
        "Epoch AI: hardware prices",
        _GITHUB + "epoch-research/training-cost-trends/tree/main/data",
    ),
    secondary(
        "COMPUX",
        "SemiAnalysis's H100 rental index, as reported by compux.net",
        "https://compux.net",
    ),
    secondary("AIMULTIPLE", "H100 prices at 37 providers (AIMultiple)", "https://aimultiple.com"),
    secondary("SPHERON", "GPU prices (Spheron, a vendor)", "https://spheron.network"),
)

_LAW_SOURCES = (
    primary("KAPLAN", "Kaplan et al. 2020, arXiv 2001.08361", _ARXIV + "2001.08361"),
    *_of_calculators("HOFFMANN", "DEVRIES", "BESIROGLU"),
    primary("SARDANA", "Sardana et al. 2024, Beyond Chinchilla-Optimal", _ARXIV + "2401.00448"),
    *_of_calculators("ABNAR", "KRAJEWSKI"),
    primary("PALM", "Chowdhery et al. 2022 (PaLM; defines MFU)", _ARXIV + "2204.02311"),
    *_of_calculators("CS25"),
)

_TOOL_SOURCES = (
    primary("COOKBOOK", "EleutherAI cookbook", _GITHUB + "EleutherAI/cookbook"),
    primary("LLMANALYSIS", "llm-analysis", _GITHUB + "cli99/llm-analysis"),
    primary("LLMCOUNTS", "llm_counts", _GITHUB + "harleyszhang/llm_counts"),
    primary("MEGATRON", "Megatron-LM", _GITHUB + "NVIDIA/Megatron-LM"),
    primary("TORCHTITAN", "torchtitan", _GITHUB + "pytorch/torchtitan"),
    primary("PYTORCH", "PyTorch, torch.utils.flop_counter", _GITHUB + "pytorch/pytorch"),
)

_PRESS_SOURCES = (
    secondary("PINEAU", "Hindustan Times and BusinessToday, April 2025, on Pineau", _COPY),
    secondary("EARNINGS", "Meta's calls of Q3 and Q4 2024, as moomoo and Benzinga had them", _COPY),
    secondary("WARROOMS", "The Information, January 2025, as cybernews reported it", _COPY),
    secondary("NEOWIN", "Neowin, 2025-04-07, on Al-Dahle's reply", _COPY),
    *_of_calculators("DECODER"),
    secondary("WSJ", "The Wall Street Journal, 2025-05-15, as Axios and Benzinga had it", _COPY),
    secondary("NYT", "The New York Times, 2025-07-14, as TechCrunch and gigazine had it", _COPY),
    secondary("FT", "The Financial Times, January 2026, as Fast Company had it", _COPY),
    secondary("MUSE", "Axios and VentureBeat, 2026-04-08, on Muse Spark", _COPY),
    secondary("PROMPTSHUB", "aipromptshub, June 2026, on Behemoth", _COPY),
    *_of_calculators("FICTION"),
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
