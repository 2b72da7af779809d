"""Answers what a model of transformers has, in an environment of its own; `reference` asks.

    python tests/verify/transformers_worker.py        one question and one answer per line, as JSON

It imports nothing of this project and runs on Python 3.11, for which there are builds of PyTorch
without CUDA. What it says of a model is what its class has and does: parameters by their tensors;
the cache by the tensors that are in it after a forward pass; FLOPs by the products with weights
that the forward pass computes. Weights are random numbers, so any model up to a few million
parameters can run.
"""

import collections
import contextlib
import copy
import fractions
import io
import json
import math
import os
import re
import resource
import sys
import warnings

os.environ.update(TRANSFORMERS_VERBOSITY="error", HF_HUB_OFFLINE="1", OMP_NUM_THREADS="1")
warnings.filterwarnings("ignore")

import torch  # noqa: E402 -- after what it reads at import
import transformers  # noqa: E402
from torch.utils._python_dispatch import TorchDispatchMode  # noqa: E402
from torch.utils._pytree import tree_flatten  # noqa: E402
from transformers.models.auto import modeling_auto  # noqa: E402

CAUSAL = modeling_auto.MODEL_FOR_CAUSAL_LM_MAPPING_NAMES
WRAPPERS = {
    **modeling_auto.MODEL_FOR_MULTIMODAL_LM_MAPPING_NAMES,
    **modeling_auto.MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING_NAMES,
}

NO_DECODERS = frozenset(
    """
    bart bert bert-generation big_bird bigbird_pegasus blenderbot blenderbot-small camembert
    data2vec-text electra ernie marian mbart megatron-bert moshi musicgen musicgen_melody mvp
    pegasus plbart prophetnet reformer rembert roberta roberta-prelayernorm roc_bert roformer trocr
    whisper xlm xlm-roberta xlm-roberta-xl xlnet xmod gemma4_assistant gemma4_unified_assistant
    """.split()  # noqa: SIM905 -- a list of quotes would fill the page
)
"""Types with a class for language modelling that are not decoder-only language models of their own:
encoders, halves of encoder-decoders, parts of audio models, drafts."""

TOP_K = (
    *("num_experts_per_tok", "num_experts_per_token", "moe_top_k", "moe_topk", "moe_k"),
    *("top_k_experts", "router_top_k", "experts_per_token", "top_k"),
)
"""How configurations call the number of experts that a token chooses."""

MAX_MEMORY = 12 * 2**30
"""Bytes of address space: a class that makes larger buffers for some variant refuses it."""

MAX_RUN = 6_000_000
"""Parameters of the largest model that runs; larger ones only have their tensors counted."""

aten = torch.ops.aten
torch.set_num_threads(1)
sys.setrecursionlimit(10**5)  # FP8Experts is wrapped once more for each model
transformers.logging.set_verbosity_error()


def without_tower(config_class):
    """A class in place of a tower that needs packages beyond transformers."""

    class Tower(transformers.PreTrainedModel):
        def __init__(self, config):
            super().__init__(config)
            self.not_there = torch.nn.Parameter(torch.zeros(1))

    Tower.config_class = config_class
    return Tower


for one in (transformers.TimmWrapperConfig, transformers.Gemma3nVisionConfig):
    transformers.AutoModel.register(one, without_tower(one), exist_ok=True)


def types():
    """Each type that is compared, its kind, and the name of its class."""
    found = {t: ("decoder", first(name)) for t, name in CAUSAL.items() if t not in NO_DECODERS}
    found.update({t: ("wrapper", first(name)) for t, name in WRAPPERS.items()})
    return found


def first(name):
    return name if isinstance(name, str) else name[0]


def config_of(given):
    """The class's own configuration object of a config.json."""
    given = copy.deepcopy(given)
    return transformers.AutoConfig.for_model(given.pop("model_type"), **given)


def build(given, device):
    """The model of a config.json, its weights not initialised."""
    config = config_of(given)
    for part in [config, *(getattr(config, name, None) for name in config.sub_configs)]:
        if part is not None:
            part._attn_implementation = "eager"
            part._experts_implementation = "eager"
    make = getattr(transformers, types()[given["model_type"]][1])
    with torch.device(device):
        model = make(config)
    return getattr(model, "thinker", model)  # beside it, such a model has one that talks


def text_parameters(model):
    """The language model's part: its decoder, embeddings and head; of a decoder, everything."""
    named = dict(model.named_parameters())
    if model.config.get_text_config(decoder=True) is model.config:
        return named
    inner = getattr(model, "model", model)
    decoder = next(
        (
            found
            for place in (inner, model)
            for name in ("language_model", "text_model")
            if (found := getattr(place, name, None)) is not None
        ),
        None,
    )
    if decoder is None:
        decoder = model.get_decoder()
    keep = {id(parameter) for parameter in decoder.parameters()}
    for table in (model.get_output_embeddings(), model.get_input_embeddings()):
        if table is not None:
            keep |= {id(parameter) for parameter in table.parameters()}
    return {name: parameter for name, parameter in named.items() if id(parameter) in keep}


