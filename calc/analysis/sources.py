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


_GITHUB = "https://github.com/"
_ARXIV = "https://arxiv.org/abs/"
_LLAMA = _GITHUB + "meta-llama/llama-models/blob/main/models/"
_HF = "https://huggingface.co/"
_RAW = "https://raw.githubusercontent.com/"


def _papers_in_quotation(*papers: tuple[str, str, str]) -> Iterator[Source]:
    """Papers by key, title and number: their figures were read in compilations that quote them."""
    for key, title, number in papers:
        yield primary(key, f"{title}, arXiv {number}", _ARXIV + number, read="in quotation")


_ANALYSIS = (
    secondary(
        "ANALYSIS",
        "Chaos in Llama 4 (the analysis that this site recomputes, 2025-04-06)",
        Unknown("The analysis came as a text without an address."),
    ),
)

_LLAMA_SOURCES = (
    *_of_calculators("LL4CARD", "LL4CODE", "LL4BLOG", "LL4HFBLOG", "IROPETHREAD"),
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
    *_of_calculators("LLAMA1"),
    primary("LLAMA2CARD", "Llama 2 model card (Meta)", _LLAMA + "llama2/MODEL_CARD.md"),
    primary("LLAMA2", "Llama 2, arXiv 2307.09288", _ARXIV + "2307.09288", read="in quotation"),
    primary("LLAMA3CARD", "Llama 3 model card (Meta)", _LLAMA + "llama3/MODEL_CARD.md"),
    *_of_calculators("LLAMA31CARD"),
    primary("LLAMA32CARD", "Llama 3.2 model card (Meta)", _LLAMA + "llama3_2/MODEL_CARD.md"),
    primary("LLAMA33CARD", "Llama 3.3 model card (Meta)", _LLAMA + "llama3_3/MODEL_CARD.md"),
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
)

_MODEL_SOURCES = (
    *_of_calculators("MIXTRAL"),
    primary(
        "MIXTRAL22B",
        "Cheaper, Better, Faster, Stronger: Mixtral 8x22B (Mistral AI, 2024-04-17)",
        "https://mistral.ai/news/mixtral-8x22b",
        read="in copies",
    ),
    primary("QWEN3", "Qwen3 technical report (PDF in the repository)", _GITHUB + "QwenLM/Qwen3"),
    primary(
        "DOTS1",
        "dots.llm1 technical report (PDF in the repository)",
        _GITHUB + "rednote-hilab/dots.llm1",
    ),
    primary("KIMI", "Kimi K2, arXiv 2507.20534", _ARXIV + "2507.20534"),
    primary("GPTOSSREPO", "openai/gpt-oss: README and model.py", _GITHUB + "openai/gpt-oss"),
    primary("OLMOE", "OLMoE, arXiv 2409.02060", _ARXIV + "2409.02060", read="in quotation"),
    primary(
        "OLMOHYBRID",
        "Open model, open metrics: Olmo Hybrid (Lambda and Ai2, 2026-03-05)",
        "https://lambda.ai/blog/"
        "open-model-open-metrics-how-lambda-and-the-olmo-team-trained-olmo-hybrid",
    ),
    primary(
        "ARCTICBLOG",
        "Snowflake Arctic (Snowflake, 2024-04-24)",
        "https://www.snowflake.com/en/blog/"
        "arctic-open-efficient-foundation-language-models-snowflake/",
    ),
    primary(
        "M1",
        "MiniMax-M1 technical report (PDF in the repository)",
        _GITHUB + "MiniMax-AI/MiniMax-M1",
    ),
    primary("PHI4", "Phi-4 model card", _HF + "microsoft/phi-4", read="in quotation"),
    primary(
        "PHI3MINI",
        "Phi-3-mini-128k-instruct model card",
        _HF + "microsoft/Phi-3-mini-128k-instruct",
        read="in a copy",
    ),
    primary(
        "PHI3MEDIUM",
        "Phi-3-medium-4k-instruct model card",
        _HF + "microsoft/Phi-3-medium-4k-instruct",
        read="in a copy",
    ),
    primary("GRINMOE", "GRIN-MoE model card", _HF + "microsoft/GRIN-MoE", read="in a copy"),
    primary(
        "PHI35MOE",
        "Phi-3.5-MoE model card",
        _HF + "microsoft/Phi-3.5-MoE-instruct",
        read="in quotation",
    ),
    primary("SMOLLM3", "SmolLM3 (Hugging Face)", _HF + "blog/smollm3"),
    primary(
        "SMOLLM2",
        "The authors of SmolLM2 on its GPU-hours (Hugging Face)",
        _HF + "HuggingFaceTB/SmolLM2-1.7B-Instruct/discussions/20",
    ),
    primary("LLADA", "Large Language Diffusion Models (LLaDA)", _ARXIV + "2502.09992"),
    primary("TRINITY", "Arcee Trinity Large, arXiv 2602.17004", _ARXIV + "2602.17004"),
    secondary(
        "TRINITYNEWS",
        "Arcee Trinity Large, reported by researchaudio.io (2026-01-29)",
        "https://researchaudio.io/p/how-a-30-person-team-trained-a-400b-model-in-33-days",
    ),
    primary("AXK1", "A.X K1, arXiv 2601.09200", _ARXIV + "2601.09200", read="in a summary"),
    primary("SOLAROPEN", "Solar Open, arXiv 2601.07022", _ARXIV + "2601.07022", read="in a copy"),
    *_papers_in_quotation(
        ("PALM", "PaLM (which defines MFU)", "2204.02311"),
        ("GOPHER", "Gopher", "2112.11446"),
        ("BLOOM", "BLOOM", "2211.05100"),
        ("NEMOTRON15B", "Nemotron-4 15B", "2402.16819"),
        ("BLOOMBERG", "BloombergGPT", "2303.17564"),
        ("STARCODER", "StarCoder", "2305.06161"),
        ("PYTHIA", "Pythia", "2304.01373"),
        ("TINYLLAMA", "TinyLlama", "2401.02385"),
        ("GLM130B", "GLM-130B", "2210.02414"),
        ("OPT", "OPT", "2205.01068"),
    ),
    primary("FALCON", "Falcon 180B (Hugging Face)", _HF + "blog/falcon-180b", read="in quotation"),
    primary(
        "MPT7B",
        "Introducing MPT-7B (MosaicML, 2023-05-05)",
        "https://www.databricks.com/blog/mpt-7b",
        read="in quotation",
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
        *("B300NOTES", "GB300SHEET", "MI355XNEWS", "GPUTABLES", "HMCTECH"),
        *("TPUV5P", "TPUV6E", "TPU7X", "TRAINIUM"),
    ),
    *_of_calculators("CHINAGRID"),
)

