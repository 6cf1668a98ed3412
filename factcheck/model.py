"""The central values: everything that the rooms hand to each other.

All are frozen, slotted and keyword-only; groups are tuples. A :class:`Span` is a half-open range of code points
of *one* text, carried from the reader on and never searched for again: ``span.of(text)`` reproduces what it names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .labels import (
    BlockKind as BlockKind,
    Bound as Bound,
    Credit as Credit,
    Currency as Currency,
    Fidelity as Fidelity,
    Level as Level,
    SpeakerKind as SpeakerKind,
    Stance as Stance,
    Strength as Strength,
)
from .span import Span as Span

SECOND_OPINION = (
    "second opinion"  # the judge's name in findings that come from a model that the user points to
)
WORTH_CHECKING = 0.5  # how checkworthy a claim has to be before an open one stops a piece
BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.TABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A headline, paragraph, list item...: ``locator`` is how a person finds it ("¶ 12", "page 3")."""

    span: Span
    kind: BlockKind
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A draft (or a source document) as read: one text, its blocks, and where it came from.

    ``origin`` is the path, address or "standard input"; ``published`` the date that the copy itself gives;
    ``sha256`` the hash of the bytes; ``notes`` what the reader could not carry over (each becomes a ``Skipped``);
    ``remarks`` what was guessed in reading, where nothing was lost. ``rendered`` says that the text is not the
    file's own but made from it; ``lines`` then holds, where known, ``(offset, line of the file)``.
    """

    id: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    origin: str
    published: date | None
    sha256: str
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    rendered: bool = False
    lines: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as meant: the interval ``low``..``high`` (``inf`` where open), its unit and its bound.

    ``value`` is the number as written; ``step`` half a unit of its last written digit (71,000 -> 500) is how far
    a rounded figure may lie off; ``unit`` is "" for a bare count, else canonical ("%", "points", "USD", "km", "year",
    "share" for most/a third, "times", "ordinal"). ``span`` lies in the text that was parsed.
    """

    span: Span
    value: float
    low: float
    high: float
    unit: str
    bound: Bound
    step: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days, both ends inside; ``date.min``/``date.max`` where open.

    ``grain`` is how precisely it was said: "day", "week", "month", "quarter", "year", "decade", "open".
    ``relation`` is "in", "since", "until", "before" or "after"; ``anchored`` says whether a reference date was needed.
    ``partial`` is (month, day) as said where the year was not ("Oct. 10" is (10, 10), "in May" (5, 0)), else (0, 0).
    """

    span: Span
    start: date
    end: date
    grain: str
    relation: str = "in"
    anchored: bool = False
    partial: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is meant by a mention; ``id`` is the registry's id for a publisher or a party, else empty."""

    name: str
    kind: SpeakerKind
    id: str = ""
    title: str = ""
    affiliation: str = ""
    plural: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says it, in the draft: the mention, the cue and what is said, each a tuple of spans.

    ``form`` is "direct", "indirect" or "mixed"; ``statement`` is false for attitudes (wants, believes);
    ``nested`` holds attributions that stand inside this one's content.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Speaker | None
    form: str
    statement: bool
    nested: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One atomic statement of the draft.

    ``text`` stands alone; ``added`` are the spans of ``text`` whose words the draft does not have at that place
    (a resolved pronoun, a carried subject). ``spans`` show where it stands in the article, ``sentence`` is its
    sentence. ``quotations`` are spans of the *article* inside quotation marks that lie in the claim.
    ``checkworthy`` runs from 0 to 1; ``checkable`` is false for opinions, labels, questions...; ``why`` says it in
    words. ``flags`` name what is unsure ("unresolved: the group"). ``id`` is a hash of the normalised text and its
    occurrence, not of the position, so a decision survives edits.
    """

    id: str
    text: str
    spans: tuple[Span, ...]
    sentence: Span
    attribution: Attribution | None
    checkworthy: float
    checkable: bool
    why: str
    added: tuple[Span, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    periods: tuple[Period, ...] = ()
    quotations: tuple[Span, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Whose voice it is."""

    id: str
    name: str
    role: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who puts it out; ``party`` is whose side it is counted on, ``voice`` says its word is the party's own."""

    id: str
    name: str
    party: str = ""
    voice: bool = False
    family: str = ""
    aliases: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A passage of a source: the desk's paraphrase, or verbatim words with where they were seen."""

    locator: str
    text: str
    verbatim: bool
    seen_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of a source: ``measure`` says what is counted, ``as_of`` the day it stood, and since when it counts.

    ``reason`` is the publisher's for a value that was revised ("duplicates removed"), "" where none is given.
    """

    measure: str
    low: float
    high: float
    as_of: date
    counted_from: date | None = None
    unit: str = ""
    locator: str = ""
    series: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One registered document. Dates and ids are checked by the registry's loader."""

    id: str
    title: str
    publisher: str
    kind: str
    level: Level
    published: date
    party: str = ""
    url: str = ""
    language: str = ""
    original: str = ""
    derived_from: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    retrieved: str = ""
    archive: str = ""
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    snapshot: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage or a figure of a source, ranked for a claim; ``score`` ranks and never decides.

    ``before`` is what stands before a captured passage in its paragraph, which its "it" goes on about, and, before a
    :data:`factcheck.text.PARAGRAPH`, at the end of the paragraph before. ``joint`` is where in the text the second of
    two sentences begins that are read as one, 0 of a single passage; the span is the second's. ``lays_down`` says that
    it is of a plan, a law or a resolution, which tells in the present what is to be.
    """

    source: str
    publisher: str
    locator: str
    text: str
    published: date | None
    kind: str = "passage"
    verbatim: bool = False
    score: float = 0.0
    span: Span | None = None
    snapshot: str = ""
    before: str = ""
    joint: int = 0
    lays_down: bool = False
    figure: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one judge found in one passage; ``reason`` is a sentence for a reader.

    ``claim_span`` lies in the claim's text, ``evidence_span`` in the evidence's text. ``part`` names the detail
    (the value, the name, the clause) that the finding is about, as the draft words it.
    """

    judge: str
    stance: Stance
    strength: Strength
    reason: str
    evidence: Evidence
    claim_span: Span | None = None
    evidence_span: Span | None = None
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """How many independent origins stand behind a claim, of which parties, at best level."""

    origins: int = 0
    parties: tuple[str, ...] = ()
    level: Level | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One claim, its four axes, the reason in a sentence, and what it rests on."""

    claim: Claim
    fidelity: Fidelity
    attribution: Credit
    currency: Currency
    corroboration: Corroboration
    reason: str
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def worth_checking(self) -> bool:
        """Say whether the claim stops a piece: worth a check, or contradicted whatever it is worth."""
        return self.claim.checkworthy >= WORTH_CHECKING or self.fidelity is Fidelity.CONTRADICTED

    @property
    def label(self) -> str:
        """The label that leads the row: the fidelity, except that a supported, outdated claim is "outdated"."""
        if self.fidelity is Fidelity.SUPPORTED and self.currency is Currency.OUTDATED:
            return Currency.OUTDATED.value
        return self.fidelity.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversity:
    """Whose voices an article rests on: plain counts first, and the list behind each flag."""

    attributed: int = 0
    unattributed: int = 0
    speakers: tuple[tuple[str, int], ...] = ()
    parties: tuple[tuple[str, int], ...] = ()
    origins: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    effective_origins: float | None = None
    single_origin: tuple[str, ...] = ()
    one_party: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
    unattributed_figures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """What we tried to read and could not, and why: nothing is dropped in silence."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A part of the article that holds no claim of the body (headline, caption, question), with the reason."""

    span: Span
    kind: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a scan found in one article."""

    article: Article
    verdicts: tuple[Verdict, ...]
    diversity: Diversity
    skipped: tuple[Skipped, ...]
    asides: tuple[Aside, ...]
    as_of: date
    as_of_from: str
    tool: tuple[tuple[str, str], ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    trail: str = ""
    schema: int = field(default=1)
