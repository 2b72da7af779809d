"""The arithmetic: what a decoder-only language model holds, computes and keeps in memory.

    models         SCOUT, MAVERICK, BEHEMOTH, DEEPSEEK_V3 …: values with their source
    config         a Hugging Face config.json → Architecture, with one adapter per family
    architecture   the shape of a model, and the same model with another shape
    stack          layers in order, each a few blocks
    blocks         attention, latent attention, state space, feed-forward, mixture of experts
    masks          which positions a token attends to
    vision         vision towers, counted apart
    parameters     how many there are, and how many one token uses
    flops          how many operations a token costs
    memory         weights and KV cache in bytes
    hardware       accelerators, with their source
    training       hours, days, dollars, energy and CO2 of a run
    scaling        laws that relate size, data and loss
    powers         powers with the same digits on every machine
    runs           published runs, to check the cost model by
    published      what was said about the models of the story, and by whom

Every module computes with pure functions on frozen data.
"""
