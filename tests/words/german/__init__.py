"""The calculators of a small site in German."""
