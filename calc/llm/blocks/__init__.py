"""What a layer is made of. One file per kind, with all that kind's formulas.

Every block is frozen data and answers the same five questions for a hidden size d:

    parameters(d)       its parameters, by component
    active(d)           those that one token uses, by component
    matmul(d)           the weights that one token is multiplied with, by component
    interactions(S)     FLOP between the tokens of a sequence of S, by component
    cache(T), cache_unwindowed(T)   elements kept for a context of T tokens

Symbols: d hidden size, S sequence, T context; the others are each file's own.
"""