_PRICE_SOURCES = (
    *_of_calculators("EPOCHPRICES", "GPUBUBBLE", "GPURECEIPTS"),
    secondary(
        "AIMULTIPLE", "H100 prices at 37 providers (AIMultiple)", "https://aimultiple.com/gpu-index"
    ),
    secondary(
        "SPHERON",
        "GPU prices (Spheron, a vendor, 2026-03-17)",
        "https://www.spheron.network/blog/nvidia-h200-vs-b200-vs-gb200",
    ),
    mirror(
        "SEMIANALYSIS",
        "The great GPU shortage (SemiAnalysis, 2026-04-02), read in a copy",
        "https://newsletter.semianalysis.com/p/the-great-gpu-shortage-rental-capacity",
    ),
    mirror(
        "AWSBLOCKS",
        "AWS Capacity Blocks, prices of 2025-01-01, read in a copy",
        "https://aws.amazon.com/ec2/capacityblocks/pricing/",
    ),
    mirror(
        "COREWEAVE",
        "CoreWeave's prices, as copied on 2026-09-20",
        "https://www.coreweave.com/pricing",
    ),
    mirror(
        "HYPERSTACK",
        "Hyperstack's prices, as copied on 2026-08-26",
        "https://www.hyperstack.cloud/gpu-pricing",
    ),
    mirror(
        "SFCOMPUTE",
        "SF Compute's prices, as copied on 2026-09-20",
        "https://sfcompute.com/",
    ),
    secondary("CLIFFCENTER", "Prices of AMD accelerators, 2026-05-18", "https://cliffcenter.com"),
    secondary(
        "CONTRACTS",
        "Prices of one-year contracts (The Information Machine, 2026-06-26)",
        "https://theinformationmachine.fyi/threads/gpu-spot-contract-pricing",
    ),
    mirror(
        "COMPUTEPRICES",
        "RunPod's prices of 2026-08-19 (privum)",
        _HF + "datasets/privum/ai-compute-prices",
    ),
    mirror(
        "SILYBENCH",
        "Prices of 2026-09-25 (silybench)",
        _RAW + "tgarg01/silybench-data/main/derived/csv/gpu_prices.csv",
    ),
    secondary(
        "GPUECONOMY", "Index of list prices (gpueconomy)", "https://gpueconomy.com/price-index"
    ),
    secondary(
        "SCREENERINDEX",
        "Daily index of the H100, October to December 2025 (compute-screener)",
        _RAW + "renshuBTC/compute-screener/main/data/gpu_index_daily.csv",
    ),
    secondary(
        "SCREENER",
        "Prices by provider, 2026-10-24 (compute-screener)",
        _RAW + "renshuBTC/compute-screener/main/data/gpu_providers_latest.csv",
    ),
    mirror(
        "LANTERN",
        "Prices at Vast.ai, 2026-10-29 (lantern-works)",
        _HF + "datasets/lantern-works/gpu-cloud-prices",
    ),
)

