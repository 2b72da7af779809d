"""The best model size if the compute of inference counts too."""

from calc.llm import validate
from calc.llm.portable_power import power
from calc.llm.scaling.chinchilla import Chinchilla
from calc.llm.scaling.law import Allocation, Quantity
from calc.llm.units import Flop
from calc.units import Unknown

_MAX_HALVINGS = 200
"""More than a float has bits; the loop ends when the interval can no longer be halved."""


def compute(parameters: Quantity, tokens: Quantity, inference_tokens: Quantity) -> Flop | Unknown:
    """Compute of training and of all inference.

        C = 6 N D + 2 N D_inf

    N is the same in both terms. That inference has a lower MFU is left out.
    Errors: ValueError unless N and D are above 0 and D_inf is 0 or above.
    Source: Sardana et al. 2024, eq. 3, https://arxiv.org/abs/2401.00448
    """
    N, D = validate.positive("parameters", parameters), validate.positive("tokens", tokens)
    return 6 * N * D + 2 * N * validate.not_negative("inference_tokens", inference_tokens)


def optimum(law: Chinchilla, loss: Quantity, inference_tokens: Quantity) -> Allocation:
    """Parameters and training tokens that reach a loss with the least total compute.

        min 6 N D + 2 N D_inf  where  L(N, D) = ℓ

    Let u = A / N^α and v = B / D^β, the two parts of the loss above E. At the minimum,
    αu / βv = 1 + D_inf / 3D. The left side grows with u and the right side shrinks, so bisection
    finds it. Without inference the result is Chinchilla's optimum.
    Errors: ValueError if ℓ ≤ E, or D_inf is below 0.
    Source: Sardana et al. 2024, §2, https://arxiv.org/abs/2401.00448
    """
    D_inf = validate.not_negative("inference_tokens", inference_tokens)
    above = validate.positive("loss", loss) - law.E
    if above <= 0:
        raise ValueError(f"loss must be above {law.E}, the least this law allows")
    for given in (above, D_inf):
        if isinstance(given, Unknown):
            return Allocation(parameters=given, tokens=given)
    low, high = 0.0, 1.0  # the share of the loss above E that is due to the size
    for _ in range(_MAX_HALVINGS):
        share = (low + high) / 2
        if share in (low, high):
            break
        u, v = above * share, above * (1 - share)
        D = power(law.B / v, 1 / law.beta)
        if law.alpha * u / (law.beta * v) < 1 + D_inf / (3 * D):
            low = share
        else:
            high = share
    return Allocation(
        parameters=power(law.A / (above * share), 1 / law.alpha),
        tokens=power(law.B / (above * (1 - share)), 1 / law.beta),
    )
