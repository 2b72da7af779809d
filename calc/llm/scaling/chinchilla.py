"""Loss from parameters and training tokens, and the best split of a compute budget."""

from dataclasses import dataclass

from calc.llm import validate
from calc.llm.portable_power import power
from calc.llm.scaling.law import Allocation, Law, Quantity
from calc.llm.units import Flop
from calc.units import Unknown

TOKENS_PER_PARAMETER = 20
"""The ratio of Chinchilla: 1.4T tokens for 70B parameters. Source: Hoffmann et al. 2022"""


@dataclass(frozen=True, kw_only=True)
class Chinchilla(Law):
    """L(N, D) = E + A / N^α + B / D^β, in nats per token."""

    E: float
    A: float
    B: float
    alpha: float
    beta: float


HOFFMANN = Chinchilla(
    name="Hoffmann et al. 2022, approach 3, as printed",
    kind="fit",
    source="HOFFMANN",
    validity="Fitted to dense models of 70M to 16B parameters on 5B to 500B tokens. The exponents "
    "are printed to two digits: at 5.76e23 FLOP they give 32B parameters where the paper says 40B.",
    parameters=(70e6, 16e9),
    tokens=(5e9, 500e9),
    E=1.69,
    A=406.4,
    B=410.7,
    alpha=0.34,
    beta=0.28,
)
"""Source: Hoffmann et al. 2022, §D.3, https://arxiv.org/abs/2203.15556"""

HOFFMANN_UNROUNDED = Chinchilla(
    name="Hoffmann et al. 2022, approach 3, unrounded",
    kind="fit",
    source="BESIROGLU",
    validity="The same fit with the digits of the paper's TeX source: it gives the paper's 40B at "
    "5.76e23 FLOP.",
    parameters=HOFFMANN.parameters,
    tokens=HOFFMANN.tokens,
    E=1.6934,
    A=406.4,
    B=410.7,
    alpha=0.3392,
    beta=0.2849,
)
"""Source: Besiroglu et al. 2024, §2, https://arxiv.org/abs/2404.10102"""

DE_VRIES = Chinchilla(
    name="Hoffmann et al. 2022, exponents adjusted by de Vries",
    kind="fit",
    source="DEVRIES",
    validity="The printed fit with exponents to three digits, chosen to meet Table A3 of the "
    "paper; Sardana et al. reckon with it.",
    parameters=HOFFMANN.parameters,
    tokens=HOFFMANN.tokens,
    E=1.69,
    A=406.4,
    B=410.7,
    alpha=0.336,
    beta=0.283,
)
"""Source: Harm de Vries 2023, Go smol or go home"""

BESIROGLU = Chinchilla(
    name="Besiroglu et al. 2024",
    kind="fit",
    source="BESIROGLU",
    validity="A new fit to Hoffmann's runs as read off a figure, so of the same range. Standard "
    "errors: A 124.58, B 1293.23, E 0.03, α and β 0.02.",
    parameters=HOFFMANN.parameters,
    tokens=HOFFMANN.tokens,
    E=1.8172,
    A=482.01,
    B=2085.43,
    alpha=0.3478,
    beta=0.3658,
)
"""Source: Besiroglu et al. 2024, https://arxiv.org/abs/2404.10102"""


def loss(law: Chinchilla, parameters: float | Unknown, tokens: float | Unknown) -> float | Unknown:
    """Loss of a dense model after one epoch over D tokens, in nats per token.

        L = E + A / N^α + B / D^β

    Errors: ValueError unless both are above 0.
    """
    N, D = validate.positive("parameters", parameters), validate.positive("tokens", tokens)
    return law.E + law.A / power(N, law.alpha) + law.B / power(D, law.beta)


def optimum(law: Chinchilla, compute: Flop | Unknown) -> Allocation:
    """Parameters and tokens of the lowest loss for a compute budget C = 6 N D.

        N = G (C/6)^a,  D = (C/6)^b / G,  G = (αA / βB)^(1/(α+β)),  a = β/(α+β),  b = α/(α+β)

    The compute of inference is left out; `calc.llm.scaling.inference` includes it.
    Errors: ValueError unless C is above 0.
    Source: Hoffmann et al. 2022, eq. 4, https://arxiv.org/abs/2203.15556
    """
    C = validate.positive("compute", compute)
    alpha, beta = law.alpha, law.beta
    G = power(alpha * law.A / (beta * law.B), 1 / (alpha + beta))
    return Allocation(
        parameters=G * power(C / 6, beta / (alpha + beta)),
        tokens=power(C / 6, alpha / (alpha + beta)) / G,
    )


def best_corpus(law: Chinchilla, parameters: Quantity) -> Quantity:
    """Tokens for which a model of this size is compute-optimal.

        D where αA / N^α = βB / D^β

    Errors: ValueError unless N is above 0.
    """
    N = validate.positive("parameters", parameters)
    balance = law.beta * law.B * power(N, law.alpha) / (law.alpha * law.A)
    return power(balance, 1 / law.beta)


def corpus_for(law: Chinchilla, loss: Quantity, parameters: Quantity) -> Quantity:
    """Tokens that a model of this size needs to reach a loss.

        D = (B / (L − E − A / N^α))^(1/β)

    Errors: ValueError if a model of this size cannot reach the loss.
    """
    N = validate.positive("parameters", parameters)
    lowest = law.E + law.A / power(N, law.alpha)
    above = validate.positive("loss", loss) - lowest
    if above <= 0:
        raise ValueError(f"loss must be above {lowest:.4g}, the least a model of this size reaches")
    return power(law.B / above, 1 / law.beta)


def twenty_tokens_per_parameter(compute: Flop | Unknown) -> Allocation:
    """The rule of thumb of 20 tokens per parameter.

        D = 20 N,  so C = 6 N D = 120 N²

    Errors: ValueError unless C is above 0.
    Source: Hoffmann et al. 2022, the ratio of the Chinchilla model, https://arxiv.org/abs/2203.15556
    """
    N = power(validate.positive("compute", compute) / (6 * TOKENS_PER_PARAMETER), 0.5)
    return Allocation(parameters=N, tokens=TOKENS_PER_PARAMETER * N)


LLAMA_3 = Law(
    name="Llama 3",
    kind="fit",
    source="LLAMA3",
    validity="Fitted from 6e18 to 1e22 FLOP on Meta's data. The paper goes on to 402B parameters "
    "on 16.55T tokens at 3.8e25 FLOP; its printed constants give 10.5T there.",
    parameters=Unknown("The Llama 3 paper gives the compute of its small runs."),
    tokens=Unknown("The Llama 3 paper gives the compute of its small runs."),
)


def llama_3_corpus(compute: Flop | Unknown) -> Quantity:
    """Optimal number of tokens for a compute budget, with the constants that Meta prints.

        D = 0.29 C^0.53

    The paper calls this number of tokens N*. Its constants have two digits, which is too few for
    extrapolation; see LLAMA_3.
    Errors: ValueError unless C is above 0.
    Source: Llama 3, §3.2.1, https://arxiv.org/abs/2407.21783
    """
    return 0.29 * power(validate.positive("compute", compute), 0.53)
