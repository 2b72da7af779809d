"""Drawings of language models: layers, and the attention and feed-forward blocks in them."""
