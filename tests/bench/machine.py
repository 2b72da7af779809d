"""The machine that measures."""

import os
import platform
import subprocess
from pathlib import Path
from typing import Any

from tests.bench import browsers


def described() -> dict[str, Any]:
    """What a reader needs to compare figures with those of another machine."""
    chromium = subprocess.run(
        [browsers.command()[0], "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()
    return {
        "cores": os.cpu_count(),
        "cpu": _cpu(),
        "memory": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "python": platform.python_version(),
        "browser": " ".join(chromium.split()[:2]),
        "load": round(os.getloadavg()[0], 2),
    }


def _cpu() -> str:
    """Its name where the system says it."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
