"""Libraries that talk: their warnings and log lines are kept off the reader's terminal."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet(*loggers: str) -> Iterator[None]:
    """Silence Python warnings and the named loggers while the block runs."""
    silenced = [logging.getLogger(name) for name in loggers]
    before = [logger.disabled for logger in silenced]
    levels = [logger.level for logger in silenced]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for logger in silenced:
            logger.disabled = True
            logger.setLevel(logging.CRITICAL + 1)
        try:
            yield
        finally:
            for logger, disabled, level in zip(silenced, before, levels, strict=True):
                logger.disabled = disabled
                logger.setLevel(level)
