"""JetMoE: the router chooses attention heads, too. Each of `num_local_experts` attention experts
has queries and outputs for `num_key_value_heads` heads; keys and values are common. A token has as
many query heads as it has experts times `num_key_value_heads`, whatever `num_attention_heads` says.

Both mixtures have a bias of width d on their output.
"""

from dataclasses import dataclass, replace

from calc.llm.architecture import Architecture
from calc.llm.blocks import Block, Matrix
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import MoE
from calc.llm.config_fields import Fields
from calc.llm.families import common


@dataclass(frozen=True, kw_only=True)
class AttentionExperts(Block):
    """E experts of k heads of width h each, of which top_k are chosen.

        E (d k h + k h d) + 2 d k h + d E + d

    Source: transformers, models/jetmoe/modeling_jetmoe.py, JetMoeMoA and JetMoeAttention
    """

    routed_experts: int
    top_k: int
    num_key_value_heads: int
    head_dim: int

    def parameters(self, d: int) -> dict[str, int]:
        return self._parts(d, self.routed_experts, d)

    def active(self, d: int) -> dict[str, int]:
        return self._parts(d, self.top_k, d)

    def matmul_weights(self, d: int) -> dict[str, int]:
        return self._parts(d, self.top_k, 0)

    def all_matmul_weights(self, d: int) -> dict[str, int]:
        return self._parts(d, self.routed_experts, 0)

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        E, width, name = self.routed_experts, self.num_key_value_heads * self.head_dim, "experts"
        return (
            Matrix(f"self_attention.{name}.router.layer", "router", E, d),
            Matrix(f"self_attention.{name}.input_linear", "routed_experts", width, d, E),
            Matrix(f"self_attention.{name}.output_linear", "routed_experts", d, width, E),
            Matrix("self_attention.kv_proj", "attention", 2 * width, d),
        )

    def _parts(self, d: int, experts: int, bias: int) -> dict[str, int]:
        width = self.num_key_value_heads * self.head_dim
        return {
            "attention": 2 * d * width + bias,
            "router": d * self.routed_experts,
            "routed_experts": experts * 2 * d * width,
        }

    def mixing_flop(self, S: int) -> dict[str, int]:
        heads = self._heads
        chosen = replace(heads, num_attention_heads=self.top_k * self.num_key_value_heads)
        return chosen.mixing_flop(S)

    def cache_elements(self, T: int) -> int:
        return self._heads.cache_elements(T)

    @property
    def _heads(self) -> Attention:
        k = self.num_key_value_heads
        return Attention(num_attention_heads=k, num_key_value_heads=k, head_dim=self.head_dim)


def jetmoe(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 12), common.hidden_size(fields, 2048)
    fields.ignore("num_attention_heads")
    E = fields.integer("num_local_experts", default=8)
    chosen = common.top_k(fields, "num_experts_per_tok", default=2, experts=E)
    attention = AttentionExperts(
        routed_experts=E,
        top_k=chosen,
        num_key_value_heads=fields.integer("num_key_value_heads", default=16),
        head_dim=fields.integer("kv_channels", "head_dim", default=128),
    )
    moe = MoE(
        routed_experts=E,
        top_k=chosen,
        expert_ffn_size=fields.integer("intermediate_size", default=5632),
        output_bias=True,
    )
    return common.architecture(
        fields, d, common.layer_stack([(attention, moe)] * L), vocab=32_000, tied=True
    )
