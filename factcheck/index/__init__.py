"""The index: passages and figures of the registry, ranked for a claim.

tantivy finds the fifty documents that share most with the claim, one exact BM25 (:mod:`factcheck.bm25`) over
words, canonical numbers and folded names puts them in order. It is embedded, built on first use under
``.factcheck/``, named after the content that it was built from, and may be deleted at any time. Where a source
changed, only its documents are written again. Scores rank and never decide.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from .. import bm25, quantity
from ..errors import FactcheckError
from ..files import cache_folder
from ..folder import code_digest
from ..labels import LAID_DOWN
from ..model import Claim, Evidence, Period, Quantity, Skipped, Span
from ..registry import Measure, Registry
from . import _store as store
from ._documents import stamps_of
from ._engine import FIELDS, engine, fill, unit_terms, update
from ._figures import chosen, evidence
from ._text import Terms, names as names_of, terms_of

FORMAT = 6
__all__ = ["FIELDS", "SHARE", "Index", "state_of"]
FOUND = 50
MEASURES = 5  # so many are looked at where a claim has a number, be they behind many passages of its dates
FURTHER = 400  # documents that are looked through where most of the best are of other matters
LONG = 500  # documents of a source that show what it tells of
QUERY_TERMS = 96
SPOKEN = 50  # registered sayings of a speaker that a quotation is held against
UNHEARD = 1.0
_NO_CACHE = "nothing can be written beside the registry, so the index was built in memory, as for every scan"


class _Hit(NamedTuple):
    """A document that was found, and what the index keeps of it."""

    score: float
    key: list[Any]
    text: str
    before: str


class Matter(NamedTuple):
    """What a source tells of: its words with a capital, all its terms, its texts, and its publisher's name."""

    names: frozenset[str]
    words: frozenset[str]
    texts: tuple[str, ...]
    publisher: str


