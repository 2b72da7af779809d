"""Every source that the arithmetic and the calculators cite, once, by key.

Levels: *primary* is the publisher's own text or code, *mirror* a third party's copy of it,
*secondary* somebody else's report. The level is that of what is linked; `read` says so where a
text that quotes it was read instead.
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
    read: str = ""
    """Where it was read, if not at its address: "in quotation", "in a copy"."""


def primary(key: str, title: str, url: str, read: str = "") -> Source:
    return Source(key=key, title=title, url=url, level="primary", read=read)


def mirror(key: str, title: str, url: str | Unknown) -> Source:
    return Source(key=key, title=title, url=url, level="mirror")


def secondary(key: str, title: str, url: str | Unknown) -> Source:
    return Source(key=key, title=title, url=url, level="secondary")


_GITHUB = "https://github.com/"
_LLAMA = _GITHUB + "meta-llama/llama-models/blob/main/models/"
_ARXIV = "https://arxiv.org/abs/"

_LLAMA_SOURCES = (
    primary("LL4CARD", "Llama 4 model card (Meta)", _LLAMA + "llama4/MODEL_CARD.md"),
    primary(
        "LL4CODE",
        "Llama 4 reference code: args.py, model.py, moe.py (Meta)",
        _GITHUB + "meta-llama/llama-models/tree/main/models/llama4",
    ),
    primary(
        "LL4BLOG",
        "The Llama 4 herd (Meta AI, 2025-04-05)",
        "https://ai.meta.com/blog/llama-4-multimodal-intelligence/",
    ),
    primary(
        "LL4HFBLOG",
        "Welcome Llama 4 Maverick & Scout on Hugging Face (2025-04-05)",
        "https://huggingface.co/blog/llama4-release",
    ),
    mirror(
        "IROPETHREAD",
        "Aston Zhang (Meta) on X, April 2025, as copied in a forum",
        "https://thecoli.com/threads/the-a-i-megathread-llm-gpt-development.960563/page-378",
    ),
    mirror(
        "MAVCFG",
        "TensorRT-LLM test that copies Maverick's config.json",
        _GITHUB + "NVIDIA/TensorRT-LLM",
    ),
    mirror(
        "SCOUTCFG",
        "vLLM plug-in test that holds Scout's text_config",
        Unknown("Read in a compilation that does not say where the test is."),
    ),
    primary("LLAMA31CARD", "Llama 3.1 model card (Meta)", _LLAMA + "llama3_1/MODEL_CARD.md"),
    primary("LLAMA3", "The Llama 3 Herd of Models, arXiv 2407.21783", _ARXIV + "2407.21783"),
)

_DEEPSEEK_SOURCES = (
    primary(
        "DSMOE",
        "DeepSeekMoE, arXiv 2401.06066 (PDF in the repository)",
        _GITHUB + "deepseek-ai/DeepSeek-MoE",
    ),
    primary(
        "DSV3REPO",
        "DeepSeek-V3 repository: README, README_WEIGHTS, config_671B.json",
        _GITHUB + "deepseek-ai/DeepSeek-V3",
    ),
    primary(
        "DSV3",
        "DeepSeek-V3 technical report, arXiv 2412.19437v2",
        "https://arxiv.org/html/2412.19437v2",
    ),
    primary(
        "DSISCA",
        "Insights into DeepSeek-V3 (ISCA 2025), arXiv 2505.09343",
        _ARXIV + "2505.09343",
    ),
)

_MODEL_SOURCES = (
    primary(
        "MIXTRAL",
        "Mixtral of experts (Mistral AI, 2023-12-11), and Mixtral 8x22B (2024-04-17)",
        "https://mistral.ai/news/mixtral-of-experts/",
        read="in copies",
    ),
)

_HARDWARE_SOURCES = (
    secondary(
        "A100SHEET",
        "NVIDIA A100 data sheet, as quoted by Glenn Lockwood and by Epoch",
        "https://www.nvidia.com/content/dam/en-zz/Solutions/Data-Center/a100/pdf/"
        "nvidia-a100-datasheet-us-nvidia-1758950-r4-web.pdf",
    ),
    secondary(
        "LOCKWOODA100",
        "Glenn Lockwood's notes on the A100",
        "https://glennklockwood.com/garden/processors/A100",
    ),
    mirror(
        "H100PAGE",
        "NVIDIA H100 product page, read in a copy",
        "https://www.nvidia.com/en-us/data-center/h100/",
    ),
    mirror(
        "H200PAGE",
        "NVIDIA H200 product page, read in a copy",
        "https://www.nvidia.com/en-us/data-center/h200/",
    ),
    secondary(
        "EPOCHCHIPS",
        "Epoch AI: chip data",
        _GITHUB + "epoch-research/training-cost-trends/tree/main/data",
    ),
    secondary(
        "KLOCKWOOD",
        "Glenn Lockwood's notes on the B200",
        "https://glennklockwood.com/garden/processors/B200",
    ),
    secondary(
        "B300NOTES",
        "Glenn Lockwood's notes on the B300",
        "https://www.glennklockwood.com/garden/processors/B300",
    ),
    mirror(
        "GB300SHEET",
        "NVIDIA GB300 NVL72 table, divided by 72, read in a copy",
        "https://www.nvidia.com/en-us/data-center/gb300-nvl72/",
    ),
    secondary(
        "MI355XNEWS",
        "AMD's MI350X and MI355X (The Register, 2025-06-12)",
        "https://www.theregister.com/2025/06/12/amd_mi355x/",
    ),
    secondary(
        "GPUTABLES",
        "Tables of several vendors, read in copies; NVIDIA's own sheets were not",
        Unknown("Several tables that agree; none of them is NVIDIA's own."),
    ),
    secondary("HMCTECH", "GPU data (HMC Technologies, a vendor)", "https://hmc-tech.com"),
    primary("TPUV5P", "TPU v5p (Google Cloud)", "https://docs.cloud.google.com/tpu/docs/v5p"),
    primary("TPUV6E", "TPU v6e (Google Cloud)", "https://docs.cloud.google.com/tpu/docs/v6e"),
    primary("TPU7X", "TPU7x (Google Cloud)", "https://docs.cloud.google.com/tpu/docs/tpu7x"),
    primary(
        "TRAINIUM",
        "AWS Neuron documentation: Trainium2 and Trainium3",
        "https://awsdocs-neuron.readthedocs-hosted.com/en/latest/about-neuron/arch/"
        "neuron-hardware/trainium2.html",
    ),
)

_RENT_SOURCES = (
    secondary(
        "EPOCHPRICES",
        "Epoch AI: hardware prices",
        _GITHUB + "epoch-research/training-cost-trends/tree/main/data",
    ),
    secondary(
        "GPUBUBBLE",
        "Eugene Cheah on the price of the H100 (Latent Space, October 2024)",
        "https://www.latent.space/p/gpu-bubble",
    ),
    mirror(
        "GPURECEIPTS",
        "GPU prices of 2026-11-09, read off the sellers' pages (data-receipts)",
        _GITHUB + "datareceipts/data-receipts/tree/main/109-gpu-pricing",
    ),
)

_GRID_SOURCES = (
    secondary(
        "CHINAGRID",
        "Chen et al. 2025, Energies 18(3) 654, on the emissions of China's electricity",
        "https://ideas.repec.org/a/gam/jeners/v18y2025i3p654-d1580765.html",
    ),
    primary("LLAMA1", "LLaMA, arXiv 2302.13971", _ARXIV + "2302.13971"),
)

_LAW_SOURCES = (
    primary("HOFFMANN", "Hoffmann et al. 2022 (Chinchilla)", _ARXIV + "2203.15556"),
    primary(
        "DEVRIES",
        "Harm de Vries 2023, Go smol or go home",
        "https://www.harmdevries.com/post/model-size-vs-compute-overhead/",
    ),
    primary("BESIROGLU", "Besiroglu et al. 2024, a replication", _ARXIV + "2404.10102"),
    primary("ABNAR", "Abnar et al. 2025, Parameters vs FLOPs", _ARXIV + "2501.12370"),
    secondary(
        "KRAJEWSKI",
        "Krajewski et al. 2024, fine-grained MoE; constants from two sets of notes",
        _ARXIV + "2402.07871",
    ),
    secondary(
        "CS25",
        "Stanford CS25 V4, Demystifying Mixtral of Experts (Albert Jiang, 2024-04-25)",
        Unknown("A lecture, read in notes that give its minute and no address."),
    ),
)

_DECODER = (
    "https://the-decoder.com/metas-llama-4-models-show-promise-on-standard-tests-"
    "but-struggle-with-long-context-tasks"
)
_PRESS_SOURCES = (
    secondary("DECODER", "The Decoder on Llama 4 in independent tests (April 2025)", _DECODER),
    secondary("FICTION", "Fiction.LiveBench, April 2025, as The Decoder reported it", _DECODER),
)

_TOOL_SOURCES = (
    primary(
        "TF",
        "transformers 5.23.0: configuration_*.py and modeling_llama4.py",
        _GITHUB + "huggingface/transformers/tree/main/src/transformers/models",
    ),
    primary(
        "VLLMARGS",
        "vLLM: engine arguments",
        "https://docs.vllm.ai/en/latest/models/engine_args.html",
    ),
    primary(
        "VLLMLOG",
        "vLLM: memory that an engine measured when it started (issue 10511)",
        _GITHUB + "vllm-project/vllm/issues/10511",
    ),
)

SOURCES: dict[str, Source] = {
    source.key: source
    for source in (
        *_TOOL_SOURCES,
        *_LLAMA_SOURCES,
        *_DEEPSEEK_SOURCES,
        *_MODEL_SOURCES,
        *_HARDWARE_SOURCES,
        *_RENT_SOURCES,
        *_GRID_SOURCES,
        *_LAW_SOURCES,
        *_PRESS_SOURCES,
    )
}
"""By key."""
