"""Configuration for servers: a file to include for nginx and one for Caddy, in `hosting/`.

Each build writes them anew, because the policy in them has the hashes of the theme's scripts. The
page "Hosting" shows the configuration that includes them.
"""

from pathlib import Path
from urllib.parse import urlsplit

from calc.publish import headers

HEADER_LINES = {
    "nginx.conf": 'add_header {name} "{value}" always;',
    "Caddyfile": '{name} "{value}"',
}
"""By template, how that server's configuration sets a header."""


def write(folder: Path, policy: str, *, url: str) -> None:
    """Write them into a built site that will be at `url`; "" is the root of a host."""
    (folder / "hosting").mkdir(exist_ok=True)
    for name in HEADER_LINES:
        (folder / "hosting" / name).write_text(text(name, policy, url=url), encoding="utf-8")


def text(name: str, policy: str, *, url: str) -> str:
    """The configuration that a template becomes with this policy."""
    template = Path(__file__).with_name(name).read_text(encoding="utf-8")
    filled = {
        "missing": f"{urlsplit(url).path.rstrip('/')}/404.html",
        "hashed": headers.HASHED_PATH,
        "immutable": headers.IMMUTABLE,
        "revalidated": headers.REVALIDATED,
    }
    for key, value in filled.items():
        template = template.replace(f"<<{key}>>", value)
    (placeholder,) = (line for line in template.splitlines() if "<<headers>>" in line)
    line = placeholder.removesuffix("<<headers>>") + HEADER_LINES[name]
    sent = headers.security(policy).items()
    return template.replace(
        placeholder, "\n".join(line.format(name=key, value=value) for key, value in sent)
    )
