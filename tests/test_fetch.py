"""The door to the network, against a real server in a thread; refusals need none."""

from __future__ import annotations

import gzip
import io
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from webserver import PAGE, Mute, Page, Server, serving

from factcheck import fetch as door
from factcheck.errors import FetchError, UsageError
from factcheck.fetch import _addresses, archived, fetch

NOON = datetime(2026, 1, 13, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture
def site(server: Server) -> str:
    return server.url


def get(url: str, **options: Any) -> door.Fetched:
    options = {"sleep": lambda seconds: None, **options}
    return fetch(url, allow_private=True, clock=lambda: NOON, **options)


def refused(call: Callable[[], object]) -> FetchError:
    with pytest.raises(FetchError) as caught:
        call()
    assert caught.value.where
    return caught.value


def test_page(site: str) -> None:
    page = get(f"{site}/page#part")
    assert (page.url, page.final_url, page.status) == (f"{site}/page#part", f"{site}/page", 200)
    assert (page.data, page.retrieved, dict(page.headers)["content-type"]) == (PAGE, NOON, "text/html")


def test_what_is_sent(server: Server, site: str) -> None:
    server.seen.clear()
    assert get(f"{site}/hop").final_url == f"{site}/page?from=hop"
    assert len(server.seen) == 2
    for headers in server.seen:
        assert set(headers) == {"host", "user-agent", "accept", "accept-encoding"}
        assert headers["user-agent"].startswith("factcheck-newsroom/")


@pytest.mark.parametrize("name", ["gzip", "deflate"])
def test_unpacked(site: str, name: str) -> None:
    assert get(f"{site}/{name}").data == PAGE


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("missing", "is not there (status 404)"),
        ("locked", "may not be read by a program (status 403)"),
        ("bomb", "is larger than 0.1 MB"),
        ("large", "is larger than 0.1 MB"),
        ("brotli", "sends its text packed in a way that we do not read (br)"),
        ("garbled", "sends packed text that does not unpack"),
        ("halfzip", "was cut short"),
        ("loop", "leads from one address to the next more than 5 times"),
        ("file", "only http and https are fetched, not file"),
    ],
)
def test_refused_by_answer(site: str, name: str, what: str) -> None:
    error = refused(lambda: get(f"{site}/{name}", limit=100_000))
    assert (error.what, error.where) == (what, f"{site}/{name}")


def test_cut_short(site: str) -> None:
    assert "cannot be reached" in refused(lambda: get(f"{site}/half")).what


def test_time_is_bounded(site: str) -> None:
    begun = time.monotonic()
    error = refused(lambda: get(f"{site}/drip", timeout=0.4))
    assert time.monotonic() - begun < 2
    assert error.what == "took longer than 0.4 s"


