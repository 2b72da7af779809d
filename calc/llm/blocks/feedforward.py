"""Feed-forward blocks: dense, and a mixture of experts."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Dense:
    """A feed-forward block that every token passes through.

        M = g d f,  g = 3 with a gate (SwiGLU), 2 without

    Source: Shazeer 2020, https://arxiv.org/abs/2002.05202
    """

    ffn_size: int
    """f; `intermediate_size` in most config.json files."""
    gated: bool = True
    bias: bool = False

    def parameters(self, d: int) -> dict[str, int]:
        f, g = self.ffn_size, 3 if self.gated else 2
        return {"dense_ffn": g * d * f + ((g - 1) * f + d) * self.bias}

    active = parameters

    def matmul(self, d: int) -> dict[str, int]:
        return {"dense_ffn": (3 if self.gated else 2) * d * self.ffn_size}

    def interactions(self, S: int) -> dict[str, int]:
        return {}

    def cache(self, T: int) -> int:
        return 0

    cache_unwindowed = cache


@dataclass(frozen=True, kw_only=True)
class MoE:
    """A mixture of experts: a router picks top_k of E experts for each token; shared experts
    serve every token.

        X = E (g d f_e) + d E + g d f_s,  of which active: top_k (g d f_e) + d E + g d f_s

    Source: Dai et al. 2024 (DeepSeekMoE), §3, https://arxiv.org/abs/2401.06066
    """

    routed_experts: int
    """Experts the router chooses from; `num_local_experts` or `n_routed_experts` in config.json."""
    top_k: int
    expert_ffn_size: int
    """Width of one expert; Llama 4's config.json calls this `intermediate_size`."""
    shared_experts: int = 0
    shared_expert_ffn_size: int | None = None
    """Width of one shared expert where it is not that of a routed one."""
    gated: bool = True
    bias: bool = False
    """On the experts' projections and on the router (gpt-oss)."""
    shared_expert_gate: bool = False
    """A weight per channel that gates the shared expert (Qwen2-MoE)."""

    def parameters(self, d: int) -> dict[str, int]:
        return self._counted(d, self.routed_experts)

    def active(self, d: int) -> dict[str, int]:
        return self._counted(d, self.top_k)

    def _counted(self, d: int, experts: int) -> dict[str, int]:
        E, f, g = self.routed_experts, self.expert_ffn_size, 3 if self.gated else 2
        expert = g * d * f + ((g - 1) * f + d) * self.bias
        return {
            "router": d * E + E * self.bias,
            "routed_experts": experts * expert,
            "shared_experts": g * d * self.shared_width + d * self.shared_expert_gate,
        }

    def matmul(self, d: int) -> dict[str, int]:
        f, g = self.expert_ffn_size, 3 if self.gated else 2
        return {
            "router": d * self.routed_experts,
            "routed_experts": self.top_k * g * d * f,
            "shared_experts": g * d * self.shared_width + d * self.shared_expert_gate,
        }

    @property
    def shared_width(self) -> int:
        """f_s, the width of all shared experts together."""
        one = self.shared_expert_ffn_size
        return self.shared_experts * (self.expert_ffn_size if one is None else one)

    def interactions(self, S: int) -> dict[str, int]:
        return {}

    def cache(self, T: int) -> int:
        return 0

    cache_unwindowed = cache
