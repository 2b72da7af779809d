"""nginx and Caddy with the settings of the page "Hosting", on a free port of this computer."""

import contextlib
import os
import random
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.browser.built import ROOT
from tests.browser.programs import find_or_install

SERVERS = ("nginx", "caddy")

TEMPORARY_FOLDERS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
"""Folders that nginx creates when it starts; Debian's defaults need root."""

PAGE = ROOT / "docs" / "hosting.md"


def shown(language: str) -> str:
    """The settings that the page shows for a server."""
    text = PAGE.read_text(encoding="utf-8")
    (block,) = re.findall(rf"^``` {language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return str(block)


PORTS = range(20_000, 32_000)
"""Below the range of ephemeral ports, so that no other program gets one by chance."""


def free_port() -> int:
    """A port for a server that cannot choose one itself."""
    while True:
        port = random.choice(PORTS)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


@contextlib.contextmanager
def serve(name: str, root: Path, path: str, scratch: Path) -> Iterator[str]:
    """Serve `root`, which has the site at `path`; yields the site's address."""
    port = free_port()
    write = {"nginx": nginx, "caddy": caddy}[name]
    block = shown(name).replace("/srv/www/hosting", f"{root}{path}hosting")
    command = write(block.replace("/srv/www", str(root)), port, scratch)
    environment = os.environ | {"HOME": str(scratch), "XDG_DATA_HOME": str(scratch)}
    with (
        (scratch / "log").open("w") as log,
        subprocess.Popen(command, stdout=log, stderr=log, env=environment) as server,
    ):
        try:
            wait(port, server, scratch / "log")
            yield f"http://127.0.0.1:{port}{path}"
        finally:
            server.terminate()
            server.wait(60)


def nginx(block: str, port: int, scratch: Path) -> list[str]:
    """The command that starts it. The rest of the configuration is that of Debian's nginx.conf."""
    program = find_or_install("nginx")
    built = subprocess.run([program, "-V"], capture_output=True, text=True, check=True).stderr
    (settings,) = re.findall(r"--conf-path=(\S+)/", built)
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = (f"{each}_temp_path {scratch}/{each};" for each in TEMPORARY_FOLDERS)
    config = scratch / "nginx.conf"
    config.write_text(f"""
        {user} daemon off; pid {scratch}/pid; error_log stderr;
        include {settings}/modules-enabled/*.conf;
        events {{}}
        http {{
            include {settings}/mime.types;
            default_type application/octet-stream;
            sendfile on; tcp_nopush on;
            access_log off;
            {" ".join(temporary)}
            {once(block, "listen 80;", f"listen 127.0.0.1:{port};")}
        }}
    """)
    return [program, "-c", str(config), "-e", "stderr"]


def caddy(block: str, port: int, scratch: Path) -> list[str]:
    """The command that starts it, without certificates and without its port for settings."""
    config = scratch / "Caddyfile"
    site = once(block, "example.org {", f"http://127.0.0.1:{port} {{")
    config.write_text(f"{{\n\tadmin off\n\tdefault_bind 127.0.0.1\n}}\n{site}")
    return [find_or_install("caddy"), "run", "--adapter", "caddyfile", "--config", str(config)]


def once(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"{PAGE.name} shows {old!r} {text.count(old)} times"
    return text.replace(old, new)


def wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server accepts connections."""
    for _ in range(3_000):
        assert server.poll() is None, f"{server.args!r} ended: {log.read_text()}"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise AssertionError(f"{server.args!r} does not answer: {log.read_text()}")
