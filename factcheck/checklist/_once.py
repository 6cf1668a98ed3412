"""Answers that are kept: every decision of a walk asks the same of the same claims, and each has to be seen at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_KEPT = 8192


class _Same:
    """A value by its identity: to hash a verdict with all its evidence takes as long as the answer that is kept."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value


def by_identity(function: Callable[_Asked, _Answer]) -> Callable[_Asked, _Answer]:
    """Return a function of values that never change, which answers for the very same values from memory.

    It takes its arguments by position. What is kept holds on to the values, so no identity is given out twice.
    """

    @lru_cache(maxsize=_KEPT)
    def kept(*asked: _Same) -> _Answer:
        return function(*(one.value for one in asked))  # type: ignore[call-arg, arg-type]

    @wraps(function)
    def call(*values: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        return kept(*map(_Same, values)) if not named else function(*values, **named)

    return call
