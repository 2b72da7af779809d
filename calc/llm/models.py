"""Published models as values. Fields that are not set have the defaults of their class."""

from dataclasses import replace

from calc.llm.architecture import Announced, Architecture, Model, MultiTokenPrediction
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.blocks.latent import LatentAttention
from calc.llm.layer import Layer
from calc.llm.masks import Chunked
from calc.llm.vision.llama4 import Llama4Vision

_GLOBAL = Attention(num_attention_heads=40, num_key_value_heads=8, head_dim=128)
_LOCAL = replace(_GLOBAL, mask=Chunked(chunk=8192), unweighted_norms=True)

_LLAMA_4_VISION = Llama4Vision(
    hidden_size=1408,
    num_hidden_layers=34,
    num_attention_heads=16,
    ffn_size=5632,
    image_size=336,
    patch_size=14,
    num_channels=3,
    projector_input_dim=4096,
    projector_output_dim=4096,
    vision_output_dim=4096,
)
"""Source: meta-llama/Llama-4-Scout-17B-16E config.json, `vision_config`"""

_SCOUT_MOE = MoE(routed_experts=16, top_k=1, expert_ffn_size=8192, shared_experts=1)
_SCOUT_LOCAL = Layer(blocks=(_LOCAL, _SCOUT_MOE))

SCOUT = Architecture(
    key="scout",
    name="Llama 4 Scout",
    hidden_size=5120,
    vocab_size=202_048,
    layers=(*(_SCOUT_LOCAL,) * 3, Layer(blocks=(_GLOBAL, _SCOUT_MOE))) * 12,
    vision=_LLAMA_4_VISION,
)
"""Three layers of four attend within chunks of 8192 tokens, every fourth to all tokens. Every layer
is MoE with one shared expert. Query and key norms have no weights.
Source: meta-llama/Llama-4-Scout-17B-16E config.json, as copied in the tests of vLLM;
https://github.com/meta-llama/llama-models/tree/main/models/llama4, model.py and moe.py
"""

_MAVERICK_LOCAL = replace(_LOCAL, unweighted_norms=False)
_MAVERICK_DENSE = Dense(ffn_size=16_384)
_MAVERICK_MOE = replace(_SCOUT_MOE, routed_experts=128)
_MAVERICK_LOCAL_DENSE = Layer(blocks=(_MAVERICK_LOCAL, _MAVERICK_DENSE))

MAVERICK = replace(
    SCOUT,
    key="maverick",
    name="Llama 4 Maverick",
    layers=(
        _MAVERICK_LOCAL_DENSE,
        Layer(blocks=(_MAVERICK_LOCAL, _MAVERICK_MOE)),
        _MAVERICK_LOCAL_DENSE,
        Layer(blocks=(_GLOBAL, _MAVERICK_MOE)),
    )
    * 12,
)
"""Scout with 128 routed experts in every second layer. The other layers are dense, as wide as the
shared and the routed expert that a token uses. Queries and keys have no norms.
Source: "MoE layers use 128 routed experts and a shared expert", "alternating dense and
mixture-of-experts (MoE) layers", https://ai.meta.com/blog/llama-4-multimodal-intelligence/;
widths: meta-llama/Llama-4-Maverick-17B-128E config.json, as copied in the tests of TensorRT-LLM
"""

BEHEMOTH = Announced(
    key="behemoth",
    name="Llama 4 Behemoth",
    total_parameters=2_000_000_000_000,
    active_parameters=288_000_000_000,
    routed_experts=16,
)
"""Never released. Source: "288B active parameters, 16 experts, and nearly two trillion total
parameters", https://ai.meta.com/blog/llama-4-multimodal-intelligence/
"""