def routed(model, parameters):
    """For each set of experts: the names of its tensors, how many experts there are, how many more
    the router chooses from that do nothing, the weights that the class makes for these, and how
    often the set ran: looped layers run several times.

    LongCat-Flash's class does so; its checkpoints have no such weights.
    """
    names = {id(parameter): name for name, parameter in parameters.items()}
    for path, module in model.named_modules():
        if "shared" in path or re.search(r"experts\.\d+", path):
            continue
        if isinstance(module, torch.nn.ModuleList) and path.endswith("experts"):
            tensors, experts = list(module.parameters()), len(module)
        elif hasattr(module, "up_embed"):  # Doge's experts are rows of two embeddings
            tensors = [module.up_embed.weight, module.down_embed.weight]
            experts = module.num_experts
        elif "Expert" in type(module).__name__:
            tensors = list(module.parameters(recurse=False))
            if not tensors or tensors[0].ndim < 2:
                continue
            own = getattr(module, "num_experts", None) or getattr(module, "moe_num_experts", None)
            inner = getattr(model.config, "ffn_config", None)
            if tensors[0].ndim == 2:
                own = getattr(inner, "moe_num_experts", own)
            experts = own or tensors[0].shape[0]
        else:
            continue
        mine = [names[id(tensor)] for tensor in tensors if id(tensor) in names]
        idle = getattr(module, "zero_expert_num", 0)
        experts -= idle
        unused = sum(tensor[experts:].numel() for tensor in tensors if idle)
        if mine:
            yield mine, experts, idle, unused, getattr(module, "calls", 1)


def top_k(model):
    """How many experts a token chooses, as the configuration says."""
    config = model.config.get_text_config(decoder=True)
    for part in (config, model.config, getattr(config, "ffn_config", None)):
        for name in TOP_K:
            value = getattr(part, name, None)
            if type(value) is int:
                return value
    return None


class Products(TorchDispatchMode):
    """Counts the FLOPs of products in which one factor is a weight, for each weight.

    A view of a weight is known by its memory; what is computed of weights alone is one, too.
    """

    def __init__(self, parameters):
        super().__init__()
        self.names = {}
        for name, tensor in parameters.items():
            self.names.setdefault(tensor.untyped_storage().data_ptr(), name)
        self.derived, self.kept = {}, []
        self.flop = collections.Counter()

    def weight(self, tensor):
        known = self.derived.get(id(tensor))
        return known or self.names.get(tensor.untyped_storage().data_ptr())

    def __torch_dispatch__(self, function, kinds, args=(), kwargs=None):
        result = function(*args, **(kwargs or {}))
        operation = function.overloadpacket
        factors = self.factors(operation, args)
        if factors:
            left, right = factors
            name = self.weight(left) or self.weight(right)
            activations = right if self.weight(left) else left
            # ZAYA's class multiplies a vector of zeros in place of a token before the first one.
            if name and not self.weight(activations) and activations.any():
                columns = right.shape[-1] if right.ndim > 1 else 1
                self.flop[name] += 2 * left.numel() * columns
        tensors = [one for one in tree_flatten((args, kwargs))[0] if torch.is_tensor(one)]
        floats = [self.weight(one) for one in tensors if one.is_floating_point()]
        rows = operation is aten.embedding and "_embed.weight" not in str(floats)  # no expert's
        if not rows and floats and all(floats):
            for made in tree_flatten(result)[0]:
                if torch.is_tensor(made) and made.is_floating_point() and not self.weight(made):
                    self.derived[id(made)] = floats[0]
                    self.kept.append(made)
        return result

    @staticmethod
    def factors(operation, args):
        if operation in (aten.mm, aten.bmm, aten.mv) or "grouped_mm" in str(operation):
            return args[0], args[1]
        if operation in (aten.addmm, aten.baddbmm, aten.addmv):
            return args[1], args[2]
        return None


def tensors_in(thing, seen, depth=0):
    """All floating-point tensors that an object holds, each once."""
    if thing is None or id(thing) in seen or depth > 8:
        return
    seen.add(id(thing))
    if torch.is_tensor(thing):
        if thing.is_floating_point():
            yield thing
        return
    if isinstance(thing, dict):
        parts = list(thing.values())
    elif isinstance(thing, list | tuple):
        parts = list(thing)
    elif isinstance(thing, type | torch.nn.Module | transformers.PreTrainedConfig):
        return
    else:
        parts = list(getattr(thing, "__dict__", {}).values())
    for part in parts:
        yield from tensors_in(part, seen, depth + 1)


def count_call(module, _):
    module.calls = getattr(module, "calls", 0) + 1


