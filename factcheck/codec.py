"""Any central value to plain JSON values and back, by its declared types: for caches, not for the world.

The documented report is made in ``wire.py``; this is its lossless sibling: ``decode(T, encode(value))`` is
equal to ``value`` for every frozen dataclass of ``model.py``.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from datetime import date
from enum import Enum
from typing import Any, TypeVar

_T = TypeVar("_T")


def encode(value: Any) -> Any:
    """Return ``value`` as lists, strings, numbers, booleans, None; a dataclass is the list of its fields."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [encode(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return value


def decode(kind: type[_T], plain: Any) -> _T:
    """Return the value of type ``kind`` that ``plain`` was made from.

    :raises ValueError: when ``plain`` does not fit ``kind`` (an older format, a damaged file).
    """
    try:
        return typing.cast(_T, _decode(kind, plain))
    except (TypeError, ValueError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error


def _decode(kind: Any, plain: Any) -> Any:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        rest = [option for option in inner if option is not type(None)]
        return None if plain is None else _decode(rest[0], plain)
    if origin is tuple:
        kinds = [inner[0]] * len(plain) if inner[-1] is Ellipsis else inner
        return tuple(_decode(one, item) for one, item in zip(kinds, plain, strict=True))
    if dataclasses.is_dataclass(kind):
        make: Any = kind
        names = _fields(make)
        return make(**{name: _decode(one, item) for (name, one), item in zip(names, plain, strict=True)})
    return _plain(kind, plain)


def _plain(kind: Any, plain: Any) -> Any:
    if kind is date:
        return date.fromisoformat(plain)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    if kind is float and isinstance(plain, int):
        return float(plain)
    if not isinstance(plain, kind):
        raise TypeError(f"{plain!r} is no {kind.__name__}")
    return plain


@functools.cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in dataclasses.fields(kind))