class Index:
    """An open index; ``notes`` are for the report, ``skipped`` are the snapshots that could not be used."""

    def __init__(self, registry: Registry, made: Any, kept: dict[str, Any], notes: tuple[str, ...]) -> None:
        self._registry = registry
        self._schema = made.schema
        self._searcher = made.searcher()
        self._deleted = int(kept["deleted"])
        self._mean = float(kept["mean"])
        self.notes = notes
        self.skipped = tuple(Skipped(what=what, why=why) for what, why in kept["skipped"])

    @staticmethod
    def open(registry: Registry, cache: Path | None = None) -> Index:
        """Return the index of ``registry``, built where it is missing, outdated, broken or foreign.

        :param cache: the folder for derived files; beside the registry where None. Where it cannot be
            written, the index lives in memory and ``notes`` says so.
        """
        home = cache_folder(registry.folder) if cache is None else _usable(cache)
        if home is None:
            return _in_memory(registry, _NO_CACHE)
        state = _state(registry)
        try:
            folder, kept = store.ensure(home, state, _base(), _Work(registry))
            return Index(registry, engine(folder), kept, ())
        except FactcheckError as error:
            return _in_memory(registry, f"the index was built in memory: {error}")
        except ValueError as error:  # swept away by another process at this moment
            return _in_memory(registry, f"the index was built in memory: {error}")

    @property
    def size(self) -> int:
        """Return the number of documents: statements, snapshot sentences and measures."""
        return int(self._searcher.num_docs)

    def rarity(self, term: str) -> float:
        """Return how telling a folded term is in this registry: its BM25 weight.

        A word that no passage has cannot tell places apart; it weighs little, whatever it means.
        """
        held = self._held("words", term)
        return max(UNHEARD, bm25.rarity(held, self.size)) if held else UNHEARD

    def _held(self, field: str, term: str) -> int:
        """Return how many documents hold a term, not counting deleted ones: the same as in an index built anew."""
        import tantivy

        held = int(self._searcher.doc_freq(field, term))
        if not self._deleted or not held:
            return held
        query = tantivy.Query.term_query(self._schema, field, term, "basic")
        return int(self._searcher.search(query, 1, count=True).count)

    def folded(self, words: Iterable[str]) -> frozenset[str]:
        """Return words of names in the form in which :meth:`matter` gives those of a source."""
        return frozenset(form for word in words for form in names_of(word.upper()))

    def matter(self, source_id: str) -> Matter:
        """Return what a source tells of, by its words; of a long one by those of its first documents."""
        import tantivy

        units = unit_terms(source_id, self._registry)
        parts = [tantivy.Query.term_query(self._schema, "unit", unit, "basic") for unit in units]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        hits = self._searcher.search(query, LONG, count=False).hits
        documents = [self._searcher.doc(address) for _, address in hits]
        names, words = (
            frozenset(term for one in documents for term in (one.get_first(field) or "").split())
            for field in ("names", "words")
        )
        source = self._registry.sources[source_id]
        told = (*(one.text for one in source.statements), *dict.fromkeys(f.measure for f in source.figures))
        kept = (one.get_first("text") or "" for one in documents)
        publisher = self._registry.publishers[source.publisher]
        return Matter(names, words, (*told, *filter(None, kept)), publisher.name)

    def search(
        self,
        claim: Claim | str,
        *,
        as_of: date | None = None,
        limit: int = 20,
        extra: Sequence[str] = (),
        among: Callable[[str], bool] = lambda _: True,
    ) -> tuple[Evidence, ...]:
        """Return evidence for a claim, best first; the same for the same content.

        :param as_of: the horizon that chooses rows of a series; passages dated after it are returned too, for
            the caller to show as "since then".
        :param limit: documents; a measure counts as one and may give several rows.
        :param extra: further texts to look for, such as the speaker's name or the heading above.
        :param among: which sources, by id, are looked at.
        """
        text = claim if isinstance(claim, str) else claim.text
        ranked = self._ranked(terms_of(" \n".join((text, *extra))), limit, among)
        numbers = (quantity.find(text) if isinstance(claim, str) else claim.quantities) if ranked else ()
        periods = () if isinstance(claim, str) else claim.periods
        found = [e for hit in ranked for e in self._expanded(hit, numbers, periods, as_of)]
        if not isinstance(claim, str):
            known = {(e.source, e.text) for e in found}
            found += [e for e in self._spoken(claim) if (e.source, e.text) not in known]
        return tuple(dict.fromkeys(found))

    def _spoken(self, claim: Claim) -> Iterator[Evidence]:
        """Yield the registered words of the speaker whom a claim quotes: a misquotation may share small words only."""
        said = claim.attribution
        if said is None or said.speaker is None or said.form != "direct":
            return
        own = (self._registry.sources[key] for key in sorted(self._registry.own_sources(said.speaker)))
        places = ((s.id, at) for s in own for at, one in enumerate(s.statements) if one.verbatim)
        for source_id, at in itertools.islice(places, SPOKEN):
            yield self._statement(source_id, at, 0.0)

    def _ranked(self, asked: Terms, limit: int, among: Callable[[str], bool]) -> list[_Hit]:
        query, weights = self._query(asked)
        if query is None:
            return []
        for found in (FOUND, FURTHER):
            hits = self._searcher.search(query, found, count=False).hits
            keyed = (
                (json.loads(one.get_first("key")), one)
                for one in map(self._searcher.doc, (a for _, a in hits))
            )
            scored = [
                self._hit(key, one, weights) for key, one in keyed if any(map(among, self._holders(key)))
            ]
            if len(scored) >= limit or len(hits) < found:
                break
        best = sorted(scored, key=_order)
        return [*best[:limit], *_more_measures(best, limit if asked.numbers else len(best))]

    def _hit(self, key: list[Any], document: Any, weights: dict[tuple[str, str], float]) -> _Hit:
        said = (document.get_first(field) or "" for field in ("text", "before"))
        return _Hit(self._score(document, weights), key, *said)

    def _holders(self, key: list[Any]) -> Sequence[str]:
        """Return the ids of the sources that a document is of."""
        kind, *rest = key
        return self._registry.measures[Measure(*rest)] if kind == "measure" else (rest[0],)

    def _query(self, asked: Terms) -> tuple[Any, dict[tuple[str, str], float]]:
        """Return the query, built term by term (claims never meet a query parser), and the terms' weights."""
        import tantivy

        counts = Counter(("words", term) for term in asked.words)
        counts.update(dict.fromkeys((("numbers", term) for term in asked.numbers), 1))
        counts.update(dict.fromkeys((("names", term) for term in asked.names), 1))
        held = {pair: self._held(*pair) for pair in counts}
        weights = {
            pair: counts[pair] * SHARE[pair[0]] * bm25.rarity(number, self.size)
            for pair, number in held.items()
            if number
        }
        rarest = sorted(weights, key=lambda pair: (-weights[pair], pair))[:QUERY_TERMS]
        parts = [(tantivy.Occur.Should, self._term(pair, counts[pair])) for pair in rarest]
        return (tantivy.Query.boolean_query(parts) if parts else None), {
            pair: weights[pair] for pair in rarest
        }

    def _term(self, pair: tuple[str, str], count: int) -> Any:
        import tantivy

        option = "freq" if pair[0] == "words" else "basic"
        term = tantivy.Query.term_query(self._schema, *pair, option)
        return tantivy.Query.boost_query(term, count * SHARE[pair[0]])

    def _score(self, document: Any, weights: dict[tuple[str, str], float]) -> float:
        """Return the exact BM25 of a document's words, plus the weight of each number and name shared."""
        words = (document.get_first("words") or "").split(" ")
        damp = bm25.K1 * (1 - bm25.B + bm25.B * len(words) / self._mean)
        score = 0.0
        for (field, term), weight in weights.items():
            if field == "words":
                n = words.count(term)
                score += weight * n * (bm25.K1 + 1) / (n + damp) if n else 0.0
            elif f" {term} " in f" {document.get_first(field) or ''} ":
                score += weight
        return round(score, 9)

    def _expanded(
        self,
        hit: _Hit,
        numbers: Sequence[Quantity],
        periods: Sequence[Period],
        as_of: date | None,
    ) -> Iterable[Evidence]:
        kind, *rest = hit.key
        if kind == "measure":
            rows = self._registry.figures_of(Measure(*rest))
            for source_id, figure in chosen(rows, numbers, periods, as_of):
                source = self._registry.sources[source_id]
                yield evidence(source, self._registry.publishers[source.publisher].name, figure, hit.score)
        elif kind == "statement":
            yield replace(self._statement(rest[0], rest[1], hit.score), text=hit.text, before=hit.before)
        else:
            yield self._sentence(rest, hit)

    def _statement(self, source_id: str, place: int, score: float) -> Evidence:
        source = self._registry.sources[source_id]
        statement = source.statements[place]
        return Evidence(
            source=source.id,
            publisher=self._registry.publishers[source.publisher].name,
            locator=statement.locator,
            text=statement.text,
            published=source.published,
            verbatim=statement.verbatim,
            score=score,
            snapshot=source.snapshot,
            lays_down=source.kind in LAID_DOWN,
        )

    def _sentence(self, key: list[Any], hit: _Hit) -> Evidence:
        source = self._registry.sources[key[0]]
        return Evidence(
            source=source.id,
            publisher=self._registry.publishers[source.publisher].name,
            locator=key[1],
            text=hit.text,
            published=source.published,
            verbatim=True,
            score=hit.score,
            span=Span(start=key[2], end=key[3]),
            snapshot=source.snapshot,
            lays_down=source.kind in LAID_DOWN,
            before=hit.before,
        )


