"""Language models: parameters, FLOPs, memory, and the cost of training, from a model's shape.

The model, from its parts to the whole:

    blocks           attention, latent attention, state space, feed-forward, mixture of experts
    masks            the positions that a token attends to
    layer, stack     one layer of blocks; a model's layers in order
    vision           vision towers, counted apart
    architecture     the shape of a model
    reshape          the same model with other experts, layers or widths; moe_shape has the limits
    models           SCOUT, MAVERICK, BEHEMOTH, DEEPSEEK_V3 …: values with their source

From a config.json to a model:

    config           `read`: a Hugging Face config.json → Architecture
    config_fields    the keys of one JSON object, checked
    families         one adapter per family of models
    params_json      the same for the params.json of Meta and Mistral
    gguf             the same for the header of a GGUF file
    tensor_files     the header of a GGUF or safetensors file, as text
    pasted           what people paste: nearly JSON, lists of tensors, and what is neither
    example_configs  config.json files to start from

What follows from it:

    parameters       total and active
    flops            per token and per training run
    memory           weights and KV cache
    training         GPU-hours, days, dollars, energy and CO2
    hardware         accelerators
    scaling          laws that relate size, training tokens and loss

Published figures: `published` (what makers say about the models), `sources` (where they say it).
Helpers: `units`, `errors`, `validate` (checks of arguments), `portable_power` (powers with the same
digits everywhere).

All functions are pure, and all data is frozen. A figure that is not known is `calc.units.Unknown`.
"""
