"""Bytes become a registered source: proposed from what they say themselves, kept by their hash, written and proved.

Nothing here asks or prints: :func:`propose` says what is known, what is guessed and what is missing; the command line
fills in the rest; :func:`register` keeps the bytes first and then adds the entry, so that a crash in between leaves
bytes that nothing names, and never an entry without its bytes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .. import files, read, registry as registries, snapshots
from ..errors import UsageError
from ..registry import Registry
from . import _credits, _guess
from ._addresses import beside, same
from ._entry import entry, slug
from ._places import locate
from ._twins import near
from ._values import REQUIRED, Fields, Proposal, Twin

if TYPE_CHECKING:
    from ..fetch import Fetched

__all__ = [
    "REQUIRED",
    "Fields",
    "Proposal",
    "Twin",
    "completed",
    "duplicates",
    "entry",
    "locate",
    "named",
    "near",
]
__all__ += ["propose", "refuse_duplicate", "register", "slug"]

_LOCK = "add-source.lock"


def propose(
    data: bytes,
    *,
    origin: str,
    registry: Registry,
    fetched: Fetched | None = None,
    name: str | None = None,
    when: datetime | None = None,
) -> Proposal:
    """Return what the bytes themselves say of the source that they are.

    :param origin: the address, the file's path, or "standard input".
    :param fetched: what the server said, where one was asked.
    :param name: a file name whose ending chooses the reader.
    :param when: now; days after it are no day of publication.
    :raises ReadError: nothing can be read in these bytes.
    """
    url = fetched.url if fetched else origin if origin.startswith(("http://", "https://")) else ""
    kind = read.kind(data, name or (fetched.name if fetched else origin))
    article = read.read(data, url or origin, name=f"source.{kind}")
    proposal = Proposal(article=article, ending=kind, url=url.partition("#")[0])
    title, sure = _guess.title(article, Path(name or origin).stem)
    guessed = set() if sure else {"title"}
    publisher, sure = _guess.publisher(data, article, url, registry)
    guessed |= set() if sure else {"publisher"}
    published, sure = _guess.published(article, url, (when or datetime.now(UTC)).date())
    guessed |= set() if sure else {"published"}
    proposal = replace(
        proposal,
        title=title,
        publisher=publisher,
        published=published,
        language=_guess.language(article),
        twins=near(_guess.body(article), registry),
        guessed=frozenset(guessed),
    )
    return completed(proposal, registry)


def completed(proposal: Proposal, registry: Registry) -> Proposal:
    """Return a proposal with what follows from its publisher, day and text: kind, level, what it relays.

    What a person gave stays as it is.
    """
    guessed = set(proposal.guessed) - {"derived_from", "level", "kind"}
    credits = _credits.credited(proposal.article.text, proposal.publisher, registry)
    relayed, without = _credits.derived(
        credits, proposal.twins, proposal.publisher, proposal.published, registry
    )
    if "derived_from" not in proposal.given:
        proposal = replace(proposal, derived_from=relayed)
        guessed |= {"derived_from"} if relayed else set()
    if "kind" not in proposal.given:
        kind, sure = _guess.kind(proposal.article, proposal.title, proposal.publisher, registry)
        proposal = replace(proposal, kind=kind)
        guessed |= set() if sure else {"kind"}
    if "level" not in proposal.given:
        relays = bool(proposal.derived_from or without)
        proposal = replace(proposal, level=_guess.level(proposal.publisher, relays=relays, registry=registry))
        guessed.add("level")
    return replace(proposal, credits=without, guessed=frozenset(guessed))


def named(proposal: Proposal, registry: Registry) -> str:
    """Return a free id for a source: its publisher and day, with words of the title where that is taken."""
    base = slug(f"{proposal.publisher or proposal.title[:40]}-{proposal.published}")[:80].strip("-")
    words = slug(proposal.title)[:40].rpartition("-")[0] or slug(proposal.title)[:40]
    options = [base, f"{base}-{words}".strip("-"), *(f"{base}-{number}" for number in range(2, 1000))]
    return next((option for option in options if option and option not in registry.sources), "")


def duplicates(proposal: Proposal, snapshot: str, registry: Registry) -> str:
    """Return why this source seems to be registered already, "" where it does not."""
    for key, held in registry.snapshots():
        if held == snapshot:
            return f"the very same bytes are registered as '{key}'"
    address = same(proposal.url) if proposal.url else ""
    for key, url in beside(proposal.url, registry.addresses()):
        if same(url) == address:
            return f"this address is registered as '{key}'"
    return ""


def register(
    registry_path: Path,
    proposal: Proposal,
    *,
    data: bytes,
    fetched: Fetched | None = None,
    exchange: bytes = b"",
    force: bool = False,
    when: datetime,
) -> str:
    """Keep the bytes, add the entry and load the registry again to prove it; return the source's id.

    :param exchange: what went over the wire, as WARC, kept beside the snapshot.
    :param force: also where the same address or the same bytes are registered already.
    :param when: now, with its zone.
    :raises UsageError: registered already.
    :raises RegistryError: the entry breaks the format; the registry is as it was.
    :raises FactcheckError: something cannot be written; the registry is as it was.
    """
    from ..registry import editing

    folder = registry_path.absolute().parent
    with files.locked((files.cache_folder(folder) or folder) / _LOCK, timeout=120):
        registry = registries.load(registry_path)
        refuse_duplicate(proposal, data, registry, force=force)
        snapshot = snapshots.keep(
            folder,
            data,
            ending=proposal.ending,
            url=proposal.url,
            final_url=fetched.final_url if fetched else "",
            status=fetched.status if fetched else 0,
            headers=fetched.headers if fetched else (),
            redirects=getattr(fetched, "redirects", ()),
            retrieved=fetched.retrieved if fetched else when,
            via=proposal.via,
        )
        if exchange:
            snapshots.keep_exchange(folder, snapshot, exchange)
        made = entry(proposal, snapshot=snapshot, retrieved=fetched.retrieved if fetched else when)
        editing.add(registry_path, made, publishers=proposal.new_publishers, parties=proposal.new_parties)
    return proposal.id


def refuse_duplicate(proposal: Proposal, data: bytes, registry: Registry, *, force: bool) -> None:
    """Refuse what is registered already.

    :raises UsageError: the same address or the same bytes, and no ``force``.
    """
    why = duplicates(proposal, snapshots.digest(data), registry)
    if why and not force:
        hint = "to fetch it again: factcheck sources refresh; to add it all the same: --force"
        raise UsageError(why, where=proposal.url or proposal.article.origin, hint=hint)
