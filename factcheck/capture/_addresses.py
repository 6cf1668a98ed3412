"""Web addresses as they are compared: which two are one page, and what stands at one address together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

_MARKS = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src")
# Where everybody has a page of their own, the first part of the path says whose it is.
_SHARED = frozenset(
    re.findall(
        r"\S+",
        "t.me telegram.me x.com twitter.com facebook.com instagram.com youtube.com tiktok.com medium.com"
        " threads.net bsky.app mastodon.social truthsocial.com github.com linkedin.com vk.com",
    )
)


def same(url: str) -> str:
    """Return what two addresses of one page share: no scheme, "www.", fragment, final slash or campaign marks.

    What is no address gives "".
    """
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    kept = [(key, value) for key, value in parse_qsl(parts.query, True) if not _MARKS.fullmatch(key)]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def beside(url: str, held: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield those of ``held`` (name and address) whose address may have the host of ``url``, at little cost."""
    host = re.split(r"[/?:]", same(url), maxsplit=1)[0]
    return ((key, other) for key, other in held if host and host in other.casefold())


def places(url: str) -> tuple[str, ...]:
    """Return the places that an address belongs to, narrowest first: host with the path's first part, then the host.

    On platforms that everybody writes on, the host says nothing.
    """
    host, _, path = same(url).partition("?")[0].partition("/")
    first = path.split("/")[0]
    if not host:
        return ()
    if host.removeprefix("mobile.").removeprefix("m.") in _SHARED:
        first = path.removeprefix("s/").split("/")[0] if host in ("t.me", "telegram.me") else first
        return (f"{host}/{first.casefold()}",) if first else ()
    return (f"{host}/{first}", host) if first else (host,)
