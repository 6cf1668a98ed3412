"""What went wrong on the network, said so that a person knows what to do; and what may be over soon."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..errors import FetchError
from ._limits import Limits, Passing

_SAY = {
    401: ("asks for a password", "save the page and give the file"),
    403: ("may not be read by a program", "save the page and give the file"),
    404: ("is not there", "check the address"),
    410: ("has been taken away", "look for an archived copy"),
    429: ("asks to be left alone for a while", "try again later"),
}
_SOON = (429, 500, 502, 503, 504)


def refusal(url: str, status: int, wait: float | None) -> FetchError:
    """Return the error that a status stands for.

    :param wait: the seconds after which the server wants to be asked again, where it says so.
    """
    what, hint = _SAY.get(status, ("answers with an error", "try again later"))
    if wait:
        hint = f"try again in {wait:.0f} seconds"
    kind = Passing if status in _SOON else FetchError
    error = kind(f"{what} (status {status})", where=url, hint=hint)
    if isinstance(error, Passing):
        error.wait = wait
    return error


@contextmanager
def told(url: str, limits: Limits) -> Iterator[None]:
    """Turn what the libraries raise into an error that says what to do.

    :raises Passing: the connection broke off, which may go better the next time.
    :raises FetchError: anything else.
    """
    import requests
    import urllib3

    try:
        yield
    except requests.exceptions.SSLError as error:
        what = f"no secure connection: {_reason(error)}"
        raise FetchError(what, where=url, hint="open it in a browser and look") from error
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, UnicodeError) as error:
        raise FetchError("this is not an address", where=url, hint="check it for typing errors") from error
    except zlib.error as error:
        what = "sends packed text that does not unpack"
        raise FetchError(what, where=url, hint="save the page by hand") from error
    except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise _unreached(url, limits, error) from error


def _unreached(url: str, limits: Limits, error: Exception) -> FetchError:
    import requests

    if limits.over() or isinstance(error, requests.exceptions.Timeout):
        return FetchError(f"took longer than {limits.timeout:g} s", where=url, hint="try again later")
    kind = Passing if _broke_off(error) else FetchError
    return kind(f"cannot be reached: {_reason(error)}", where=url, hint="check the address")


def _broke_off(error: BaseException) -> bool:
    """Say whether the other side hung up in the middle: nobody listening or no such name is no such case."""
    import http.client

    return any(
        isinstance(one, ConnectionResetError | BrokenPipeError | http.client.IncompleteRead)
        for one in _inside(error)
    )


def _reason(error: BaseException) -> str:
    """Return the innermost reason, in one short line."""
    inner = _inside(error)[-1]
    text = getattr(inner, "strerror", None) or str(inner) or type(inner).__name__
    return " ".join(str(text).split())[:200]


def _inside(error: BaseException) -> list[BaseException]:
    """Return an error and those that it wraps, outermost first."""
    seen: list[BaseException] = []
    inner: Any = error
    while isinstance(inner, BaseException) and inner not in seen:
        seen.append(inner)
        inner = next((arg for arg in inner.args if isinstance(arg, BaseException)), None) or getattr(
            inner, "reason", None
        )
    return seen