_LAW_SOURCES = (
    primary("KAPLAN", "Kaplan et al. 2020, arXiv 2001.08361", _ARXIV + "2001.08361"),
    *_of_calculators("HOFFMANN", "DEVRIES", "BESIROGLU"),
    *_of_calculators("ABNAR", "KRAJEWSKI"),
    *_of_calculators("CS25"),
    secondary(
        "GEOMEAN",
        "“Geometric Mean Prediction of MoE performance” (r/LocalLLaMA, 2024-03-28)",
        "https://www.reddit.com/r/LocalLLaMA/comments/1bqa96t/",
    ),
)

_TOOL_SOURCES = (
    *_of_calculators("VLLMARGS", "VLLMLOG"),
    primary(
        "FTHSDP",
        "Fault-tolerant HSDP: training on 100,000 GPUs (Meta, 2026-01-30), arXiv 2602.00277",
        _ARXIV + "2602.00277",
    ),
    primary(
        "HOLISTIC",
        "Morrison et al. 2025: the impact of creating language models, arXiv 2503.05804",
        _ARXIV + "2503.05804",
    ),
    primary("COOKBOOK", "EleutherAI cookbook", _GITHUB + "EleutherAI/cookbook"),
    primary("LLMANALYSIS", "llm-analysis", _GITHUB + "cli99/llm-analysis"),
    primary("LLMCOUNTS", "llm_counts", _GITHUB + "harleyszhang/llm_counts"),
    primary("MEGATRON", "Megatron-LM", _GITHUB + "NVIDIA/Megatron-LM"),
    primary(
        "MEGATRONMEMORY",
        "Megatron-LM: theoretical_memory_usage.py",
        _GITHUB + "NVIDIA/Megatron-LM/blob/main/megatron/training/theoretical_memory_usage.py",
    ),
    primary(
        "ACCELERATE",
        "Accelerate: model memory estimator (Hugging Face)",
        "https://huggingface.co/docs/accelerate/usage_guides/model_size_estimator",
    ),
    primary(
        "DEEPSPEED",
        "DeepSpeed: memory requirements (Microsoft)",
        "https://deepspeed.readthedocs.io/en/latest/memory.html",
    ),
    primary("TORCHTITAN", "torchtitan", _GITHUB + "pytorch/torchtitan"),
    primary("PYTORCH", "PyTorch, torch.utils.flop_counter", _GITHUB + "pytorch/pytorch"),
)

_MUSE = "https://ai.meta.com/blog/introducing-muse-spark-"
_WILLISON = "https://simonwillison.net/2026/"
_QUOTED = "in a text that cites it"

_META_SOURCES = (
    primary(
        "CALL2024Q4",
        "Meta's call on the fourth quarter of 2024, transcript (2025-01-29)",
        "https://s21.q4cdn.com/399680738/files/doc_financials/2024/q4/"
        "META-Q4-2024-Earnings-Call-Transcript.pdf",
    ),
    primary(
        "ALDAHLE2024",
        "Ahmad Al-Dahle (Meta) on X on the cluster (2024-10-31)",
        "https://twitter.com/Ahmad_Al_Dahle/status/1851822285377933809",
        read=_QUOTED,
    ),
    primary(
        "ALDAHLE2025",
        "Ahmad Al-Dahle (Meta) on X on test sets (2025-04-07)",
        "https://x.com/Ahmad_Al_Dahle/status/1909302532306092107",
        read=_QUOTED,
    ),
    primary("MUSESPARK", "Introducing Muse Spark (Meta, 2026-04-08)", _MUSE + "msl/"),
    primary("MUSEAPI", "Muse Spark 1.1 and its API (Meta, 2026-07-09)", _MUSE + "meta-model-api/"),
    primary(
        "MUSEGLIMMER",
        "Introducing Muse Glimmer (Meta, 2026-08-10)",
        "https://research.meta.ai/blog/introducing-muse-glimmer-open-agentic-model",
        read=_QUOTED,
    ),
    primary(
        "MUSESPARK13",
        "Introducing Muse Spark 1.3 (Meta, 2026-09-02)",
        "https://research.meta.ai/blog/introducing-muse-spark-1-3",
        read=_QUOTED,
    ),
    primary(
        "MUSEOPEN",
        "Muse Spark Open (Meta, on Hugging Face, 2026-10-15)",
        _HF + "blog/meta-muse-spark-open",
    ),
    mirror(
        "MUSEOPENLAYERS",
        "NVIDIA's documentation of the layers of Muse Spark Open",
        "https://docs.nvidia.com/nemo/automodel/model-coverage/vision-language-models/muse/"
        "muse-spark-open",
    ),
)

