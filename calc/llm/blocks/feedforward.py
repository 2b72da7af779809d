"""Feed-forward blocks: dense, and mixture of experts."""

from dataclasses import dataclass, replace
from math import isqrt
from typing import Self

from calc.llm.blocks import Block, Matrix, share
from calc.llm.blocks.saved import Pass, Saved


@dataclass(frozen=True, kw_only=True)
class Dense(Block):
    """A feed-forward block that every token passes through.

        M = g d f,  where g = 3 with a gate (SwiGLU), else 2

    Source: Shazeer 2020, https://arxiv.org/abs/2002.05202
    """

    ffn_size: int
    """f; `intermediate_size` in most config.json files."""
    gated: bool = True
    bias: bool = False
    activation_tensors: int = 2
    """Without a gate: tensors of f that plain code saves; 2 for a GELU or a squared ReLU, 5
    for a GELU in steps ("gelu_new" of GPT-2), 6 for xIELU."""
    more_parameters: int = 0
    """Those of a norm over f (BitNet) or of a learned activation (Apertus)."""
    inner_norm: bool = False
    """A norm over f before the last matrix (BitNet)."""

    def parameters(self, d: int) -> dict[str, int]:
        more = _output_widths(d, self.ffn_size, self.gated) * self.bias + self.more_parameters
        return {"dense_ffn": _weights(d, self.ffn_size, self.gated) + more}

    def matmul_weights(self, d: int) -> dict[str, int]:
        return {"dense_ffn": _weights(d, self.ffn_size, self.gated)}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        return _matrices("mlp", "dense_ffn", d, self.ffn_size, self.gated)

    def of_rank(self, ranks: int) -> Self:
        return replace(self, ffn_size=share(self.ffn_size, ranks))

    def vectors(self, d: int) -> tuple[int, ...]:
        biases = (self.ffn_size, self.ffn_size * self.gated, d)
        return (*(size * self.bias for size in biases), self.more_parameters)

    def saved(self, d: int, run: Pass) -> Saved:
        """Input, and the values between the matrices, f wide: w d + 3 w f to w d + 4 w f with a
        gate; see `Pass.activation`. A norm over f adds its own.
        """
        between = run.activation(self.ffn_size, self.gated, tensors=self.activation_tensors)
        if self.inner_norm:
            between += Saved(*run.norm(self.ffn_size))
        return run.input(d, "gate_proj", "up_proj") + between + run.mask(d)


