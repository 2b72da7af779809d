"""What a reader downloads, as a table, and what it may be at most."""

from collections.abc import Iterable

from calc.fence.bundle.names import File


def table(files: Iterable[File]) -> str:
    """One line a file: bytes as they are, gzipped, and with brotli."""
    sizes = {file.name: len(file.content) for file in files}
    rows = [
        (name, size, sizes.get(f"{name}.gz"), sizes.get(f"{name}.br"))
        for name, size in sizes.items()
        if not name.endswith((".br", ".gz"))
    ]
    width = max(len(name) for name, *_ in rows)
    lines = [f"{'':{width}} {'bytes':>11} {'gzip':>11} {'brotli':>11}"]
    for name, *counts in rows:
        cells = (f"{'' if count is None else f'{count:,}':>11}" for count in counts)
        lines.append(" ".join([f"{name:{width}}", *cells]))
    return "\n".join(lines)
