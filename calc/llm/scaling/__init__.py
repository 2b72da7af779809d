"""Scaling laws: what a loss, a size or a corpus should be, according to whom, and where it holds.

    law         what every law says about itself: its kind, its source, its range
    chinchilla  loss from parameters and tokens, and the best split of a compute budget
    inference   the same when the model will also be used (Sardana)
    moe         sparsity (Abnar), granularity (Krajewski), and the geometric-mean folk rule

A law is a fit to somebody's runs on somebody's data. Losses of two laws do not compare, and every
model of the story lies outside each range that is known: `law.extrapolates` says so.

Not here, because no coefficients were confirmed: Clark et al. 2022 (arXiv 2202.01169) and the
joint MoE law of Ludziejewski et al. 2025 (arXiv 2502.05172).
"""
