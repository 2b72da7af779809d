"""robots.txt: robots may read everything."""

from pathlib import Path

ALLOW = "User-agent: *\nAllow: /\n"


def write(folder: Path, *, url: str) -> None:
    """Write it, with the address of the site map if the site's is known."""
    (folder / "robots.txt").write_text(text(url), encoding="utf-8")


def text(url: str) -> str:
    """Its content. Source: RFC 9309; https://www.sitemaps.org/protocol.html#submit_robots"""
    return f"{ALLOW}\nSitemap: {url.rstrip('/')}/sitemap.xml\n" if url else ALLOW