def run(given, context):
    """What a forward pass leaves in the cache, and the FLOPs of its products by weight."""
    torch.manual_seed(0)
    model = build(given, "cpu").float().eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn(parameter.shape) * 0.05)
    for module in model.modules():
        module.register_forward_pre_hook(count_call)
    parameters = text_parameters(model)
    rows = model.get_input_embeddings().weight.shape[0]
    # Away from the last rows, where tokens for images may be.
    tokens = torch.arange(context).remainder(max(rows // 2, 1))[None]
    with torch.no_grad(), Products(parameters) as products:
        output = model(input_ids=tokens, use_cache=True)
    names = ("past_key_values", "cache_params", "state", "cache")
    caches = [getattr(output, name, None) for name in names]
    elements = sum(tensor.numel() for tensor in tensors_in(caches, set()))
    return model, parameters, elements, dict(products.flop)


def count(given, context):
    """What the model of a config.json has; with a context also what it does with so many tokens."""
    model = build(given, "meta")
    everything = sum(parameter.numel() for parameter in model.parameters())
    parameters = text_parameters(model)
    total = sum(parameter.numel() for parameter in parameters.values())
    answer = {"total": total}
    if not any(name.endswith("not_there") for name, _ in model.named_parameters()):
        answer["towers"] = everything - total
    flop = {}
    if context and everything <= MAX_RUN:
        try:
            model, parameters, answer["cache_elements"], flop = run(given, context)
            answer["context"] = context
        except Exception as error:  # noqa: BLE001 -- a class that cannot run is still counted
            answer["did_not_run"] = told(error)
    k, inactive = top_k(model), fractions.Fraction()
    for names, experts, idle, unused, calls in routed(model, parameters):
        size = sum(parameters[name].numel() for name in names) - unused
        answer["total"] -= unused
        if idle:
            answer["by_chance"] = True
        products = [name for name in names if flop.get(name)]
        if products:
            each = sum(2 * context * parameters[name].numel() / experts for name in products)
            each *= calls
            chosen = sum(flop[name] for name in products) / each
            if k is not None and chosen == experts:
                # This class computes all experts and takes the sum of those that were chosen.
                for name in products:
                    flop[name] = flop[name] * k / experts
            elif k is None:
                k = round(chosen)
            elif not math.isclose(chosen, k):
                answer["by_chance"] = True
        inactive += size * (1 - fractions.Fraction(k or 0, experts + idle))
    answer["active"] = math.floor(answer["total"] - inactive)
    if flop and not answer.get("by_chance"):
        answer["matmul_flop"] = round(sum(flop.values()))
    return answer


def quantised(given):
    """What the model's checkpoint has, in FP8 with blocks as transformers' own quantiser makes it.

    Numbers of 8-bit weights, of their scales, of other parameters, and of corrections of routers,
    which are buffers.
    """
    from transformers.integrations.finegrained_fp8 import replace_with_fp8_linear
    from transformers.quantizers.base import HfQuantizer

    given = copy.deepcopy(given)
    settings = transformers.FineGrainedFP8Config(
        weight_block_size=tuple(given.pop("quantization_config")["weight_block_size"])
    )
    model = build(given, "meta")
    wide = [*(model._keep_in_fp32_modules or ()), *(model._keep_in_fp32_modules_strict or ())]
    kept = HfQuantizer.get_modules_to_not_convert(model, None, wide)
    replace_with_fp8_linear(model, kept, settings, pre_quantized=True)
    parameters = text_parameters(model)
    eight = [one.numel() for one in parameters.values() if one.dtype == torch.float8_e4m3fn]
    scales = [one.numel() for name, one in parameters.items() if name.endswith("_scale_inv")]
    everything = sum(one.numel() for one in parameters.values())
    answer = {"eight": sum(eight), "scales": sum(scales)}
    answer["others"] = everything - answer["eight"] - answer["scales"]
    buffers = {
        name: one
        for name, one in model.named_buffers()
        if re.search("correction|balancing", name) and not re.search("vision|visual|audio", name)
    }
    answer["corrections"] = sum(one.numel() for one in buffers.values())
    return answer


def saved(config):
    """The configuration as a config.json file has it."""
    return json.loads(config.to_json_string(use_diff=False))


def plain(value):
    """A value as JSON has it; what JSON lacks is left to the class."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {"__float__": str(value)}
    return value


def told(error):
    """An error in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def answer(question):
    if question["ask"] == "types":
        return {"types": types(), "transformers": transformers.__version__}
    if question["ask"] == "defaults":
        config = config_of({"model_type": question["type"]})
        return {"config": plain(saved(config)), "attribute_map": dict(config.attribute_map or {})}
    if question["ask"] == "quantised":
        return quantised(question["config"])
    found = count(question["config"], question.get("context"))
    if question.get("saved"):
        found["saved"] = plain(saved(config_of(question["config"])))
    return found


def main():
    """Only answers go to standard output: what transformers prints goes to standard error."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                found = answer(json.loads(line))
        except Exception as error:  # noqa: BLE001 -- whatever a class raises is its refusal
            found = {"error": told(error)}
        answers.write(json.dumps(found) + "\n")
        answers.flush()


main()
