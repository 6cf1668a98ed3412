"""What is proposed for a source before it stands in the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Article, Statement

Fields = Mapping[str, object]
REQUIRED = ("title", "publisher", "kind", "level", "published", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A registered source with nearly the same text; ``share`` (0 to 1) of the shorter one stands in the other."""

    source: str
    share: float
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A source as it would be registered; what is not known is empty, dates are ISO texts.

    ``guessed`` names the fields that a person must look at before they stand, ``given`` those that a person gave, and
    that nothing changes any more. ``credits`` are publishers that the text
    names as its own source and of whom nothing is registered that it could be derived from. ``article`` is the text as
    read, ``ending`` the kind of file, ``via`` how the bytes came where no server sent them. ``figures``,
    ``new_publishers`` and ``new_parties`` hold fields by name, as the registry writes them.
    """

    article: Article
    ending: str
    id: str = ""
    title: str = ""
    publisher: str = ""
    party: str = ""
    kind: str = ""
    level: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    original: str = ""
    derived_from: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    archive: str = ""
    note: str = ""
    via: str = ""
    statements: tuple[Statement, ...] = ()
    figures: tuple[Fields, ...] = ()
    new_publishers: tuple[Fields, ...] = ()
    new_parties: tuple[Fields, ...] = ()
    twins: tuple[Twin, ...] = ()
    credits: tuple[str, ...] = ()
    guessed: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the required fields that nobody has given or that are only guessed, in the order to ask them."""
        return tuple(name for name in REQUIRED if not getattr(self, name) or name in self.guessed)
