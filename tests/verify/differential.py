"""Compares this project's counts with transformers': every type, defaults and random variants.

    python -m tests.verify.differential                  all types, 20 configs each
    python -m tests.verify.differential --each 200 --types llama,qwen3
    python -m tests.verify.differential --write          also writes coverage.json and rows
    python -m tests.verify.differential --each 120 --log FILE --part 1/2 --minutes 60
                                                         some 15,000 of 30,000 configs, in parts:
                                                         run again, it goes on after what FILE has

A number that differs is printed with the smallest config that still shows it. Exits with 1 then.
"""

import argparse
import copy
import datetime
import json
import math
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from calc.analysis import measured
from calc.analysis.measured import DATA
from calc.llm import config, families, memory, parameters
from calc.llm.errors import ConfigError, Uncounted
from tests.llm.measured import float32_parameters, matmul_flop
from tests.llm.strategies import between_tokens
from tests.verify.reference import Reference, reference
from tests.verify.variants import Variants

type Config = dict[str, Any]

CONTEXT = 5
"""Tokens of a forward pass: fewer than any window in a variant, whose caches are not comparable."""

OWN_STATE = ("recurrent_gemma", "openai-gpt")
"""Types whose layers keep states and keys in themselves, so that a cache has nothing in it."""
ROWS = 5
"""Rows of each type that `make test` compares."""


DIFFERENT = {
    "phi4_multimodal": "its class holds the towers, too; the language model was compared by hand",
}
"""Types that are counted as their checkpoints are, and not as transformers builds them."""

NEEDED: dict[str, Config] = {
    "dots1": {"n_routed_experts": 8, "n_shared_experts": 1, "num_experts_per_tok": 2},
    "deepseek_v2": {"num_experts_per_tok": 2},
    "hunyuan_v1_moe": {"head_dim": 16},
    "lfm2_moe": {"layer_types": ["conv", "full_attention", "conv"]},
}
"""Keys without which a class can be made of no config."""

FP8 = {"quant_method": "fp8", "weight_block_size": [8, 8]}
KEPT = {
    **dict.fromkeys(
        ("falcon", "gpt2", "gpt-sw3", "openai-gpt"), "its matrices are no nn.Linear in transformers"
    ),
    **dict.fromkeys(
        (
            *("qwen2_moe", "qwen3_next", "qwen3_5_moe", "qwen3_5_moe_text"),
            *("qwen4_exp", "qwen4_exp_text"),
        ),
        "the gate of its shared expert is an nn.Linear in transformers, and checkpoints keep it",
    ),
    **dict.fromkeys(
        ("afmoe", "hunyuan_v1_moe", "longcat_flash", "zaya"),
        "its router is an nn.Linear in transformers, and checkpoints keep routers",
    ),
    **dict.fromkeys(("zamba", "zamba2"), "transformers keeps blocks that layers share"),
    "gemma3n_text": "transformers keeps the last module, which is one of many here",
    "deepseek_v4": "it has parameters in FP32 and a table; its published layout is a row",
    "muse_spark": "transformers counts a norm among the experts as one of their matrices",
    "mllama": "text without images skips some layers",
}
"""Types whose bytes in FP8 are not compared with transformers', and why."""


@dataclass
class Found:
    """What the comparison of one type found."""

    compared: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    """Configs that the class builds and this project refuses, by the sentence."""
    only_ours: int = 0
    """Configs that the class refuses and this project counts."""
    wrong: list[tuple[str, Config]] = field(default_factory=list)
    """What differs, and the smallest config that shows it."""
    rows: list[Config] = field(default_factory=list)
    default: str = ""
    """Why the class's default has no count here; empty if it has."""


def configs(ask: Reference, model_type: str, each: int, seed: str) -> Iterator[Config]:
    """The default, small variants, every key one at a time, and mixtures."""
    known = ask.defaults(model_type)
    yield {"model_type": model_type}
    if "error" in known:
        return
    needed = NEEDED.get(model_type, {})
    known["config"] |= needed
    for given in _small_configs(ask, known, model_type, each, seed):
        yield {**needed, **given}


