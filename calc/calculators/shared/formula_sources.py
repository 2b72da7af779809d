"""Sources of the formulas that calculators show."""

DEFINITION = "by definition"
KAPLAN = "Kaplan et al. 2020, §2.1, https://arxiv.org/abs/2001.08361"
MFU = "the definition of MFU, Chowdhery et al. 2022, App. B, https://arxiv.org/abs/2204.02311"
BACKWARD = (
    "backward takes twice what forward takes, Kaplan et al. 2020, §2.1,"
    " https://arxiv.org/abs/2001.08361"
)
BESIROGLU = "Besiroglu et al. 2024, https://arxiv.org/abs/2404.10102"
RENT = "as in the DeepSeek-V3 report, Table 1, https://arxiv.org/html/2412.19437v2"
PER_TRILLION = "as in the DeepSeek-V3 report, §1, https://arxiv.org/html/2412.19437v2"
POWER = "Touvron et al. 2023 (LLaMA), §6, https://arxiv.org/abs/2302.13971"
VLLM = "as vLLM divides its memory, https://docs.vllm.ai/en/latest/models/engine_args.html"
BANDWIDTH = (
    "as many bytes a second as the memory gives, Pope et al. 2022, §2,"
    " https://arxiv.org/abs/2211.05102"
)
