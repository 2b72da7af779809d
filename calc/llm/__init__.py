"""The arithmetic: what a decoder-only language model holds, computes and keeps in memory.

    architecture   the shape of a model: layers, each a few blocks
    blocks         attention, latent attention, state space, feed-forward, mixture of experts
    masks          which positions a token attends to
    vision         vision towers, counted apart
    config         a Hugging Face config.json → Architecture, one adapter per family
    models         SCOUT, MAVERICK, BEHEMOTH, DEEPSEEK_V3 …: values with their source
    parameters     how many there are, and how many one token uses
    flops          how many operations a token costs
    memory         weights and KV cache in bytes

Every module computes with pure functions on frozen data.
"""
