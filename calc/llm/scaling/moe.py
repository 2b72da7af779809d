"""Scaling laws of mixtures of experts, and a rule of thumb that is used in their place."""

from dataclasses import dataclass

from calc.llm import validate
from calc.llm.portable_power import power
from calc.llm.scaling.law import Law, Quantity
from calc.units import Unknown

_RANGE_NOT_READ = Unknown("The range of the runs behind this law was not read in the paper.")


@dataclass(frozen=True, kw_only=True)
class Sparsity(Law):
    """L(N, D, S) = a/N^α + b/D^β + c/(1−S)^λ + d/((1−S)^δ N^γ) + e"""

    alpha: float
    beta: float
    lambda_: float
    delta: float
    gamma: float
    a: float
    b: float
    c: float
    d: float
    e: float


ABNAR = Sparsity(
    name="Abnar et al. 2025",
    kind="fit",
    source="ABNAR",
    validity="R² is 99% on the runs it was fitted to and 68% on the held-out sparsity of 0.98. "
    "λ is negative: read the law along a fixed compute, since at a fixed size and corpus it calls "
    "a sparser model better up to a point.",
    parameters=_RANGE_NOT_READ,
    tokens=_RANGE_NOT_READ,
    alpha=0.5962,
    beta=0.3954,
    lambda_=-0.1666,
    delta=0.1603,
    gamma=0.1595,
    a=16612.5,
    b=5455.67,
    c=0.4598,
    d=17.26,
    e=0.94,
)
"""Source: Abnar et al. 2025, eq. 6 and Table 3, https://arxiv.org/abs/2501.12370"""


def sparsity(routed_experts: int | Unknown, top_k: int | Unknown) -> Quantity:
    """Share of the routed experts that a token does not use.

        S = (E − K) / E

    Shared experts, attention and embeddings are left out. Errors: ValueError unless 0 < K ≤ E.
    Source: Abnar et al. 2025, §2, https://arxiv.org/abs/2501.12370
    """
    E, K = validate.positive("routed_experts", routed_experts), validate.positive("top_k", top_k)
    if K > E:
        raise ValueError(f"top_k must be at most the {E} routed experts, not {K}")
    return (E - K) / E


def sparse_loss(law: Sparsity, total: Quantity, tokens: Quantity, sparsity: Quantity) -> Quantity:
    """Loss of an MoE with N total parameters and sparsity S after D tokens, in nats per token.

        L = a/N^α + b/D^β + c/(1−S)^λ + d/((1−S)^δ N^γ) + e

    Errors: ValueError unless N and D are above 0 and 0 ≤ S < 1.
    Source: Abnar et al. 2025, eq. 6, https://arxiv.org/abs/2501.12370
    """
    N, D = validate.positive("total", total), validate.positive("tokens", tokens)
    density = 1 - _checked_sparsity(sparsity)
    return (
        law.a / power(N, law.alpha)
        + law.b / power(D, law.beta)
        + law.c / power(density, law.lambda_)
        + law.d / (power(density, law.delta) * power(N, law.gamma))
        + law.e
    )


def _checked_sparsity(S: Quantity) -> Quantity:
    if isinstance(S, Unknown) or 0 <= S < 1:
        return S
    raise ValueError(f"sparsity must be 0 or above and below 1, not {S!r}")


@dataclass(frozen=True, kw_only=True)
class Granularity(Law):
    """L(N, D, G) = c + (g/G^γ + a) / N^α + b / D^β"""

    c: float
    g: float
    gamma: float
    a: float
    alpha: float
    b: float
    beta: float


KRAJEWSKI = Granularity(
    name="Krajewski et al. 2024, 64 experts",
    kind="fit",
    source="KRAJEWSKI",
    validity="Constants from two sets of notes that agree, not read in the paper. Fitted at an "
    "expansion rate of 64, models of 129M to 3.7B parameters on 16B to 130B tokens, "
    "granularity 1 to 16.",
    parameters=(129e6, 3.7e9),
    tokens=(16e9, 130e9),
    c=0.47,
    g=2.1,
    gamma=0.58,
    a=18.1,
    alpha=0.115,
    b=30.8,
    beta=0.147,
)
"""Not read in the paper itself. Source: Krajewski et al. 2024, Table 1, https://arxiv.org/abs/2402.07871"""


def granular_loss(
    law: Granularity, parameters: Quantity, tokens: Quantity, granularity: float
) -> Quantity:
    """Loss of an MoE of granularity G: its experts are G times narrower than the dense FFN, and
    there are G times as many.

        L = c + (g/G^γ + a) / N^α + b / D^β

    N is without embeddings. Errors: ValueError unless all are above 0.
    Source: Krajewski et al. 2024, eq. 9, https://arxiv.org/abs/2402.07871
    """
    N, D = validate.positive("parameters", parameters), validate.positive("tokens", tokens)
    G = validate.positive("granularity", granularity)
    size_coefficient = law.g / power(G, law.gamma) + law.a
    return law.c + size_coefficient / power(N, law.alpha) + law.b / power(D, law.beta)


KIMI_SPARSITY: dict[int, float] = {8: 1.69, 16: 1.39, 32: 1.15, 48: 1.0}
"""Sparsity → FLOPs to reach a loss of 1.5, relative to sparsity 48. Here sparsity is E / K, not
1 − K / E.
Source: Kimi K2, §2.3, https://arxiv.org/abs/2507.20534"""

GEOMETRIC_MEAN = Law(
    name="Geometric mean of total and active parameters",
    kind="folk rule",
    source="CS25",
    validity="A folk rule, not a law: said in a lecture on Mixtral as a rough guide for models "
    "trained on comparable data. No paper was found that tests it.",
    parameters=Unknown("Nobody has fitted it."),
    tokens=Unknown("Nobody has fitted it."),
)
"""Source: Stanford CS25 V4, Demystifying Mixtral of Experts, Albert Jiang, 2024-04-25, ≈ 52:12"""


WEIGHTS_OF_TOTAL = (1 / 3, 3 / 4)
"""Weights of the total that can be defended: studies find that an MoE is worth more or less than
the geometric mean, by its sparsity and its compute.
Source: Tian et al. 2025, https://arxiv.org/abs/2507.17702; Abnar et al. 2025"""


def dense_equivalent(total: Quantity, active: Quantity, weight: float = 0.5) -> Quantity:
    """Parameters of the dense model that is said to be as good as an MoE: GEOMETRIC_MEAN.

        N_eff ≈ √(N N_active),  or with a weight w of the total: N_eff = N_active^(1−w) N^w

    Errors: ValueError unless both are above 0.
    """
    N, N_active = validate.positive("total", total), validate.positive("active", active)
    if weight == 0.5:
        return power(N * N_active, 0.5)
    return N_active * power(N / N_active, weight)
