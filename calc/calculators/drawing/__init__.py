"""Drawings of language models: layers with their attention and feed-forward blocks."""