def _more_measures(best: Sequence[_Hit], limit: int) -> list[_Hit]:
    """Return the measures behind the best documents that are missing for a number to be held against its count."""
    measures = [at for at, hit in enumerate(best) if hit.key[0] == "measure"]
    return [best[at] for at in measures[:MEASURES] if at >= limit]


def _order(hit: _Hit) -> tuple[float, str, list[str], str]:
    """Best first; of equals, by source (or publisher) and place, numbers as numbers."""
    place = [f"{part:09}" if isinstance(part, int) else part for part in hit.key[2:]]
    return -hit.score, hit.key[1], place, hit.key[0]


# A name that two texts share already counts among their words; its folded form adds half of that again.
SHARE = {"words": 1.0, "numbers": 1.0, "names": 0.5}


def _in_memory(registry: Registry, note: str) -> Index:
    made = engine(None)
    return Index(registry, made, fill(made, registry), (note,))


def _usable(cache: Path) -> Path | None:
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return cache_folder(cache.parent, cache.name)


def state_of(registry: Registry) -> str:
    """Return a hash of all that evidence is taken from: entries, tables, and the snapshots as they lie on disk."""
    stamps = list(stamps_of(registry.folder, registry.snapshots()).items())
    return hashlib.sha256(json.dumps([registry.digest, stamps]).encode()).hexdigest()


def _state(registry: Registry) -> str:
    """Return the name of an index: what it is built from, and what builds it."""
    return hashlib.sha256(f"{_base()} {state_of(registry)}".encode()).hexdigest()[:32]


def _base() -> str:
    """Return what an index must share with another to be brought up from it: form, rules and engine."""
    import tantivy

    parts = [FORMAT, _rules(), getattr(tantivy, "__version__", "")]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


class _Work(NamedTuple):
    """How a folder becomes the index of a registry: built in an empty one, or brought up from an older one."""

    registry: Registry

    def build(self, folder: Path) -> dict[str, Any]:
        return fill(engine(folder), self.registry, folder)

    def update(self, folder: Path, before: dict[str, Any]) -> dict[str, Any] | None:
        return update(folder, self.registry, before)


def _rules() -> str:
    """Return a hash of the modules that make terms, so that no index outlives the rules it was built by."""
    return code_digest("bm25.py", "quantity/*.py", "lexicon/*.py", "index/*.py")