def _small_configs(
    ask: Reference, known: dict[str, Any], model_type: str, each: int, seed: str
) -> Iterator[Config]:
    chance = Variants(known["config"], known["attribute_map"], f"{seed} {model_type}")
    wrapper = ask.kinds[model_type] == "wrapper"
    base = chance.small(towers=wrapper)
    yield base
    keys = list(chance.each_key(base))
    mixed = (chance.changed(chance.small(towers=wrapper)) for _ in range(10 * each))
    for i in range(each):
        yield keys[i // 2] if i % 2 and i // 2 < len(keys) else next(mixed)


def differences(ask: Reference, given: Config, context: int) -> tuple[str, dict[str, Any]]:
    """What differs, in words, and what transformers says; "" if nothing does.

    Raises ConfigError if this project refuses the config.
    """
    theirs = ask.count(given, context, saved=True)
    if "error" in theirs:
        return "", theirs
    model = config.read(given)
    for name, ours in (("total", parameters.total(model)), ("active", parameters.active(model))):
        if ours != theirs[name]:
            return f"{name} {ours:,}, transformers {theirs[name]:,}", theirs
    if "towers" in theirs and model.vision and not model.not_counted:
        tower = parameters.vision(model)
        if tower != theirs["towers"]:
            return f"vision {tower:,}, transformers {theirs['towers']:,}", theirs
        theirs["vision"] = tower
    if "saved" in theirs and given["model_type"] != "deepseek_v2":
        try:
            again = config.read(theirs["saved"])
        except ConfigError as error:
            return f"as saved: {error}", theirs
        if parameters.total(again) != theirs["total"]:
            return "as saved: another total", theirs
        if again.unread:
            return f"as saved: unread {', '.join(again.unread)}", theirs
    if given["model_type"] in OWN_STATE:
        theirs.pop("cache_elements", None)
    if "cache_elements" in theirs and not theirs.get("by_chance"):
        elements = memory.kv_cache_elements(between_tokens(model), context)
        if elements != theirs["cache_elements"]:
            return f"cache {elements}, transformers {theirs['cache_elements']}", theirs
    if "matmul_flop" in theirs:
        product = matmul_flop(model, context)
        if abs(product - theirs["matmul_flop"]) > 1:
            return f"matmul FLOP {product:,.0f}, transformers {theirs['matmul_flop']:,}", theirs
    return "", theirs


def smallest(ask: Reference, given: Config, context: int, what: str) -> Config:
    """The config without the keys that the same kind of difference does not need."""
    kind = what.split()[0]
    smaller = copy.deepcopy(given)
    for key in [key for key in given if key != "model_type"]:
        tried = {name: value for name, value in smaller.items() if name != key}
        try:
            found, _ = differences(ask, tried, 0 if kind in ("total", "active") else context)
        except ConfigError:
            continue
        if found.split()[:1] == [kind]:
            smaller = tried
    return smaller


def compare(ask: Reference, model_type: str, each: int, seed: str, context: int) -> Found:
    """Compare one type."""
    found = Found()
    if model_type not in families.TYPES:
        found.default = families.NOT_COUNTED.get(model_type, "its layers are not known here")
        return found
    if model_type in DIFFERENT:
        found.default = DIFFERENT[model_type]
        return found
    for i, given in enumerate(configs(ask, model_type, each, seed)):
        run = context if i else 0
        try:
            what, theirs = differences(ask, given, run)
        except ConfigError as error:
            found.refused[str(error)] += 1
            if not i:
                found.default = str(error)
            continue
        except Exception as error:  # noqa: BLE001 -- a crash is what this looks for
            found.wrong.append((f"crash: {error!r}", given))
            continue
        if "error" in theirs:
            found.only_ours += _is_counted(given)
        elif what:
            if len(found.wrong) < 3:
                found.wrong.append((what, smallest(ask, given, run, what)))
            else:
                found.wrong.append((what, {}))
        else:
            found.compared += 1
            if len(found.rows) < ROWS:
                found.rows.append(row(model_type, given, theirs, ask.version))
            if i == 1 and model_type not in KEPT:
                numbers = ask.quantised({**given, "quantization_config": FP8})
                if "error" not in numbers:
                    found.rows[-1]["fp8"] = numbers
                    if what := other_bytes(given, numbers):
                        found.wrong.append((what, given))
    return found


def other_bytes(given: Config, numbers: dict[str, int]) -> str:
    """How the bytes of a config in FP8 differ from those that transformers' quantiser makes."""
    model = config.read({**given, "quantization_config": FP8})
    scale = 2 if "BF16" in model.stored.assumption else 4
    theirs = numbers["eight"] + scale * numbers["scales"] + 2 * numbers["others"]
    theirs += 4 * numbers["corrections"]
    try:
        ours = memory.weights(model) - 2 * float32_parameters(model)
    except Uncounted as error:
        return f"bytes: {error}"
    return "" if ours == theirs else f"bytes {ours:,}, transformers {theirs:,}"


def _is_counted(given: Config) -> bool:
    try:
        config.read(given)
    except ConfigError:
        return False
    return True


def row(model_type: str, given: Config, theirs: dict[str, Any], version: str) -> Config:
    """A row for families.jsonl."""
    kept = ("total", "active", "vision", "context", "cache_elements", "matmul_flop")
    measured = {name: theirs[name] for name in kept if name in theirs}
    if theirs.get("by_chance"):
        measured.pop("cache_elements", None)
    return {"family": model_type, "transformers": version, "config": given, **measured}


def main(arguments: list[str] | None = None) -> int:
    """Compare, print, and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--types", default="", help="only these, with commas between")
    parser.add_argument("--each", type=int, default=20, help="variants of each type")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--python", type=Path, help="a Python that has transformers")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--log", type=Path, help="a file that keeps what each type gave")
    parser.add_argument("--part", default="1/1", help="of the types: 1/2, 2/2")
    parser.add_argument("--minutes", type=float, help="begin with no further type after so long")
    options = parser.parse_args(arguments)
    number, parts = map(int, options.part.split("/"))
    end = time.monotonic() + 60 * (options.minutes or math.inf)
    results = logged(options.log, options.seed, options.each)
    with reference(options.python) as ask:
        wanted = [one for one in options.types.split(",") if one in ask.kinds] or sorted(ask.kinds)
        for model_type in wanted[number - 1 :: parts]:
            if model_type in results:
                continue
            if time.monotonic() > end:
                break
            context = CONTEXT + zlib.crc32(model_type.encode()) % 3
            found = results[model_type] = compare(
                ask, model_type, options.each, options.seed, context
            )
            print(
                f"{model_type}: {found.compared} equal, {sum(found.refused.values())} refused,"
                f" {len(found.wrong)} wrong, {found.only_ours} only counted here {found.default}",
                flush=True,
            )
            if options.log:
                log(options.log, options.seed, options.each, model_type, found)
            for what, given in found.wrong[:3]:
                print(f"    {what}: {json.dumps(given)}", flush=True)
            for sentence, times in found.refused.most_common(3):
                print(f"    {times} × {sentence[:200]}", flush=True)
            if options.write:  # after each type, so that an interrupted run keeps what it found
                write(results, ask)
    print(
        f"{len(results)} types, {sum(each.compared for each in results.values()):,} configs equal,"
        f" {sum(sum(each.refused.values()) for each in results.values()):,} refused,"
        f" {sum(len(each.wrong) for each in results.values()):,} wrong"
    )
    return any(found.wrong for found in results.values())


def logged(file: Path | None, seed: str, each: int) -> dict[str, Found]:
    """What an earlier run with this seed wrote into its log, by type."""
    if file is None or not file.exists():
        return {}
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {
        line["type"]: Found(**{**line["found"], "refused": Counter(line["found"]["refused"])})
        for line in lines
        if (line["seed"], line["each"]) == (seed, each)
    }


def log(file: Path, seed: str, each: int, model_type: str, found: Found) -> None:
    """Append what one type gave."""
    line = {"type": model_type, "seed": seed, "each": each, "found": vars(found)}
    with file.open("a", encoding="utf-8") as opened:
        opened.write(json.dumps(line) + "\n")


def _reason(model_type: str, found: Found) -> str:
    """Why nothing was compared; empty if something was."""
    if found.compared or found.wrong:
        return ""
    if model_type not in families.TYPES or model_type in DIFFERENT:
        return found.default
    if sum(found.refused.values()) > 1:
        return f"refused here: {found.refused.most_common(1)[0][0]}"
    return "its class in transformers builds none of the small configurations made of its defaults"


def write(results: dict[str, Found], ask: Reference) -> None:
    """Write what was found of these types into coverage.json, and their rows."""
    before = measured.result("coverage")["types"]
    date = datetime.datetime.now(datetime.UTC).date().isoformat()
    now = {
        "types": before
        | {
            model_type: {
                "kind": ask.kinds[model_type],
                "known": model_type in families.TYPES,
                "date": date,
                "transformers": ask.version,
                "compared": found.compared,
                "refused": sum(found.refused.values()),
                "only_ours": found.only_ours,
                "reason": _reason(model_type, found),
                "wrong": len(found.wrong),
            }
            for model_type, found in sorted(results.items())
        },
    }
    text = json.dumps(now, indent=1, ensure_ascii=False)
    (DATA / "coverage.json").write_text(text + "\n", encoding="utf-8")
    rows = [each for found in results.values() for each in found.rows]
    rows += [each for each in measured.rows("variants") if each["family"] not in results]
    rows.sort(key=lambda each: str(each["family"]))
    (DATA / "variants.jsonl").write_text(
        "".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())
