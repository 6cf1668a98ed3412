"""Which addresses are taken: http and https, of the open internet, and never from a secure one to an open one."""

from __future__ import annotations

import ipaddress
from urllib.parse import urldefrag, urljoin, urlsplit

from ..errors import FetchError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def checked(url: str, given: str) -> str:
    """Return the address without its fragment, once it is one that we take.

    :param given: the address that the user gave, for the error.
    :raises FetchError: another scheme, no host, a password in it, or no address at all.
    """
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


def following(given: str, here: str, location: str) -> str:
    """Return where a redirect leads; never from https to http.

    :raises FetchError: to no address, to one that is not taken, or to an open one.
    """
    try:
        there = checked(urljoin(here, location), given)
    except ValueError as error:
        raise FetchError("leads to something that is no address", where=given) from error
    if here.startswith("https:") and there.startswith("http:"):
        raise FetchError(
            "leads from a secure address to an open one", where=given, hint="give that address itself"
        )
    return there


def public(address: str) -> bool:
    """Say whether an address is one of the open internet, also where it wraps an older one."""
    place = ipaddress.ip_address(address.split("%")[0])
    if isinstance(place, ipaddress.IPv6Address):
        inner = place.ipv4_mapped or place.sixtofour or (place.teredo or (None,))[0]
        if place in _NAT64:
            inner = ipaddress.IPv4Address(int(place) & 0xFFFFFFFF)
        if inner is not None:
            return public(str(inner))
    return place.is_global and not place.is_multicast
