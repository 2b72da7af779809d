"""sitemap.xml.gz without the time at which it was compressed, so that builds are reproducible."""

import gzip
from pathlib import Path


def compress(folder: Path) -> None:
    """Compress the site map again, if there is one."""
    plain = folder / "sitemap.xml"
    if plain.exists():
        compressed = gzip.compress(plain.read_bytes(), mtime=0)
        plain.with_name("sitemap.xml.gz").write_bytes(compressed)
