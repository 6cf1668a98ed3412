"""Which office somebody holds: a foreign minister is no defence minister, a managing director no finance director."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..judge import parsed
from ..model import Claim, Evidence, Finding, Span
from ._placing import refuting

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSTS = frozenset(
    {"minister", "secretary", "director", "officer", "editor", "commissioner", "ombudsman", "attache"}
)
_HEADS = _POSTS | {
    "commander",
    "chairman",
    "chair",
    "head",
    "president",
    "mayor",
    "governor",
    "manager",
    "captain",
}
_DEPUTIES = frozenset({"deputy", "vice", "assistant", "acting", "honorary"})
_FIELDS = frozenset(
    """
    agriculture aviation business communications culture defence economy education employment energy environment
    executive family finance financial fisheries foreign health home housing immigration information interior justice
    labour managing marketing medical migration mining operating planning police political prime production science
    security social sports technical technology tourism trade transport treasury water welfare
    """.split()  # noqa: SIM905
)
_SPELT = {
    "defense": "defence",
    "labor": "labour",
    "sport": "sports",
    "financial": "finance",
    "transportation": "transport",
}


def of_another_office(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim gives somebody the office of one field, and a passage that of another only."""
    mine = _offices(claim.text)
    theirs = _offices(item.text) if mine else {}
    for (name, post), fields in mine.items():
        held = theirs.get((name, post), {})
        for field, token in fields.items():
            if held and field not in held:
                other = next(iter(held.values()))
                said = " ".join(t.text for t in (token, token.head) if t.i <= token.head.i)
                reason = f"the draft calls {name} {said}; the source says {other.text} {other.head.text}"
                yield refuting("names", reason, Span(start=token.idx, end=token.idx + len(token)), said, item)


def of_the_deputy(claim: Claim, item: Evidence, missing: Sequence[str]) -> Iterator[Finding]:
    """Yield a refutation where a claim tells of the director all that a passage tells of the deputy director.

    :param missing: the words of the claim that the passage has not.
    """
    mine = [t for t in parsed(claim.text) if t.lemma_ in _HEADS and not _second(t)] if not missing else []
    for post in mine:
        theirs = [t for t in parsed(item.text) if t.lemma_ == post.lemma_]
        if theirs and all(_second(t) for t in theirs) and not any(c.pos_ == "PROPN" for c in post.children):
            said = f"{_second(theirs[0])} {post.text}"
            reason = f"the draft says {post.text}; the source says {said}"
            at = Span(start=post.idx, end=post.idx + len(post))
            yield refuting("names", reason, at, f"{post.text}, not the {said}", item)
            return


def _second(post: Token) -> str:
    """Return the word that makes an office the second one: the "deputy" of "the deputy director", or ""."""
    before = (t.lower_.split("-")[0] for t in post.doc[max(0, post.i - 2) : post.i])
    return next((word for word in before if word in _DEPUTIES), "")


@functools.lru_cache(maxsize=4096)
def _offices(text: str) -> dict[tuple[str, str], dict[str, Token]]:
    """Return the fields of the office that each name of a text holds, by its last name and the post."""
    found: dict[tuple[str, str], dict[str, Token]] = {}
    for post in parsed(text):
        if post.lower_ not in _POSTS:
            continue
        for field in _fields(post):
            for name in _holders(post):
                found.setdefault((name.text, post.lower_), {})[_SPELT.get(field.lower_, field.lower_)] = field
    return found


def _fields(post: Token) -> Iterator[Token]:
    """Yield the words that say what a post is of: "foreign minister", "Secretary for Health"."""
    yield from (t for t in post.children if t.i < post.i and _is_field(t))
    if post.dep_ == "compound":  # "Defence Minister Karel Dorn"
        before = post.nbor(-1) if post.i else None
        if before is not None and before.head.i in (post.i, post.head.i) and _is_field(before):
            yield before
    yield from (t for p in post.children if p.lower_ in ("of", "for") for t in p.children if _is_field(t))


def _is_field(token: Token) -> bool:
    return _SPELT.get(token.lower_, token.lower_) in _FIELDS


def _holders(post: Token) -> Iterator[Token]:
    """Yield the names of who holds a post: in front of it, behind it, or called so."""
    if post.dep_ == "compound" and post.head.pos_ == "PROPN" and post.head.i > post.i:
        yield post.head
    if post.dep_ == "appos" and post.head.pos_ == "PROPN":
        yield post.head
    if post.dep_ == "attr":
        yield from (t for t in post.head.children if t.dep_ == "nsubj" and t.pos_ == "PROPN")
    yield from (t for t in post.children if t.dep_ == "appos" and t.pos_ == "PROPN")
