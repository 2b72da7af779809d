"""Calculators of daily life, with inputs and results of every kind."""
