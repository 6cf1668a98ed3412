"""The bytes of a source, from where a person points: an address, a file, standard input, or pasted words."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import ReadError, UsageError
from ._console import say

if TYPE_CHECKING:
    from ..fetch import Fetched

_LIMIT = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """The bytes of a source, and how they came: from a server, a file, standard input or a paste."""

    data: bytes
    origin: str
    url: str = ""
    fetched: Fetched | None = None
    exchange: bytes = b""
    via: str = ""
    note: str = ""
    name: str | None = None


def get(target: str | None, given: dict[str, Any]) -> Got:
    """Fetch or read the source."""
    if target is None:
        raise UsageError(
            "no source is named", hint="give an address, a file or -; or --paste for words you type"
        )
    if target == "-":
        data = _stdin()
        if not given["no_input"]:
            _answer_at_the_terminal()
        if not data.strip():
            raise ReadError("empty, there is nothing to keep", where="standard input")
        return Got(data=data, origin="standard input", url=given["url"] or "", via="standard input")
    if target.startswith(("http://", "https://")):
        return _fetch(target, given)
    path = Path(target)
    try:
        if path.stat().st_size > _LIMIT:
            raise ReadError("this is larger than 100 MB", where=target, hint="it is not kept")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be opened: {error.strerror or error}", where=target) from None
    return Got(data=data, origin=target, url=given["url"] or "", via=f"file {path.name}", name=path.name)


def _stdin() -> bytes:
    if sys.stdin is None:
        raise ReadError("closed, there is nothing to read", where="standard input")
    return sys.stdin.buffer.read(_LIMIT + 1)


def _answer_at_the_terminal() -> None:
    """Take the answers from the terminal, where a pipe brought the source itself."""
    given = sys.__stdin__
    if given is not None and sys.stdin is given and not given.isatty():
        with suppress(OSError):  # no terminal: what is missing is listed
            sys.stdin = Path("/dev/tty").open(encoding="utf-8")  # noqa: SIM115


def _fetch(url: str, given: dict[str, Any]) -> Got:
    from ..fetch import fetch

    say(f"fetching {url}")
    record = io.BytesIO() if given["warc"] else None
    more: dict[str, Any] = {"record": record} if record is not None else {}
    page = fetch(url, allow_private=given["allow_private"], **more)
    if page.final_url != url:
        say(f"it led to {page.final_url}")
    exchange = record.getvalue() if record is not None else b""
    return Got(data=page.data, origin=url, url=given["url"] or url, fetched=page, exchange=exchange)


def paste(target: str | None, given: dict[str, Any], now: datetime) -> Got:
    """Take words that a person pastes, with where, when and by whom they were seen."""
    seen_at = given["seen_at"][0] if given["seen_at"] else ""
    text = _pasted(target)
    if not text.strip():
        raise ReadError("nothing was pasted", where="--paste")
    ask = _Asker(given)
    seen_at = seen_at or ask("Seen where? (address, or channel and app)", "--seen-at")
    seen_by = given["seen_by"] or ask("Seen by whom?", "--seen-by")
    seen_on = given["seen_on"] or now.strftime("%Y-%m-%d %H:%M UTC")
    note = f"Pasted text, as seen at {seen_at} on {seen_on} by {seen_by}."
    url = given["url"] or (seen_at if seen_at.startswith(("http://", "https://")) else "")
    data = text.strip().encode("utf-8", "replace") + b"\n"
    return Got(
        data=data, origin=url or "pasted text", url=url, via=f"pasted: {note}", note=note, name="paste.txt"
    )


def _pasted(target: str | None) -> str:
    if target not in (None, "-"):
        try:
            return Path(str(target)).read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            hint = "with --paste, name a file or nothing; --seen-at takes the address"
            raise ReadError(
                f"cannot be opened: {error.strerror or error}", where=str(target), hint=hint
            ) from None
    say("Paste the text, then a line with only a dot:")
    lines: list[str] = []
    for line in iter(sys.stdin.readline, ""):
        if line.strip() == ".":
            break
        lines.append(line)
    return "".join(lines)


@dataclass(slots=True)
class _Asker:
    """Asks for one word, or says which flag gives it."""

    given: dict[str, Any]

    def __call__(self, label: str, flag: str) -> str:
        if self.given["no_input"]:
            raise UsageError(f"{flag} is missing", hint="pasted words need where and by whom they were seen")
        with answering(f"{flag} is missing"):
            return str(click.prompt(label, err=True)).strip()


@contextmanager
def answering(missing: str) -> Iterator[None]:
    """Turn the end of the input into the list of what is missing; Ctrl-C stays what it is.

    :raises UsageError: the input ended.
    """
    try:
        yield
    except click.Abort as stop:
        if isinstance(stop.__context__, EOFError):
            raise UsageError(
                f"missing: {missing}", hint="nobody is there to ask; give these as flags"
            ) from None
        raise
