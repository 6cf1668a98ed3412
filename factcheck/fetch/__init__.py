"""The one door to the network: an address that the user gave becomes bytes, and nothing else goes out.

Only http and https; addresses inside a network (private, loopback, link-local) are refused after the name is
resolved, for every redirect again, and the connection goes to the very address that was checked. Redirects are
followed by hand, at most five. Bytes, unpacked bytes and the time for all of it, retries included, are bounded.
No cookies, no passwords, no proxy settings of the environment. Nothing of this happens during a scan, except
that the article itself may be an address.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urljoin, urlsplit

from ..errors import FetchError
from . import _addresses, _session
from ._limits import Limits, Passing, timed
from ._telling import refusal, told
from ._warc import Tape

if TYPE_CHECKING:
    from requests import Response, Session

_REDIRECTS = 5
_MOVED = (301, 302, 303, 307, 308)
_CHUNK = 65_536
_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_PAUSE = 0.5  # seconds before the first retry; each later one waits twice as long
_PATIENCE = 10.0  # seconds: a server that wants more is left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: ``data`` unpacked, header names in lower case, ``final_url`` after redirects.

    ``redirects`` holds a pair for every hop: the status, and the address that it led to. ``status`` is 304 and
    ``data`` empty where nothing changed since the ``etag`` or ``modified`` that the caller gave.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    data: bytes
    retrieved: datetime
    redirects: tuple[tuple[int, str], ...] = ()

    @property
    def name(self) -> str:
        """Return a file name that says what kind of document this is, as the server says, else the address."""
        kind = dict(self.headers).get("content-type", "").partition(";")[0].strip().lower()
        ending = _TYPES.get(kind)
        return f"page.{ending}" if ending else self.final_url


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """What every attempt of one fetch shares."""

    limits: Limits
    clock: Callable[[], datetime]
    ask: Mapping[str, str]
    tape: Tape | None
    stop: Callable[[str], bool] = lambda address: False


def _now() -> datetime:
    return datetime.now(UTC)


def fetch(
    url: str,
    *,
    timeout: float = 20,
    limit: int = 20_000_000,
    allow_private: bool = False,
    clock: Callable[[], datetime] = _now,
    retries: int = 2,
    etag: str = "",
    modified: str = "",
    record: BinaryIO | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Return what stands at ``url``.

    :param timeout: seconds for everything, redirects and retries included.
    :param limit: bytes, as sent and as unpacked.
    :param allow_private: take addresses inside a network too; for tests and a desk's own servers.
    :param clock: says when it was retrieved.
    :param retries: how often to ask again where the server is busy (5xx, 429) or the connection broke off.
    :param etag: the ``etag`` header of an earlier answer: nothing is sent again where it still holds.
    :param modified: the ``last-modified`` header of an earlier answer, likewise.
    :param record: keeps every request and answer as they went over the wire, as WARC.
    :param sleep: waits between attempts, seconds.
    :raises FetchError: refused, not reachable, too slow, too large, or answered with an error.
    :raises UsageError: ``record`` is given and warcio is not installed.
    """
    limits = Limits(url, timeout, limit, allow_private)
    ask = {"If-None-Match": etag, "If-Modified-Since": modified}
    visit = _Visit(
        limits=limits,
        clock=clock,
        ask={name: value for name, value in ask.items() if value},
        tape=Tape(record, clock) if record else None,
    )
    return _patiently(visit, retries, sleep)


def archived(
    url: str,
    *,
    service: str = "https://web.archive.org",
    timeout: float = 90,
    allow_private: bool = False,
    clock: Callable[[], datetime] = _now,
    retries: int = 1,
    sleep: Callable[[float], None] = time.sleep,
) -> str:
    """Ask the Wayback Machine to keep a copy of one address, and return the address of the copy.

    :param service: where the Wayback Machine answers; for tests.
    :param allow_private: also where ``service`` or ``url`` lies inside a network, which no archive can see.
    :raises FetchError: refused, or it did not answer with a copy; it may have been saved all the same.
    """
    save = f"{service}/save/{_addresses.checked(url, url)}"
    copy = re.compile(re.escape(service) + r"/web/\d{4,14}(?:[a-z]{2}_)?/https?:\S+")
    limits = Limits(save, timeout, 20_000_000, allow_private)
    if not allow_private:
        _refuse_private(url, timeout)
    visit = _Visit(limits=limits, clock=clock, ask={}, tape=None, stop=lambda to: bool(copy.fullmatch(to)))
    try:
        found = _copy_of(_patiently(visit, retries, sleep), copy)
    except FetchError as error:
        raise FetchError(f"the archive: {error.what}", where=url, hint=_perhaps(service, url)) from error
    if not found:
        raise FetchError("the archive did not say where its copy is", where=url, hint=_perhaps(service, url))
    return found


def _refuse_private(url: str, timeout: float) -> None:
    """Refuse to tell a stranger an address inside a network."""
    limits, parts = Limits(url, timeout, 0, allow_private=False), urlsplit(url)
    with told(url, limits):
        _session.resolved(parts.hostname or "", parts.port or 80, limits)


def _perhaps(service: str, url: str) -> str:
    return f"it may have been saved all the same; look at {service}/web/*/{url}"


