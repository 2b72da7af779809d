"""What servers of one's own say of the site: for nginx and Caddy a file to include, in `hosting/`.

They follow every build, for the policy in them has the hashes of the theme's scripts. The page
"Hosting" shows what goes around them.
"""

from pathlib import Path
from urllib.parse import urlsplit

from calc.publish import headers

TEMPLATES = {"nginx.conf": 'add_header {name} "{value}" always;', "Caddyfile": '{name} "{value}"'}
"""How each writes a header."""


def write(folder: Path, policy: str, *, url: str) -> None:
    """Write them into a built site that will be at `url`, or at the root of a host."""
    (folder / "hosting").mkdir(exist_ok=True)
    for name in TEMPLATES:
        (folder / "hosting" / name).write_text(text(name, policy, url=url), encoding="utf-8")


def text(name: str, policy: str, *, url: str) -> str:
    """One of them."""
    template = Path(__file__).with_name(name).read_text(encoding="utf-8")
    filled = {
        "missing": f"{urlsplit(url).path.rstrip('/')}/404.html",
        "hashed": headers.HASHED,
        "immutable": headers.IMMUTABLE,
        "revalidated": headers.REVALIDATED,
    }
    for key, value in filled.items():
        template = template.replace(f"<<{key}>>", value)
    line = TEMPLATES[name]
    said = [line.format(name=key, value=value) for key, value in headers.secure(policy).items()]
    (above,) = (each for each in template.splitlines() if "<<headers>>" in each)
    indent = above.removesuffix("<<headers>>")
    return template.replace(above, "\n".join(indent + each for each in said))