_PRESS_SOURCES = (
    secondary(
        "SHERWOOD",
        "Sherwood News on Meta's call of October 2024",
        "https://www.sherwood.news/business/zuckerberg-meta-musk-xai-training-cluster-competition",
    ),
    secondary(
        "WARROOMS",
        "Asia Financial on a report of The Information (2025-01-28)",
        "https://www.asiafinancial.com/meta-set-up-war-rooms-to-study-deepseek-ai-model-fortune",
    ),
    secondary(
        "PINEAU",
        "Business Today on Joelle Pineau (2025-04-03)",
        "https://www.businesstoday.in/technology/news/story/metas-head-of-ai-research-joelle-"
        "pineau-steps-down-after-8-years-at-the-helm-470504-2025-04-03",
    ),
    primary(
        "LMARENA",
        "LMArena on X (2025-04-08)",
        "https://x.com/lmarena_ai/status/1909397817434816562",
        read=_QUOTED,
    ),
    *_of_calculators("DECODER", "FICTION"),
    secondary(
        "NEOWIN",
        "Neowin on the rank of the released Maverick (2025-04-12)",
        "https://www.neowin.net/news/unmodified-llama-4-maverick-ranks-below-rivals-following-"
        "meta-cheating-allegations/",
    ),
    secondary(
        "BENZINGA",
        "Benzinga on a report of The Wall Street Journal (2025-05-15)",
        "https://www.benzinga.com/trading-ideas/movers/25/05/45453142/meta-platforms-stock-dips-"
        "on-ai-rollout-delay-amid-internal-turmoil-report",
    ),
    secondary(
        "NYT",
        "The New York Times on Meta's lab (2025-07-14)",
        "https://www.nytimes.com/2025/07/14/technology/meta-superintelligence-lab-ai.html",
    ),
    secondary(
        "TECHCRUNCH",
        "TechCrunch on the same report (2025-07-14)",
        "https://techcrunch.com/2025/07/14/"
        "meta-built-its-ai-reputation-on-openness-that-may-be-changing/",
    ),
    secondary(
        "FT",
        "The Financial Times, interview with Yann LeCun (2026-01-02)",
        "https://www.ft.com/content/e3c4c2f6-4ea7-4adf-b945-e58495f836c2",
    ),
    secondary(
        "AXIOS",
        "Axios on Muse Spark (2026-04-08)",
        "https://www.axios.com/2026/04/08/meta-muse-alexandr-wang",
    ),
    secondary(
        "TRUSTVECTOR",
        "TrustVector on Behemoth (2026-06-10)",
        "https://trustvector.dev/models/llama-4-behemoth",
    ),
    secondary(
        "WILLISON11",
        "Simon Willison on Muse Spark 1.1 (2026-07-09)",
        _WILLISON + "Jul/9/muse-spark-1-1/",
    ),
    secondary(
        "WILLISON12",
        "Simon Willison on Muse Code and Muse Spark 1.2 (2026-08-05)",
        _WILLISON + "Aug/5/muse-code-and-muse-spark-12/",
    ),
    secondary(
        "CNBC",
        "CNBC on Muse Glimmer (2026-08-10)",
        "https://www.cnbc.com/2026/08/10/meta-muse-glimmer-open-weight-ai.html",
    ),
    secondary(
        "MUSEWONDER",
        "Vercel's list of models: Muse Wonder",
        "https://vercel.com/ai-gateway/models/meta/muse-wonder-1.0.md",
    ),
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
        *_META_SOURCES,
        *_PRESS_SOURCES,
    )
}
"""By key."""