@dataclass(frozen=True, kw_only=True)
class MoE(Block):
    """A mixture of experts: a router chooses top_k of E experts for each token; shared experts
    process every token.

        X        = E g d f_e + d E + g d f_s
        X_active = top_k g d f_e + d E + g d f_s

    g is 3 with a gate, else 2; f_e is the width of an expert, f_s of all shared experts together.

    Source: Dai et al. 2024 (DeepSeekMoE), §3, https://arxiv.org/abs/2401.06066
    """

    routed_experts: int
    """Experts the router chooses from; `num_local_experts` or `n_routed_experts` in config.json."""
    top_k: int
    expert_ffn_size: int
    """Width of one expert; Llama 4's config.json calls this `intermediate_size`."""
    shared_experts: int = 0
    shared_expert_ffn_size: int | None = None
    """Width of one shared expert; None if it is that of a routed expert."""
    gated: bool = True
    expert_bias: bool = False
    shared_expert_bias: bool = False
    shared_expert_gate: bool = False
    """One weight per channel, from which the gate of the shared expert comes (Qwen2-MoE)."""
    router_vectors: int = 0
    """Parameter vectors of the router with one value per expert: a bias (gpt-oss), a correction
    (ERNIE 4.5), a scale (Gemma 4). DeepSeek's correction is a buffer and does not count."""
    router_channel_scale: bool = False
    """One scale per channel of the router's input (Gemma 4)."""
    zero_experts: int = 0
    """Experts that do nothing, which the router may choose too (LongCat-Flash)."""
    output_bias: bool = False
    """One vector of width d beside the sum of the experts' outputs (JetMoE)."""
    float32_router: bool = False
    """The router works in FP32, which saves its input once more for training (DeepSeek)."""
    limited: bool = False
    """Gates and inputs of the experts are limited before they are multiplied (gpt-oss)."""
    latent_size: int | None = None
    """Input width of routed experts, between two projections (Nemotron 3); None means d."""

    def parameters(self, d: int) -> dict[str, int]:
        return self._counted(d, self.routed_experts * self._expert(d))

    def active(self, d: int) -> dict[str, int]:
        """With zero experts: the average if all experts are equally likely, rounded down."""
        return self._counted(d, self._average(self.top_k * self._expert(d)))

    def active_in(self, d: int, layers: int) -> dict[str, int]:
        parts = super().active_in(d, layers)
        return self._rounded_once(parts, self.top_k * self._expert(d), layers)

    def matmul_weights_in(self, d: int, layers: int) -> dict[str, int]:
        parts = super().matmul_weights_in(d, layers)
        return self._rounded_once(parts, self._chosen_weights(d), layers)

    def _average(self, chosen: int) -> int:
        E, Z = self.routed_experts, self.zero_experts
        return chosen * E // (E + Z) if Z else chosen

    def _rounded_once(self, parts: dict[str, int], chosen: int, layers: int) -> dict[str, int]:
        """The parts of so many layers, with the average of all of them rounded instead of each."""
        parts["routed_experts"] += self._average(chosen * layers) - layers * self._average(chosen)
        return parts

    def _chosen_weights(self, d: int) -> int:
        return self.top_k * _weights(self.latent_size or d, self.expert_ffn_size, self.gated)

    def _counted(self, d: int, experts: int) -> dict[str, int]:
        choices = self.routed_experts + self.zero_experts
        shared_biases = 0
        if self.shared_experts and self.shared_expert_bias:
            shared_biases = _output_widths(d, self.shared_width, self.gated)
        parts = self.matmul_weights(d)
        parts["router"] += choices * self.router_vectors + d * self.router_channel_scale
        parts["routed_experts"] = experts + self._latent_projections(d, biases=True)
        parts["shared_experts"] += shared_biases + d * self.output_bias
        return parts

    def _expert(self, d: int) -> int:
        w = self.latent_size or d
        biases = _output_widths(w, self.expert_ffn_size, self.gated) * self.expert_bias
        return _weights(w, self.expert_ffn_size, self.gated) + biases

    def expert_parameters(self, d: int) -> int:
        """Those of all routed experts, which expert parallelism divides."""
        return self.routed_experts * self._expert(d)

    def _latent_projections(self, d: int, *, biases: bool) -> int:
        """From d to the latent width and back; they have biases if the shared experts do."""
        m = self.latent_size
        if m is None:
            return 0
        return 2 * d * m + (d + m) * (biases and self.shared_expert_bias)

    def matmul_weights(self, d: int) -> dict[str, int]:
        E, Z = self.routed_experts, self.zero_experts
        experts = self._average(self._chosen_weights(d))
        shared = _weights(d, self.shared_width, self.gated) + d * self.shared_expert_gate
        return {
            "router": d * (E + Z),
            "routed_experts": experts + self._latent_projections(d, biases=False),
            "shared_experts": shared,
        }

    def all_matmul_weights(self, d: int) -> dict[str, int]:
        return replace(self, top_k=self.routed_experts + self.zero_experts).matmul_weights(d)

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        E, m, f_s, routed = (
            self.routed_experts,
            self.latent_size,
            self.shared_width,
            "routed_experts",
        )
        found = [Matrix("mlp.gate", "router", E + self.zero_experts, d)]
        found += _matrices(
            "mlp.experts.*", routed, m or d, self.expert_ffn_size, self.gated, count=E
        )
        if m is not None:
            found.append(Matrix("mlp.fc1_latent_proj", routed, m, d))
            found.append(Matrix("mlp.fc2_latent_proj", routed, d, m))
        if f_s:
            found += _matrices("mlp.shared_experts", "shared_experts", d, f_s, self.gated)
        if self.shared_expert_gate:
            found.append(Matrix("mlp.shared_expert_gate", "shared_experts", 1, d))
        return tuple(found)

    def of_rank(self, ranks: int) -> Self:
        """A slice of every expert; as many bytes as E / T whole ones. The router stays whole."""
        shared = self.shared_expert_ffn_size
        return replace(
            self,
            expert_ffn_size=share(self.expert_ffn_size, ranks),
            shared_expert_ffn_size=None if shared is None else share(shared, ranks),
        )

    @property
    def shared_width(self) -> int:
        """f_s, the width of all shared experts together."""
        one = self.shared_expert_ffn_size
        return self.shared_experts * (self.expert_ffn_size if one is None else one)

    def saved(self, d: int, run: Pass) -> Saved:
        """For each of the top_k experts of a token, its input and output, and the values between
        its matrices; the shared experts as a dense block; the router's scores and choices:

            top_k (2 w d + 4 w f_e) + 3 w f_s to 4 w f_s + w d + 4 E to 10 E + 48 top_k

        It does not depend on the balance, as each token has top_k experts, unless a capacity drops
        some. Grouped products of transformers save four tensors of f_e; kernels with a fused gate
        save three, which the lower bound does not take for granted. Limits on gates save three
        more, a router in FP32 saves 4 d. Code that runs all experts for all tokens saves E / top_k
        times as much.
        """
        w, k, E = run.width, self.top_k, self.routed_experts + self.zero_experts
        m, f_e, f_s = self.latent_size or d, (self.expert_ffn_size), self.shared_width
        k = min(k, E)
        between = run.activation(k * f_e, self.gated)
        into = 2 * w * m * k + w * m * (self.latent_size is not None)
        saved = run.input(d, "gate", "gate_proj", "up_proj")
        limited = 3 * w * k * f_e * self.limited
        saved += Saved(between.high if self.gated else between.low, between.high + limited)
        into += 4 * d * self.float32_router
        saved += Saved(whole_low=into + 4 * E, whole_high=into + 10 * E + 48 * k)
        if f_s:
            saved += run.activation((f_s), self.gated)
        if self.shared_expert_gate:
            saved += Saved(whole_low=w * (d + 1), whole_high=w * (d + 1))
        return saved + run.mask(d)


