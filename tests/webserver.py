"""A web server of our own for the tests: pages that change, lead elsewhere, drip, break off, or are bombs.

``with serving() as site`` gives a ``Server``: ``site.url`` is its address, ``site.seen`` the headers of each request,
``site.pages`` what ``/p/NAME`` answers with. The other paths answer as the methods of ``Site`` say.
"""

from __future__ import annotations

import gzip
import socketserver
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SO_LINGER, SOL_SOCKET
from typing import Any
from urllib.parse import unquote

PAGE = b"<p>The wall is 40 metres long.</p>"


@dataclass(slots=True)
class Page:
    """What ``/p/NAME`` gives. With an ``etag`` or ``modified`` it answers 304 to whoever has that already."""

    data: bytes = PAGE
    kind: str = "text/html; charset=utf-8"
    etag: str = ""
    modified: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Server(ThreadingHTTPServer):
    """The server: its pages, and what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Site)
        self.pages: dict[str, Page] = {}
        self.seen: list[dict[str, str]] = []
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *args: Any) -> None:
        """Keep the test's terminal clean: clients hang up on purpose."""


@contextmanager
def serving() -> Iterator[Server]:
    """Serve in a thread until the block ends."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class Site(BaseHTTPRequestHandler):
    """Answers by path; keeps the headers it was sent."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.seen.append({name.lower(): value for name, value in self.headers.items()})
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

    def give_p(self) -> None:
        """Answer with a page of the test's, or with 304 where the other side has it already."""
        page = self.server.pages[self.path.split("?")[0].removeprefix("/p/")]
        marks = {"etag": page.etag, "last_modified": page.modified}
        marks = {name: value for name, value in marks.items() if value}
        known = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if (page.etag and known[0] == page.etag) or (
            not page.etag and page.modified and known[1] == page.modified
        ):
            self.send_response(304)
            self.end_headers()
        else:
            self.answer(page.status, page.data, content_type=page.kind, **marks, **page.headers)

    def give_stale(self) -> None:
        self.send_response(304)
        self.end_headers()

    def times(self) -> int:
        """Return how often this path was asked for, this time included."""
        return self.server.asked.count(self.path)

    def give_busy(self) -> None:
        """Answer /busy/STATUS/N/WAIT with the status N times, then with the page."""
        _, _, status, times, wait = unquote(self.path.split("?")[0]).split("/")
        if self.times() <= int(times):
            self.answer(int(status), b"", **({"retry_after": wait} if wait else {}))
        else:
            self.answer(content_type="text/html")

    def hang_up(self) -> None:
        """Reset the connection."""
        self.connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def give_reset(self) -> None:
        """Reset the connection /reset/N times before any answer, then give the page."""
        if self.times() <= int(self.path.split("?")[0].split("/")[2]):
            self.hang_up()
        else:
            self.answer()

    def give_halfonce(self) -> None:
        if self.times() == 1:
            self.answer(content_length="100")
        else:
            self.answer()

    def give_chain(self) -> None:
        """Lead on /chain/N times, then give the page."""
        left = int(self.path.split("/")[2])
        if left:
            self.answer(302, location=f"/chain/{left - 1}")
        else:
            self.answer()

    def give_save(self) -> None:
        """Answer as an archive does: /save/http://.../NAME says in NAME how."""
        address = self.path.removeprefix("/save/")
        copy = f"{self.server.url}/web/20260113120000/{address}"
        name = address.rsplit("/", 1)[1]
        if name == "redirected":
            self.answer(302, b"", location=copy)
        elif name == "located":
            self.answer(content_location=f"/web/20260113120000/{address}")
        elif name == "linked":
            self.answer(link=f'<{address}>; rel="original", <{copy}>; rel="first last memento"')
        elif name == "busy":
            self.answer(429, b"", retry_after="300")
        else:
            self.answer()


class Mute(socketserver.BaseRequestHandler):
    """Takes a request and says nothing."""

    def handle(self) -> None:
        self.request.recv(10_000)
        time.sleep(0.6)
