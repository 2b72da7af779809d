"""Calculators about language models: one file for each, named like the function in it.

What several of them use is in `shared`, drawings of models are in `drawing`. A package is no
calculator, nor is a file whose name begins with "_".
"""
