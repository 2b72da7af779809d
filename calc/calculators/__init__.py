"""Calculators about language models: one file a calculator, named like the function in it."""
