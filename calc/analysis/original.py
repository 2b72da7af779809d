"""The table of the analysis that the site recomputes, as printed on 2025-04-06.

Pages show it beside what the makers state. Some of it is wrong: Scout's shared expert is
missing, and 39B is the figure of Mixtral 8x22B, not of DeepSeek-V3.
"""

from calc.llm.published.figure import BILLION, MILLION, TRILLION, Figure, Figures
from calc.units import Unknown

_NO_ENTRY = Unknown("The analysis has no figure here.")


def _row(value: float | Unknown, stated: str) -> Figure:
    return Figure(
        value=value, stated=stated, source="ANALYSIS", where="Model Basic Information, table"
    )


ANALYSIS: dict[str, Figures] = {
    "scout": {
        "total": _row(109 * BILLION, "109B"),
        "active": _row(17 * BILLION, "17B"),
        "routed_experts": _row(16, "16"),
        "shared_experts": _row(0, "16"),
        "context": _row(10 * MILLION, "10M"),
        "tokens": _row(40 * TRILLION, "40T"),
        "gpu_hours": _row(5.0 * MILLION, "5.0M"),
    },
    "maverick": {
        "total": _row(400 * BILLION, "400B"),
        "active": _row(17 * BILLION, "17B"),
        "routed_experts": _row(128, "128+1"),
        "shared_experts": _row(1, "128+1"),
        "context": _row(1 * MILLION, "1M"),
        "tokens": _row(22 * TRILLION, "22T"),
        "gpu_hours": _row(2.38 * MILLION, "2.38M"),
    },
    "behemoth": {
        "total": _row(2 * TRILLION, "2T"),
        "active": _row(288 * BILLION, "288B"),
        "routed_experts": _row(16, "16"),
        "shared_experts": _row(0, "16"),
        "context": _row(_NO_ENTRY, "-"),
        "tokens": _row(_NO_ENTRY, "-"),
        "gpu_hours": _row(_NO_ENTRY, "-"),
    },
    "deepseek-v3": {
        "active": Figure(
            value=39 * BILLION,
            stated="DeepSeek V3's 39B activated parameters",
            source="ANALYSIS",
            where="Conclusion",
        ),
    },
}
"""By model key, then by field, as in `PUBLISHED`."""