_V3_ATTENTION = LatentAttention(
    num_attention_heads=128,
    q_lora_rank=1536,
    kv_lora_rank=512,
    qk_nope_head_dim=128,
    qk_rope_head_dim=64,
    v_head_dim=128,
)
_V3_MOE = MoE(
    routed_experts=256, top_k=8, expert_ffn_size=2048, shared_experts=1, float32_router=True
)
_V3_LAYER = Layer(blocks=(_V3_ATTENTION, _V3_MOE))

DEEPSEEK_V3 = Architecture(
    key="deepseek-v3",
    name="DeepSeek-V3",
    hidden_size=7168,
    vocab_size=129_280,
    layers=(
        *(Layer(blocks=(_V3_ATTENTION, Dense(ffn_size=18_432))),) * 3,
        *(_V3_LAYER,) * 58,
    ),
    multi_token_prediction=MultiTokenPrediction(modules=1, layer=_V3_LAYER),
)
"""Source: deepseek-ai/DeepSeek-V3, inference/configs/config_671B.json and README_WEIGHTS.md,
https://github.com/deepseek-ai/DeepSeek-V3
"""

_DEEPSEEK_MOE_ATTENTION = Attention(num_attention_heads=16, num_key_value_heads=16, head_dim=128)
_DEEPSEEK_MOE = MoE(
    routed_experts=64, top_k=6, expert_ffn_size=1408, shared_experts=2, float32_router=True
)

DEEPSEEK_MOE_16B = Architecture(
    key="deepseekmoe-16b",
    name="DeepSeekMoE 16B",
    hidden_size=2048,
    vocab_size=102_400,
    layers=(
        Layer(blocks=(_DEEPSEEK_MOE_ATTENTION, Dense(ffn_size=10_944))),
        *(Layer(blocks=(_DEEPSEEK_MOE_ATTENTION, _DEEPSEEK_MOE)),) * 27,
    ),
)
"""Source: deepseek-ai/deepseek-moe-16b-base config.json;
Dai et al. 2024, §5.1.2, https://arxiv.org/abs/2401.06066
"""

MIXTRAL_8X7B = Architecture(
    key="mixtral-8x7b",
    name="Mixtral 8x7B",
    hidden_size=4096,
    vocab_size=32_000,
    layers=(
        Layer(
            blocks=(
                Attention(num_attention_heads=32, num_key_value_heads=8, head_dim=128),
                MoE(routed_experts=8, top_k=2, expert_ffn_size=14_336),
            )
        ),
    )
    * 32,
)
"""Source: mistralai/Mixtral-8x7B-v0.1 config.json; Jiang et al. 2024, table 1,
https://arxiv.org/abs/2401.04088
"""

MIXTRAL_8X22B = Architecture(
    key="mixtral-8x22b",
    name="Mixtral 8x22B",
    hidden_size=6144,
    vocab_size=32_000,
    layers=(
        Layer(
            blocks=(
                Attention(num_attention_heads=48, num_key_value_heads=8, head_dim=128),
                MoE(routed_experts=8, top_k=2, expert_ffn_size=16_384),
            )
        ),
    )
    * 56,
)
"""Source: mistralai/Mixtral-8x22B-v0.1 config.json; the instruct model has 32,768 rows."""

LLAMA_3_1_405B = Architecture(
    key="llama-3.1-405b",
    name="Llama 3.1 405B",
    hidden_size=16_384,
    vocab_size=128_256,
    layers=(
        Layer(
            blocks=(
                Attention(num_attention_heads=128, num_key_value_heads=8, head_dim=128),
                Dense(ffn_size=53_248),
            )
        ),
    )
    * 126,
)
"""Source: Grattafiori et al. 2024, table 3, https://arxiv.org/abs/2407.21783"""

MODELS: tuple[Model, ...] = (
    SCOUT,
    MAVERICK,
    BEHEMOTH,
    DEEPSEEK_V3,
    DEEPSEEK_MOE_16B,
    MIXTRAL_8X7B,
    MIXTRAL_8X22B,
    LLAMA_3_1_405B,
)
"""All models, in the order in which a form offers them. Keys are unique."""
