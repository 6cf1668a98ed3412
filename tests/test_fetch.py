"""The door to the network, against a real server in a thread; refusals need none."""

from __future__ import annotations

import gzip
import socket
import socketserver
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from factcheck import fetch as door
from factcheck.errors import FetchError
from factcheck.fetch import _addresses, fetch

NOON = datetime(2026, 1, 13, 12, 0, tzinfo=UTC)
PAGE = b"<p>The wall is 40 metres long.</p>"


class Site(BaseHTTPRequestHandler):
    """Answers by path; keeps the headers it was sent."""

    seen: list[dict[str, str]]

    def do_GET(self) -> None:
        self.seen.append({name.lower(): value for name, value in self.headers.items()})
        name = self.path.split("?")[0].strip("/").split("/")[0]
        getattr(self, f"give_{name}", self.give_missing)()

    def log_message(self, *args: Any) -> None:
        """Keep the test's terminal clean."""

    def answer(self, status: int = 200, data: bytes = PAGE, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"content_length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def give_page(self) -> None:
        self.answer(content_type="text/html", set_cookie="a=b")

    def give_missing(self) -> None:
        self.answer(404)

    def give_locked(self) -> None:
        self.answer(403)

    def give_gzip(self) -> None:
        self.answer(data=gzip.compress(PAGE), content_encoding="gzip")

    def give_deflate(self) -> None:
        self.answer(data=zlib.compress(PAGE), content_encoding="deflate")

    def give_bomb(self) -> None:
        self.answer(data=gzip.compress(bytes(5_000_000)), content_encoding="gzip")

    def give_brotli(self) -> None:
        self.answer(content_encoding="br")

    def give_garbled(self) -> None:
        self.answer(content_encoding="gzip")

    def give_half(self) -> None:
        self.answer(content_length="100")

    def give_halfzip(self) -> None:
        self.answer(data=gzip.compress(PAGE)[:-12], content_encoding="gzip")

    def give_large(self) -> None:
        self.answer(data=bytes(200_000))

    def give_hop(self) -> None:
        self.answer(302, location="/page?from=hop#part", set_cookie="a=b")

    def give_loop(self) -> None:
        self.answer(301, location="/loop")

    def give_file(self) -> None:
        self.answer(302, location="file:///etc/passwd")

    def give_inside(self) -> None:
        self.answer(302, location="http://127.0.0.1:1/")

    def give_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"a")
                time.sleep(0.05)
        except OSError:
            pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    Site.seen = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def get(url: str, **options: Any) -> door.Fetched:
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


def test_what_is_sent(site: str) -> None:
    Site.seen.clear()
    assert get(f"{site}/hop").final_url == f"{site}/page?from=hop"
    assert len(Site.seen) == 2
    for headers in Site.seen:
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
    assert error.what in ("took longer than 0.4 s", "was cut short")


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
    class Mute(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(10_000)
            time.sleep(0.6)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mute) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        url = f"http://127.0.0.1:{server.server_address[1]}/"
        assert refused(lambda: get(url, timeout=0.3)).what == "took longer than 0.3 s"
        server.shutdown()
        thread.join()