@dataclass(frozen=True, kw_only=True)
class ProductKeyMoE(MoE):
    """Experts of which each is one row in and one row out, found by the sum of two scores.

    The router has a matrix for each of the two, with ⌊√E⌋ outputs: 2 d ⌊√E⌋.
    Source: He 2024, §2, https://arxiv.org/abs/2407.04153; sizes: transformers,
    models/doge/modeling_doge.py, DogeCDMoE
    """

    def matmul_weights(self, d: int) -> dict[str, int]:
        return {**super().matmul_weights(d), "router": 2 * d * isqrt(self.routed_experts)}


@dataclass(frozen=True, kw_only=True)
class NormGate(Dense):
    """A gate on the output of a norm, of two matrices of rank r: d r + r d.

    Source: transformers, models/axk2/modeling_axk2.py, AXK2GatedRMSNorm
    """

    gated: bool = False

    def parameters(self, d: int) -> dict[str, int]:
        return self.matmul_weights(d)

    def matmul_weights(self, d: int) -> dict[str, int]:
        return {"norm_gates": super().matmul_weights(d)["dense_ffn"]}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        return (
            Matrix("input_layernorm.mlp.fc1", "norm_gates", self.ffn_size, d),
            Matrix("input_layernorm.mlp.fc2", "norm_gates", d, self.ffn_size),
        )

    def of_rank(self, ranks: int) -> Self:
        """A part of a norm, which each rank needs whole."""
        return self


def _weights(d: int, f: int, gated: bool) -> int:
    """Matrices of a feed-forward block: g d f."""
    return (3 if gated else 2) * d * f


def _matrices(
    name: str, component: str, d: int, f: int, gated: bool, count: int = 1
) -> tuple[Matrix, ...]:
    """Those of `_weights`."""
    into = ("gate_proj", "up_proj") if gated else ("up_proj",)
    return (
        *(Matrix(f"{name}.{projection}", component, f, d, count) for projection in into),
        Matrix(f"{name}.down_proj", component, d, f, count),
    )


def _output_widths(d: int, f: int, gated: bool) -> int:
    """Output widths of the projections, which are the sizes of their biases: (g − 1) f + d."""
    return (2 if gated else 1) * f + d
