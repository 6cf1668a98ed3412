"""A session of ``requests`` whose connections go to checked addresses only, and which keeps no cookies."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..errors import FetchError
from . import _addresses
from ._limits import Limits

if TYPE_CHECKING:
    from requests import Session

    from ._warc import Tape

_HEADERS = {
    "User-Agent": f"factcheck-newsroom/{__version__}",
    "Accept": "text/html, text/plain, application/pdf, */*;q=0.5",
    "Accept-Encoding": "gzip",
}


@contextmanager
def opened(limits: Limits, tape: Tape | None) -> Iterator[Session]:
    """Give a session; what goes over its connections goes to the tape too, where there is one."""
    from http.cookiejar import DefaultCookiePolicy

    import requests

    with requests.Session() as session:
        session.trust_env = False
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        session.headers.clear()
        session.headers.update(_HEADERS)
        _mount(session, limits, tape)
        yield session


def _mount(session: Session, limits: Limits, tape: Tape | None) -> None:
    from requests.adapters import HTTPAdapter
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    from ._warc import taped

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return connected(self.host, self.port or 80, limits)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return connected(self.host, self.port or 443, limits)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = taped(Plain, tape) if tape else Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = taped(Secure, tape) if tape else Secure

    adapter = HTTPAdapter(max_retries=0)
    adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    session.mount("http://", adapter)
    session.mount("https://", adapter)


def resolved(host: str, port: int, limits: Limits) -> list[Any]:
    """Return the places that a name stands for, as ``getaddrinfo`` does, once all of them may be asked.

    :raises FetchError: one of them lies inside a network.
    """
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    for *_, place in found:
        if not limits.allow_private and not _addresses.public(str(place[0])):
            raise FetchError(
                f"{host} is an address inside a network, which is not fetched",
                where=limits.url,
                hint="save the page by hand",
            )
    return found


def connected(host: str, port: int, limits: Limits) -> socket.socket:
    """Resolve a name, check every address that it stands for, and connect to one of these.

    :raises FetchError: one of them lies inside a network.
    """
    trouble: OSError = OSError("the name stands for no address")
    for family, kind, protocol, _, place in resolved(host, port, limits):
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
