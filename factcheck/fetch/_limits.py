"""What one fetch may use up: seconds, bytes, and the connections that end with its time."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic

from ..errors import FetchError


class Passing(FetchError):
    """A trouble that may be over soon: ``wait`` is what the server asked for, in seconds, or None."""

    wait: float | None = None


@dataclass(slots=True)
class Limits:
    """What one fetch may still use up. ``url`` is the address as given, for errors."""

    url: str
    timeout: float
    size: int
    allow_private: bool
    deadline: float = 0.0
    open: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.deadline = monotonic() + self.timeout

    def left(self) -> float:
        """Return the seconds that are left, never quite none, as a socket takes none for no limit."""
        return max(0.05, self.deadline - monotonic())

    def over(self) -> bool:
        """Say whether the time is up."""
        return monotonic() >= self.deadline

    def close(self) -> None:
        """Close every connection made so far."""
        while self.open:
            self.open.pop().close()


@contextmanager
def timed(limits: Limits) -> Iterator[None]:
    """Cut every connection when the time is up: a server that drips bytes never trips a timeout per read."""

    def stop() -> None:
        for connection in list(limits.open):
            with suppress(OSError):  # the other side was quicker
                connection.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(limits.left(), stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        limits.close()