def _copy_of(answer: Fetched, copy: re.Pattern[str]) -> str:
    """Return the address of the copy, from where the redirects lead or from what the headers say; else ""."""
    headers = dict(answer.headers)
    said = urljoin(answer.final_url, headers.get("content-location", ""))
    linked = re.findall(r'<([^<>]*)>[^<]*\brel="[^"<>]*memento[^"<>]*"', headers.get("link", ""))
    places = (*(place for _, place in answer.redirects), answer.final_url, said, *linked)
    return next((place for place in places if copy.fullmatch(place)), "")


def _patiently(visit: _Visit, retries: int, sleep: Callable[[float], None]) -> Fetched:
    """Try, and try again after a pause what may be over soon, within the time."""
    limits = visit.limits
    with timed(limits):
        for attempt in range(retries + 1):
            try:
                return _attempt(visit)
            except Passing as error:
                pause = max(_PAUSE * 2**attempt, error.wait or 0)
                if attempt == retries or pause > min(_PATIENCE, limits.left()):
                    raise FetchError(error.what, where=error.where, hint=error.hint) from error
                limits.close()
                sleep(pause)
    raise AssertionError("the last attempt returns or raises")


def _attempt(visit: _Visit) -> Fetched:
    """Go from hop to hop, at most five, to what stands there."""
    limits, hops = visit.limits, list[tuple[int, str]]()
    here = _addresses.checked(limits.url, limits.url)
    with told(limits.url, limits), _session.opened(limits, visit.tape) as session:
        for _ in range(_REDIRECTS + 1):
            got = _hop(session, visit, here, tuple(hops))
            if isinstance(got, Fetched):
                return got
            hops.append(got)
            here = got[1]
    raise FetchError(f"leads from one address to the next more than {_REDIRECTS} times", where=limits.url)


def _hop(
    session: Session, visit: _Visit, here: str, hops: tuple[tuple[int, str], ...]
) -> Fetched | tuple[int, str]:
    """Return what stands at ``here``, or the status and the address to go on with."""
    limits = visit.limits
    with (
        _on_tape(visit, here),
        session.get(
            here, headers=dict(visit.ask), timeout=limits.left(), stream=True, allow_redirects=False
        ) as answer,
    ):
        status, location = answer.status_code, answer.headers.get("location")
        if status not in _MOVED or location is None:
            return _fetched(visit, here, answer, _data(answer, visit), hops)
        there = _addresses.following(limits.url, here, location)
        if visit.tape:
            _body(limits, answer)
        if visit.stop(there):
            return _fetched(visit, there, answer, b"", (*hops, (status, there)))
        return status, there


@contextmanager
def _on_tape(visit: _Visit, here: str) -> Iterator[None]:
    """Write the exchange down, also where it ended badly."""
    whole = False
    try:
        yield
        whole = True
    finally:
        if visit.tape:
            visit.tape.write(here, truncated="" if whole else "unspecified")


def _fetched(
    visit: _Visit, here: str, answer: Response, data: bytes, hops: tuple[tuple[int, str], ...]
) -> Fetched:
    return Fetched(
        url=visit.limits.url,
        final_url=here,
        status=answer.status_code,
        headers=tuple(sorted((name.lower(), value) for name, value in answer.headers.items())),
        data=data,
        retrieved=visit.clock(),
        redirects=hops,
    )


def _data(answer: Response, visit: _Visit) -> bytes:
    """Return the body of a good answer, nothing where nothing changed.

    :raises FetchError: any other answer.
    """
    if answer.status_code == 304 and visit.ask:
        return b""
    if not 200 <= answer.status_code < 300:
        wait = _wait(answer.headers.get("retry-after", ""), visit.clock)
        raise refusal(visit.limits.url, answer.status_code, wait)
    return _body(visit.limits, answer)


def _wait(text: str, clock: Callable[[], datetime]) -> float | None:
    """Read a ``Retry-After``: seconds, or a date (RFC 9110, 10.2.3)."""
    if text.strip().isascii() and text.strip().isdigit():
        return float(text.strip()[:9])
    try:
        return max(0.0, (parsedate_to_datetime(text) - clock()).total_seconds())
    except (ValueError, TypeError, OverflowError):  # no date, or one without its zone
        return None


def _body(limits: Limits, answer: Response) -> bytes:
    """Read the body piece by piece, unpacked, and stop at the limit of size."""
    packed = answer.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip", "deflate", ""):
        what = f"sends its text packed in a way that we do not read ({packed[:20]})"
        raise FetchError(what, where=limits.url)
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed not in ("identity", "") else None
    got, size = bytearray(), 0
    while piece := answer.raw.read(_CHUNK, decode_content=False):
        size += len(piece)
        got += unpack.decompress(piece, limits.size + 1 - len(got)) if unpack else piece
        if size > limits.size or len(got) > limits.size or (unpack and unpack.unconsumed_tail):
            what = f"is larger than {limits.size / 1e6:g} MB"
            raise FetchError(what, where=limits.url, hint="give the text itself")
    if limits.over():
        raise FetchError(f"took longer than {limits.timeout:g} s", where=limits.url, hint="try again later")
    if unpack and not unpack.eof and size:
        raise FetchError("was cut short", where=limits.url, hint="try again")
    return bytes(got)
