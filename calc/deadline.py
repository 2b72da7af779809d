"""A limit of time for an author's code in builds: an endless loop must not hang a build."""

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb

MAX_SECONDS = 5.0
"""How long one calculation, or the import of one file, may take of the processor's time."""
SECONDS_BETWEEN_LOOKS = 0.1

WAITING = 12
"""How many times as long it may take by the clock: on a busy machine it waits for the processor."""


class TooLong(BaseException):
    """Code was stopped. Not an Exception, so that the code does not catch it by accident."""


class _Watch:
    """A thread that stops another thread when its time is over.

    It interrupts Python code between two bytecodes; one long call of a function in C is not.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._used = self._end = 0.0
        self._thread = 0
        threading.Thread(target=self._look, daemon=True).start()

    def start(self, seconds: float) -> bool:
        """Begin to watch this thread; False if it is being watched already."""
        with self._lock:
            if self._thread:
                return False
            self._thread = threading.get_ident()
            self._used = time.process_time() + seconds
            self._end = time.monotonic() + WAITING * seconds
            return True

    def stop(self) -> None:
        """Watch no longer."""
        with self._lock:
            self._thread = 0

    def _look(self) -> None:
        while True:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            with self._lock:
                over = time.process_time() > self._used or time.monotonic() > self._end
                if self._thread and over:
                    stopped = ctypes.c_ulong(self._thread)
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(stopped, ctypes.py_object(TooLong))
                    self._thread = 0


_watch: _Watch | None = None


@contextmanager
def limit(what: str, seconds: float = MAX_SECONDS) -> Iterator[None]:
    """Raise TooLong, with a sentence about `what`, if the block takes longer.

    A block inside another has the limit of the outer one.
    """
    global _watch  # noqa: PLW0603  one thread for the process, started when it is needed
    _watch = _watch or _Watch()
    if not _watch.start(seconds):
        yield
        return
    try:
        yield
    except TooLong as error:
        frame = extract_tb(error.__traceback__)[-1]
        file = Path(frame.filename)
        place = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
        raise TooLong(
            f"{place}:{frame.lineno}: {what} was stopped here after {seconds:g} seconds;"
            " use a loop that ends, or compute less."
        ) from None
    finally:
        _watch.stop()
