"""How far other estimators of training memory are off on ten models, and how far ours are."""

from collections.abc import Iterator

from calc.analysis import measured
from calc.analysis.tables.validation_training_memory import bounds
from calc.llm import config, memory, parallel

HEAD = (
    *("Model", "States: accelerate", "ZeRO 2: DeepSpeed", "ZeRO 3: DeepSpeed"),
    *("States: Megatron-LM", "States, ZeRO 2, ZeRO 3: ours"),
    *("Activations and logits: Megatron-LM", "Activations: ours, fused and plain"),
)


def rows() -> Iterator[list[str]]:
    """One row for each model."""
    found = measured.result("memory_estimators")
    rows = {row["id"]: row for row in measured.rows("training_memory")}
    for theirs in found["rows"]:
        row = rows[theirs["id"]]
        model, N, ranks = config.read(row["hf_config"]), row["parameters"], found["ranks"]
        states = row["weights"] + row["gradients"] + row["optimizer_states"]
        divided = row["zero"][f"{ranks}"]
        ours = [
            (
                memory.weights_in_training(model)
                + memory.gradients(model)
                + memory.optimizer_states(model),
                states,
            )
        ]
        for stage in (2, 3):
            split = parallel.Split(data=ranks, zero=stage)
            (share,) = parallel.training(model, split, row["micro_batch"], row["context"])
            ours.append((share.static, divided[stage]))
        loss = row["logits"]
        fused, plain = row["activations_fused"] + loss, row["activations"] + loss
        low, high = bounds(row["id"])
        yield [
            row["model"],
            _off(theirs["accelerate"], states),
            _off(theirs["deepspeed_zero_2"], divided[2]),
            _off(theirs["deepspeed_zero_3"], divided[3]),
            _off(theirs["megatron_states"], 18 * N),
            ", ".join(_off(*pair) for pair in ours),
            _outside(theirs["megatron_activations"], fused, plain),
            f"{_off(low, fused - loss)}, {_off(high, plain - loss)}",
        ]


def _off(value: float, truth: float) -> str:
    return "0" if value == truth else f"{100 * (value - truth) / truth:+.2g} %".replace("-", "−")


def _outside(value: float, low: float, high: float) -> str:
    """How far a value is from the nearer end of a range."""
    return "between" if low <= value <= high else _off(value, low if value < low else high)
