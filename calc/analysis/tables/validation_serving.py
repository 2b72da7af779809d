"""What serving engines printed, beside what is computed here."""

from collections.abc import Iterator

from calc.analysis import engine_logs

HEAD = ("Engine", "Model", "Line", "Printed", "Ours", "Off by", "Source")


def rows() -> Iterator[list[str]]:
    """One row for each figure of serving.jsonl."""
    for check in engine_logs.checks():
        row, source = check.row, check.row["source"]
        repository, _, number = source.partition("#")
        link = f"[{source}](https://github.com/{repository}/issues/{number})" if number else source
        yield [
            row["engine"],
            row["model"] + (f", {row['tensor']} ranks" if row["tensor"] > 1 else ""),
            check.about,
            f"{check.reported:,} {check.unit}",
            f"{check.ours:,.6g} {check.unit}",
            f"{check.off:+.1%}" if check.off else "0",
            link,
        ]
