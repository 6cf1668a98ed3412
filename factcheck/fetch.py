"""The one door to the network: an address that the user gave becomes bytes, and nothing else goes out.

Only http and https; addresses inside a network (private, loopback, link-local) are refused after the name is
resolved, for every redirect again, and the connection goes to the very address that was checked. Redirects are
followed by hand, at most five. Bytes, unpacked bytes and the time for all of it are bounded. No cookies, no
passwords, no proxy settings of the environment.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin, urlsplit

from . import __version__
from .errors import FetchError

if TYPE_CHECKING:
    from requests import Response, Session

_REDIRECTS = 5
_MOVED = (301, 302, 303, 307, 308)
_CHUNK = 65_536
_HEADERS = {
    "User-Agent": f"factcheck-newsroom/{__version__}",
    "Accept": "text/html, text/plain, application/pdf, */*;q=0.5",
    "Accept-Encoding": "gzip",
}
_SAY = {
    401: ("asks for a password", "save the page and give the file"),
    403: ("may not be read by a program", "save the page and give the file"),
    404: ("is not there", "check the address"),
    410: ("has been taken away", "look for an archived copy"),
    429: ("asks to be left alone for a while", "try again later"),
}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: ``data`` unpacked, header names in lower case, ``final_url`` after redirects."""

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    data: bytes
    retrieved: datetime


@dataclass(slots=True)
class _Limits:
    """What one fetch may still use up, and the connections that end with its time."""

    url: str
    deadline: float
    timeout: float
    size: int
    allow_private: bool
    open: list[socket.socket] = field(default_factory=list)

    def left(self) -> float:
        return max(0.05, self.deadline - monotonic())

    def over(self) -> bool:
        return monotonic() >= self.deadline


def _now() -> datetime:
    return datetime.now(UTC)


def fetch(
    url: str,
    *,
    timeout: float = 20,
    limit: int = 20_000_000,
    allow_private: bool = False,
    clock: Callable[[], datetime] = _now,
) -> Fetched:
    """Return what stands at ``url``.

    :param timeout: seconds for everything, redirects included.
    :param limit: bytes, as sent and as unpacked.
    :param allow_private: take addresses inside a network too; for tests and a desk's own servers.
    :param clock: says when it was retrieved.
    :raises FetchError: refused, not reachable, too slow, too large, or answered with an error.
    """
    limits = _Limits(url, monotonic() + timeout, timeout, limit, allow_private)
    with _told(url, limits), _timed(limits), _session(limits) as session:
        here = _checked(url, url)
        for _ in range(_REDIRECTS + 1):
            with session.get(here, timeout=limits.left(), stream=True, allow_redirects=False) as answer:
                if answer.status_code not in _MOVED or "location" not in answer.headers:
                    return _fetched(url, here, answer, limits, clock)
                here = _next(url, here, answer.headers["location"])
    raise FetchError(f"leads from one address to the next more than {_REDIRECTS} times", where=url)


