"""Calculators that show authors what there is. `python -m calc new` copies `brew`."""
