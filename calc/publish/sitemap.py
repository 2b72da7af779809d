"""sitemap.xml.gz without the time at which it was packed."""

import gzip
from pathlib import Path


def pack(folder: Path) -> None:
    """Pack the site map again, where there is one."""
    plain = folder / "sitemap.xml"
    if plain.exists():
        packed = gzip.compress(plain.read_bytes(), mtime=0)
        plain.with_name("sitemap.xml.gz").write_bytes(packed)