def _checked(url: str, given: str) -> str:
    """Return the address without its fragment, once it is one that we take."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError("this is not an address", where=given, hint="check it for typing errors") from error
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"only http and https are fetched, not {parts.scheme or 'this'}", where=given)
    if not host:
        raise FetchError("this address names no host", where=given)
    if parts.username is not None or parts.password is not None:
        raise FetchError(
            "an address with a password in it is not fetched", where=given, hint="save the page by hand"
        )
    return urldefrag(url).url


def _next(given: str, here: str, location: str) -> str:
    """Return where a redirect leads; never from https to http."""
    try:
        there = _checked(urljoin(here, location), given)
    except ValueError as error:
        raise FetchError("leads to something that is no address", where=given) from error
    if here.startswith("https:") and there.startswith("http:"):
        raise FetchError(
            "leads from a secure address to an open one", where=given, hint="give that address itself"
        )
    return there


def _fetched(
    url: str, here: str, answer: Response, limits: _Limits, clock: Callable[[], datetime]
) -> Fetched:
    if not 200 <= answer.status_code < 300:
        what, hint = _SAY.get(answer.status_code, ("answers with an error", "try again later"))
        raise FetchError(f"{what} (status {answer.status_code})", where=url, hint=hint)
    data = _body(url, answer, limits)
    headers = tuple(sorted((name.lower(), value) for name, value in answer.headers.items()))
    return Fetched(
        url=url, final_url=here, status=answer.status_code, headers=headers, data=data, retrieved=clock()
    )


def _body(url: str, answer: Response, limits: _Limits) -> bytes:
    """Read the body piece by piece, unpacked, and stop at the limit of size."""
    packed = answer.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise FetchError(f"sends its text packed in a way that we do not read ({packed})", where=url)
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed not in ("identity", "") else None
    got, size = bytearray(), 0
    while piece := answer.raw.read(_CHUNK, decode_content=False):
        size += len(piece)
        got += unpack.decompress(piece, limits.size + 1 - len(got)) if unpack else piece
        if size > limits.size or len(got) > limits.size or (unpack and unpack.unconsumed_tail):
            raise FetchError(
                f"is larger than {limits.size / 1e6:g} MB", where=url, hint="give the text itself"
            )
    if limits.over() or (unpack and not unpack.eof):
        raise FetchError("was cut short", where=url, hint="try again")
    return bytes(got)


@contextmanager
def _told(url: str, limits: _Limits) -> Iterator[None]:
    """Turn what the libraries raise into an error that says what to do."""
    import requests
    import urllib3

    try:
        yield
    except requests.exceptions.SSLError as error:
        raise FetchError(
            f"no secure connection: {_reason(error)}",
            where=url,
            hint="open it in a browser and look",
        ) from error
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, UnicodeError) as error:
        raise FetchError("this is not an address", where=url, hint="check it for typing errors") from error
    except zlib.error as error:
        raise FetchError(
            "sends packed text that does not unpack", where=url, hint="save the page by hand"
        ) from error
    except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        if limits.over() or isinstance(error, requests.exceptions.Timeout):
            raise FetchError(
                f"took longer than {limits.timeout:g} s", where=url, hint="try again later"
            ) from error
        raise FetchError(
            f"cannot be reached: {_reason(error)}", where=url, hint="check the address"
        ) from error


def _reason(error: BaseException) -> str:
    """Return the innermost reason, in one short line."""
    seen: list[BaseException] = []
    inner: Any = error
    while isinstance(inner, BaseException) and inner not in seen:
        seen.append(inner)
        inner = next((arg for arg in inner.args if isinstance(arg, BaseException)), None) or getattr(
            inner, "reason", None
        )
    text = getattr(seen[-1], "strerror", None) or str(seen[-1]) or type(seen[-1]).__name__
    return " ".join(str(text).split())[:200]


@contextmanager
def _timed(limits: _Limits) -> Iterator[None]:
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
        for connection in limits.open:
            connection.close()


@contextmanager
def _session(limits: _Limits) -> Iterator[Session]:
    """Give a session whose connections go to checked addresses only."""
    from http.cookiejar import DefaultCookiePolicy

    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self.host, self.port or 80, limits)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self.host, self.port or 443, limits)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    adapter = HTTPAdapter(max_retries=0)
    adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    with requests.Session() as session:
        session.trust_env = False
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        session.headers.clear()
        session.headers.update(_HEADERS)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        yield session


def _connected(host: str, port: int, limits: _Limits) -> socket.socket:
    """Resolve a name, check every address that it stands for, and connect to one of these.

    :raises FetchError: one of them lies inside a network.
    """
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    for *_, place in found:
        if not limits.allow_private and not _public(str(place[0])):
            raise FetchError(
                f"{host} is an address inside a network, which is not fetched",
                where=limits.url,
                hint="save the page by hand",
            )
    trouble: OSError = OSError("the name stands for no address")
    for family, kind, protocol, _, place in found:
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(limits.left())
            connection.connect(place)
        except OSError as error:
            connection.close()
            trouble = error
        else:
            limits.open.append(connection.dup())
            return connection
    raise trouble


def _public(address: str) -> bool:
    """Say whether an address is one of the open internet, also where it wraps an older one."""
    place = ipaddress.ip_address(address.split("%")[0])
    if isinstance(place, ipaddress.IPv6Address):
        inner = place.ipv4_mapped or place.sixtofour or (place.teredo or (None,))[0]
        if place in _NAT64:
            inner = ipaddress.IPv4Address(int(place) & 0xFFFFFFFF)
        if inner is not None:
            return _public(str(inner))
    return place.is_global and not place.is_multicast
