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
        biases = _widths(d, self.ffn_size, self.gated) * self.bias
        return {"dense_ffn": _weights(d, self.ffn_size, self.gated) + biases}

    active = parameters

    def matmul(self, d: int) -> dict[str, int]:
        return {"dense_ffn": _weights(d, self.ffn_size, self.gated)}

    def interactions(self, S: int) -> dict[str, int]:
        return {}

    def cache(self, T: int) -> int:
        return 0

    cache_unwindowed = cache


@dataclass(frozen=True, kw_only=True)
class MoE:
    """A mixture of experts: a router picks top_k of E experts for each token; shared experts
    serve every token.

        X = E g d f_e + d E + g d f_s,  of which active: top_k g d f_e + d E + g d f_s

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
    expert_bias: bool = False
    shared_expert_bias: bool = False
    shared_expert_gate: bool = False
    """A weight per channel that gates the shared expert (Qwen2-MoE)."""
    router_vectors: int = 0
    """Vectors with one value per expert beside the router's matrix: a bias (gpt-oss), a
    correction that is a parameter (ERNIE 4.5), a scale (Gemma 4). DeepSeek's is a buffer."""
    router_channel_scale: bool = False
    """A scale per channel of the router's input (Gemma 4)."""
    zero_experts: int = 0
    """Experts that do nothing, among which the router may also choose (LongCat)."""
    latent_size: int | None = None
    """Width that routed experts work in, between two projections (Nemotron 3); None for d."""

    def parameters(self, d: int) -> dict[str, int]:
        return self._counted(d, self.routed_experts * self._expert(d))

    def active(self, d: int) -> dict[str, int]:
        """With experts that do nothing: the average if all are picked alike, rounded down."""
        E, Z = self.routed_experts, self.zero_experts
        picked = self.top_k * self._expert(d)
        return self._counted(d, picked * E // (E + Z) if Z else picked)

    def _counted(self, d: int, experts: int) -> dict[str, int]:
        choices = self.routed_experts + self.zero_experts
        shared_biases = 0
        if self.shared_experts and self.shared_expert_bias:
            shared_biases = _widths(d, self.shared_width, self.gated)
        parts = self.matmul(d)
        parts["router"] += choices * self.router_vectors + d * self.router_channel_scale
        parts["routed_experts"] = experts + self._latent_projections(d, biases=True)
        parts["shared_experts"] += shared_biases
        return parts

    def _expert(self, d: int) -> int:
        w = self.latent_size or d
        biases = _widths(w, self.expert_ffn_size, self.gated) * self.expert_bias
        return _weights(w, self.expert_ffn_size, self.gated) + biases

    def _latent_projections(self, d: int, *, biases: bool) -> int:
        """Into the latent and back; biased as the shared experts are."""
        m = self.latent_size
        if m is None:
            return 0
        return 2 * d * m + (d + m) * (biases and self.shared_expert_bias)

    def matmul(self, d: int) -> dict[str, int]:
        E, Z = self.routed_experts, self.zero_experts
        picked = self.top_k * _weights(self.latent_size or d, self.expert_ffn_size, self.gated)
        experts = picked * E // (E + Z) if Z else picked
        shared = _weights(d, self.shared_width, self.gated) + d * self.shared_expert_gate
        return {
            "router": d * (E + Z),
            "routed_experts": experts + self._latent_projections(d, biases=False),
            "shared_experts": shared,
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


def _weights(d: int, f: int, gated: bool) -> int:
    """The matrices of a block of width f: g d f."""
    return (3 if gated else 2) * d * f


def _widths(d: int, f: int, gated: bool) -> int:
    """What the projections put out together, so what their biases hold: (g − 1) f + d."""
    return (2 if gated else 1) * f + d
