"""How uncertain two models' difference is by the law of Besiroglu et al.: draws of its constants.

The constants of a fit depend on one another (the correlation of ln A and α is 0.999), so varying
one of them alone would be wrong: all are drawn together. Losses of two models share these errors,
so their difference is much surer than either.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import cos, exp, inf, log, pi, sin, sqrt

DRAWS = 500
"""More would change the ends of an interval of 80 % by less than a twentieth."""

_MEANS = (6.147, 7.729, 0.346, 0.370)
_COVARIANCE = (
    (0.06663,),
    (-0.02776, 0.17722),
    (0.003972, -0.001724, 0.0002371),
    (-0.001391, 0.008667, -0.0000864, 0.0004241),
)
"""Of (ln A, ln B, α, β), the lower triangle; E is the same for both models, so it cancels. From a
repetition of the authors' bootstrap on their data, which gives the standard errors that they print.
Source: Besiroglu et al. 2024, https://arxiv.org/abs/2404.10102"""

type Constants = tuple[float, ...]
"""(ln A, ln B, α, β)"""


def comparison(
    N: float, D: float, other_N: float, other_D: float
) -> tuple[list[float], list[float]]:
    """For each draw, how far the loss of a model is above that of another, and its corpus to match.

        ΔL = A/N^α + B/D^β − A/N'^α − B/D'^β
        D_match = (B / (A/N'^α + B/D'^β − A/N^α))^(1/β)

    The corpus is infinite if its size alone leaves it behind. Both lists are sorted. The digits
    after the tenth or so depend on the machine, so show few of them.
    Errors: ValueError unless all are above 0.
    """
    ln_N, ln_D, ln_other_N, ln_other_D = log(N), log(D), log(other_N), log(other_D)
    differences, corpora = [], []
    for ln_A, ln_B, alpha, beta in _drawn():
        by_size = exp(ln_A - alpha * ln_N)
        others = exp(ln_A - alpha * ln_other_N) + exp(ln_B - beta * ln_other_D)
        differences.append(by_size + exp(ln_B - beta * ln_D) - others)
        room = others - by_size
        corpora.append(exp((ln_B - log(room)) / beta) if room > 0 else inf)
    return sorted(differences), sorted(corpora)


def quantile(ascending: Sequence[float], share: float) -> float:
    """The value below which this share of them is."""
    return ascending[int(share * len(ascending))]


@lru_cache(1)  # bounded, so that the memory snapshot, which releases such caches, has no draws
def _drawn() -> tuple[Constants, ...]:
    """All draws, made once: no input changes them."""
    return tuple(constants())


def constants() -> Iterator[Constants]:
    """Draws from the normal distribution of the constants, the same each time.

    They are spread evenly instead of by chance, so that few are enough.
    """
    factor = _cholesky()
    for z in _normal_points(len(_MEANS)):
        yield tuple(
            mean + sum(map(float.__mul__, row, z)) for mean, row in zip(_MEANS, factor, strict=True)
        )


def _cholesky() -> list[list[float]]:
    """The lower triangular matrix whose product with its transpose is the covariance."""
    rows: list[list[float]] = []
    for given in _COVARIANCE:
        row: list[float] = []
        for above, value in zip(rows, given, strict=False):
            row.append((value - sum(map(float.__mul__, row, above))) / above[-1])
        row.append(sqrt(given[-1] - sum(a * a for a in row)))
        rows.append(row)
    return rows


def _normal_points(dimensions: int) -> Iterator[list[float]]:
    """Standard normal numbers, by Box and Muller from evenly spread points.

    Along axis i the points are the fractions of n/g^i, where g^(d+1) = g + 1, as Martin Roberts
    proposes.
    """
    d = dimensions + dimensions % 2
    g = 2.0
    for _ in range(60):
        g = exp(log(1 + g) / (d + 1))
    steps = [exp(-axis * log(g)) for axis in range(1, d + 1)]
    for n in range(1, DRAWS + 1):
        uniform = [(0.5 + n * step) % 1 for step in steps]
        yield [
            sqrt(-2 * log(u)) * turn(2 * pi * v)
            for u, v in zip(uniform[::2], uniform[1::2], strict=True)
            for turn in (cos, sin)
        ]
