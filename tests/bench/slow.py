"""A slower processor for a whole browser: all its processes are stopped for part of the time.

    python -m tests.bench.slow GROUP FACTOR

The browser's own emulation (Emulation.setCPUThrottlingRate) holds a page's main thread and lets its
workers run; a quota of the control groups is for all threads together, so that one alone may hold
half of it back on two cores. A process group that is stopped three milliseconds in four holds every
thread. `calibrate` measures how far, in a page and in a worker, and `make bench` prints it.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.built import ROOT

RUN = 0.002
"""Seconds between two stops: far below what a reader sees."""

BUSY_LOOP = """async () => {
  const spin = () => {
    const start = performance.now();
    for (let i = 0, x = 0; i < 2e7; i += 1) x += Math.sqrt(i);
    return performance.now() - start;
  };
  const source = `const spin = ${spin}; spin(); postMessage(spin())`;
  const worker = new Worker(URL.createObjectURL(new Blob([source])));
  const there = await new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
  worker.terminate();
  spin();
  return [spin(), there];
}"""
"""Milliseconds of the same loop in a page and in a worker."""


@contextlib.contextmanager
def slowed(group: int, factor: float) -> Iterator[None]:
    """Hold a process group while the block runs."""
    if factor == 1:
        yield
        return
    command = [sys.executable, "-m", "tests.bench.slow", str(group), str(factor)]
    holder = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout
    try:
        holder.stdout.readline()  # it has begun: what is measured before would be too fast
        yield
    finally:
        holder.terminate()
        holder.wait()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGCONT)


def spin(page: Page) -> tuple[float, float]:
    """Milliseconds in the page and in a worker."""
    here, there = page.evaluate(BUSY_LOOP)
    return here, there


def hold(group: int, factor: float) -> None:
    """Stop and continue for ever; each stop makes up for how long the group really ran."""
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, -20)
    parent, owed = os.getppid(), 0.0
    print(flush=True)
    while os.getppid() == parent:
        os.killpg(group, signal.SIGCONT)
        began = time.perf_counter()
        time.sleep(RUN)
        os.killpg(group, signal.SIGSTOP)
        stopped = time.perf_counter()
        owed += (stopped - began) * (factor - 1)
        time.sleep(max(0.0, owed))
        owed -= time.perf_counter() - stopped
    os.killpg(group, signal.SIGCONT)


if __name__ == "__main__":
    with contextlib.suppress(ProcessLookupError):
        hold(int(sys.argv[1]), float(sys.argv[2]))
