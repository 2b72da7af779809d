"""Scaling laws: loss, model size and number of training tokens, each law with source and range.

    law         what every law says about itself: its kind, its source, its range
    chinchilla  loss from parameters and tokens, and the best split of a compute budget
    inference   the best size if the compute of inference counts too (Sardana)
    uncertainty two models' difference by Chinchilla's law, with the errors of its constants
    moe         sparsity (Abnar), granularity (Krajewski), and the geometric-mean rule of thumb

A law is a fit to particular runs on particular data, so losses by two laws cannot be compared.
Today's large models are outside every known range; `law.extrapolates` tells.

Two laws are left out because no source confirmed their coefficients: Clark et al. 2022 (arXiv
2202.01169) and the joint MoE law of Ludziejewski et al. 2025 (arXiv 2502.05172).
"""
