"""The exchange as it went over the wire, kept as WARC records (ISO 28500): requests and answers, byte for byte.

A tape sits between the connection and the reader: what is sent is copied when it is sent, what arrives when
it is read. A body that was cut off at a limit is kept as far as it was read, with ``WARC-Truncated``.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, BinaryIO

from ..errors import UsageError


class Tape:
    """What went over the connections since the last record was written."""

    def __init__(self, into: BinaryIO, clock: Callable[[], datetime]) -> None:
        """Keep records in ``into``, gzip by record; ``clock`` dates them.

        :raises UsageError: warcio is not installed.
        """
        try:
            from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]
        except ImportError:
            hint = "pip install 'factcheck-newsroom[warc]'"
            raise UsageError("keeping a WARC needs the package warcio", where="--warc", hint=hint) from None
        self._writer: Any = WARCWriter(into, gzip=True, warc_version="WARC/1.1")
        self._clock = clock
        self.sent, self.come, self.place = bytearray(), bytearray(), ""

    def write(self, url: str, *, truncated: str = "") -> None:
        """Write the exchange with ``url`` as a response and its request, and begin anew.

        :param truncated: why the answer is not whole (``length``, ``time``, ``disconnect``), or empty.
        """
        date = self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        head = {"WARC-Date": date} | ({"WARC-IP-Address": self.place} if self.place else {})
        cut = {"WARC-Truncated": truncated} if truncated else {}
        if self.come.startswith(b"HTTP/"):  # else nothing arrived that a record could hold
            answer = self._record(url, "response", self.come, head | cut)
            request = self._record(url, "request", self.sent, head)
            self._writer.write_request_response_pair(request, answer)
        self.sent, self.come = bytearray(), bytearray()

    def _record(self, url: str, kind: str, data: bytearray, head: dict[str, str]) -> Any:
        """Return a record whose block is ``data`` unchanged; warcio itself would write the headers anew."""
        from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]

        top, end, body = bytes(data).partition(b"\r\n\r\n")
        line = top.partition(b"\r\n")[0].decode("latin-1")
        http = StatusAndHeaders(line, [], protocol="")
        http.headers_buff = top + end
        http.compute_headers_buffer = lambda *_: None  # it stays as it came
        return self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            warc_headers_dict=dict(head),
            http_headers=http,
        )


class _Tee(io.RawIOBase):
    """Reads from a stream and copies what it read."""

    def __init__(self, inner: Any, copy: bytearray) -> None:
        self._inner, self._copy = inner, copy

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        size: int | None = self._inner.readinto(buffer)
        self._copy += memoryview(buffer)[: size or 0]
        return size

    def close(self) -> None:
        self._inner.close()
        super().close()


def taped(kind: type[Any], tape: Tape) -> type[Any]:
    """Return a class of connections like ``kind`` that copies all that it sends and reads."""
    from http.client import HTTPResponse

    class Answer(HTTPResponse):
        def __init__(self, sock: Any, *args: Any, **options: Any) -> None:
            super().__init__(sock, *args, **options)
            self.fp.close()
            raw = sock.makefile("rb", buffering=0)
            self.fp = io.BufferedReader(_Tee(raw, tape.come))

    class Taped(kind):  # type: ignore[misc]
        response_class = Answer

        def send(self, data: Any) -> None:
            if isinstance(data, bytes):
                tape.sent += data
            super().send(data)
            tape.place = str(self.sock.getpeername()[0])

    return Taped
