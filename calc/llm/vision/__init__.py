"""Vision towers, one file per kind: frozen data with `parameters(d)`, d the text model's width.

A tower counts everything between the pixels and the text model's hidden states: patch and
position embeddings, its layers, and the projector. None of it is in `parameters.total`.
"""
