"""Lines that serving engines printed, beside what `calc.llm.serving` computes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from calc.analysis import measured
from calc.llm import config, serving
from calc.llm.architecture import Architecture
from calc.llm.serving import CacheFormat, Rank

UNITS = {"GiB": 2**30, "MiB": 2**20}
FORMATS = {
    "bf16": serving.BF16,
    "fp32": CacheFormat(bytes_per_value=4),
    "q8_0": serving.Q8_0,
    "q4_0": serving.Q4_0,
    "fp8_scaled": serving.SCALED_LATENTS,
}
"""FP16 takes as many bytes as BF16."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One figure of a line."""

    row: dict[str, Any]
    about: str
    """What it says, for readers: "32,768 tokens"."""
    reported: float
    ours: float
    unit: str
    within: float
    """How far an exact figure may be from the printed one, mostly half of its last digit."""

    @property
    def off(self) -> float:
        """The difference as a share of what is printed; 0 if it is within the rounding."""
        difference = self.ours - self.reported
        return 0.0 if abs(difference) <= self.within else difference / self.reported


def checks() -> Iterator[Check]:
    """Every figure of serving.jsonl."""
    parameters = {row["id"]: row["hf_config"] for row in measured.rows("parameters")}
    for row in measured.rows("serving"):
        model = config.read(row["config"] if "config" in row else parameters[row["of"]])
        for line in row["checks"]:
            (rank,) = serving.ranks(_with_layers(model, line), row["tensor"])
            about, ours = _computed(line, rank, FORMATS[row["format"]])
            yield Check(
                row=row,
                about=about,
                reported=line["reported"],
                ours=ours / UNITS.get(line["unit"], 1),
                unit=line["unit"],
                within=line["within"],
            )


def _with_layers(model: Architecture, line: dict[str, Any]) -> Architecture:
    if "layers" not in line:
        return model
    first, end = line["layers"]
    return replace(model, layers=model.layers[first:end])


def _computed(line: dict[str, Any], rank: Rank, format: CacheFormat) -> tuple[str, float]:
    if line["what"] == "weights":
        return "weights", rank.weights
    if line["what"] == "concurrency":
        tokens, context = line["tokens"], line["context"]
        return f"{tokens:,} tokens, {context:,} each", tokens / context
    if line["what"] == "tokens":
        free, rate = line["gib"] * 2**30, serving.bytes_per_token(rank, format)
        return f"tokens in {line['gib']} GiB", serving.tokens_that_fit(int(free), rate)
    windows = line.get("windows", True)
    kept = serving.cache(rank, line["tokens"], format, windows=windows) * line.get("part", 1)
    layers = f", layers {line['layers'][0] + 1} to {line['layers'][1]}" if "layers" in line else ""
    return f"{line['tokens']:,} tokens{layers}", kept