def test_redirect_into_the_network(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop counts as public here, the second does not: each hop is checked."""
    port = site.rsplit(":", 1)[1]
    monkeypatch.setattr(_addresses, "public", lambda address: not inner)
    inner: list[int] = []
    original = _addresses.following

    def following(*args: str) -> str:
        inner.append(1)
        return original(*args)

    monkeypatch.setattr(_addresses, "following", following)
    assert "inside a network" in refused(lambda: fetch(f"http://127.0.0.1:{port}/inside")).what


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:7f00:1::]/",
        "http://100.64.0.1/",
    ],
)
def test_inside_a_network(url: str) -> None:
    error = refused(lambda: fetch(url, timeout=5))
    assert "inside a network" in error.what
    assert error.where == url


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("file:///etc/passwd", "only http and https are fetched, not file"),
        ("ftp://example.org/", "only http and https are fetched, not ftp"),
        ("example.org", "only http and https are fetched, not this"),
        ("http://", "this address names no host"),
        ("http://[::1", "this is not an address"),
        ("http://example.org:99999/", "this is not an address"),
        ("http://user:key@example.org/", "an address with a password in it is not fetched"),
        ("http://a..b/", "this is not an address"),
    ],
)
def test_refused_by_address(url: str, what: str) -> None:
    error = refused(lambda: fetch(url, timeout=5))
    assert (error.what, error.where) == (what, url)


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "cannot be reached" in refused(lambda: get(f"http://127.0.0.1:{port}/")).what


def test_no_secure_connection(site: str) -> None:
    error = refused(lambda: get(site.replace("http:", "https:") + "/page"))
    assert "no secure connection" in error.what


def test_never_from_secure_to_open() -> None:
    assert (
        "secure"
        in refused(lambda: _addresses.following("https://a.org/", "https://a.org/", "http://a.org/")).what
    )


def test_a_server_that_says_nothing() -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mute) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        url = f"http://127.0.0.1:{server.server_address[1]}/"
        assert refused(lambda: get(url, timeout=0.3)).what == "took longer than 0.3 s"
        server.shutdown()
        thread.join()


def test_redirects_are_recorded(site: str) -> None:
    page = get(f"{site}/chain/2")
    assert page.redirects == ((302, f"{site}/chain/1"), (302, f"{site}/chain/0"))
    assert (page.final_url, get(f"{site}/page").redirects) == (f"{site}/chain/0", ())


def test_five_redirects_and_no_more(site: str) -> None:
    assert len(get(f"{site}/chain/5").redirects) == 5
    assert "more than 5 times" in refused(lambda: get(f"{site}/chain/6")).what


@pytest.mark.parametrize(
    ("path", "pauses"),
    [
        ("busy/503/2/", [0.5, 1.0]),
        ("busy/500/1/", [0.5]),
        ("busy/429/1/3", [3.0]),
        ("busy/503/1/Tue, 13 Jan 2026 12:00:04 GMT", [4.0]),
        ("busy/503/1/soon", [0.5]),
        ("reset/2", [0.5, 1.0]),
        ("halfonce", [0.5]),
    ],
)
def test_asked_again_after_a_pause(site: str, path: str, pauses: list[float]) -> None:
    slept: list[float] = []
    page = get(f"{site}/{path}".replace(" ", "%20"), sleep=slept.append)
    assert (page.data, slept) == (PAGE, pauses)


@pytest.mark.parametrize(
    ("path", "times", "what"),
    [
        ("busy/503/9/", 3, "answers with an error (status 503)"),
        ("busy/429/9/600", 1, "asks to be left alone for a while (status 429)"),
        ("busy/404/9/", 1, "is not there (status 404)"),
        ("reset/9", 3, "cannot be reached: Connection reset by peer"),
        ("half", 3, "cannot be reached"),
    ],
)
def test_given_up(server: Server, path: str, times: int, what: str) -> None:
    server.asked.clear()
    error = refused(lambda: get(f"{server.url}/{path}?up"))
    assert what in error.what
    assert len(server.asked) == times
    assert ("600 seconds" in error.hint) == ("600" in path)


def test_no_retry_after_the_time_is_up(site: str) -> None:
    slept: list[float] = []
    refused(lambda: get(f"{site}/busy/503/9/?late", timeout=0.3, sleep=slept.append))
    assert slept == []


def test_conditional(server: Server) -> None:
    server.pages["a"] = Page(etag='"one"', modified="Mon, 12 Jan 2026 09:00:00 GMT")
    url = f"{server.url}/p/a"
    first = dict(get(url).headers)
    assert (first["etag"], first["last-modified"]) == ('"one"', "Mon, 12 Jan 2026 09:00:00 GMT")
    same = get(url, etag='"one"')
    assert (same.status, same.data) == (304, b"")
    assert get(url, etag='"two"').data == PAGE
    server.pages["a"] = Page(modified="Mon, 12 Jan 2026 09:00:00 GMT")
    assert get(url, modified="Mon, 12 Jan 2026 09:00:00 GMT").status == 304


def test_nothing_new_unasked_is_an_error(site: str) -> None:
    assert refused(lambda: get(f"{site}/stale")).what == "answers with an error (status 304)"


def test_the_name_says_what_the_server_says(server: Server) -> None:
    server.pages["paper"] = Page(kind="application/pdf")
    server.pages["thing"] = Page(kind="application/x-thing")
    assert get(f"{server.url}/p/paper").name == "page.pdf"
    assert get(f"{server.url}/p/thing").name == f"{server.url}/p/thing"


def records(data: bytes) -> list[tuple[str, str, str, bytes]]:
    found = []
    for one in ArchiveIterator(io.BytesIO(data), check_digests=True):
        head = one.rec_headers
        body = one.raw_stream.read()
        target = head.get_header("WARC-Target-URI")
        assert head.get_header("WARC-Date") == "2026-01-13T12:00:00Z"
        assert one.digest_checker.passed is not False
        found.append((one.rec_type, target, head.get_header("WARC-Truncated") or "", body))
    return found


def test_the_exchange_is_kept_as_warc(site: str) -> None:
    kept = io.BytesIO()
    get(f"{site}/hop", record=kept)
    get(f"{site}/gzip", record=kept)
    found = records(kept.getvalue())
    assert [(kind, url, cut) for kind, url, cut, _ in found] == [
        (kind, url, "")
        for url in (f"{site}/hop", f"{site}/page?from=hop", f"{site}/gzip")
        for kind in ("response", "request")
    ]
    assert found[2][3] == PAGE
    assert gzip.decompress(found[4][3]) == PAGE, "as it went over the wire"


def test_a_cut_exchange_is_kept_and_marked(site: str) -> None:
    kept = io.BytesIO()
    refused(lambda: get(f"{site}/large", limit=100_000, record=kept))
    kind, _, cut, body = records(kept.getvalue())[0]
    assert (kind, cut) == ("response", "unspecified")
    assert len(body) < 200_000


def test_headers_in_a_warc_are_the_bytes_that_came(site: str) -> None:
    kept = io.BytesIO()
    get(f"{site}/page", record=kept)
    raw = gzip.decompress(kept.getvalue())
    assert b"HTTP/1.0 200 OK\r\nServer: " in raw
    assert b"\r\nset-cookie: a=b\r\n" in raw
    assert b"GET /page HTTP/1.1\r\n" in raw


@pytest.mark.parametrize("name", ["redirected", "located", "linked"])
def test_a_copy_in_the_archive(server: Server, name: str) -> None:
    server.asked.clear()
    url = f"http://paper.example/{name}"
    found = archived(url, service=server.url, allow_private=True)
    assert found == f"{server.url}/web/20260113120000/{url}"
    assert server.asked == [f"/save/{url}"], "the copy itself is not fetched"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("silent", "the archive did not say where its copy is"),
        ("busy", "the archive: asks to be left alone for a while (status 429)"),
    ],
)
def test_no_copy_in_the_archive(server: Server, name: str, what: str) -> None:
    url = f"http://paper.example/{name}"
    error = refused(lambda: archived(url, service=server.url, allow_private=True))
    assert (error.what, error.where) == (what, url)
    assert "may have been saved all the same" in error.hint


def test_the_archive_is_not_told_addresses_inside_a_network() -> None:
    error = refused(lambda: archived("http://10.0.0.1/wages"))
    assert "inside a network" in error.what


def test_without_warcio(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.warcwriter", None)
    with pytest.raises(UsageError, match="warcio"):
        get(f"{site}/page", record=io.BytesIO())
