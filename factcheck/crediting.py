"""The attribution axis: does the draft name the right speaker, in the same sentence?

The rule is AP's: attribute any disputable fact that was not witnessed, in the same sentence. A party is confirmed by
its own publishers' word, not by every body under it: Hamas is not the Health Ministry, and the UN is not the source of
a figure that it relays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from . import quantity
from .labels import LAID_DOWN
from .model import Article, Claim, Credit, Evidence, Fidelity, Source, Speaker, SpeakerKind
from .registry import Registry
from .text import late
from .voices import (
    HE,
    OPENS_WITH,
    OWNED,
    PRONOUN,
    WHOSE_FIGURES,
    answering,
    by_its_paper,
    colleague,
    holder,
    holders_in,
    last_person,
    meant_by,
    same_person,
    sayer,
    speaks_of,
    subject_of,
)

OPENS = 4  # words in which a claim's subject ends
_BORNE = (Fidelity.SUPPORTED, Fidelity.PARTLY)
# Acts that are done by saying so: who does them speaks.
_ACT = re.compile(
    r"\b(?:accus|reject|dismiss|condemn|welcom|demand|den(?:y|ie)|criticis|criticiz|prais|blam|urg|oppos|regret|apologis|"
    r"apologiz|threaten|promis|pledg|vow|count|record|receiv|register|estimat|reckon|expect|forecast|measur|collect"
    r"|consider|call|rat|lower|rais|insist|complain|believ|protest|admitt|calculat|comput|conclud|establish"
    r"|determin|conced|acknowledg|announc|list|report|ask|warn|suspect"
    r"|disput|contest|accept|offer|propos|endors|refus|recommend|advis|suggest|predict|argu|maintain)(?:e?s|e?d|ing)\b"
    r"|\b(?:found|finds|took in|taken in|stands? by|stood by|wants?|thinks?|thought|puts?"
    r"|(?:gives|gave) (?:the|its) (?:number|toll|figure)|sees?|holds?|sp(?:oke|eaks) of|cuts?|pointed to"
    r"|points to|was disappointed|is asking|says?|said)\b"
    r"|\b(?:call(?:s|ed|ing)? (?:for|on)|ask(?:s|ed|ing) for|rul(?:es|ed) out|turn(?:s|ed) down|object(?:s|ed) to)\b"
)
# "By its own count", "in the army's words", "according to the same ministry": a speaker without a verb.
_BY_COUNT = late(
    r"\b(?:[Bb]y|[Ii]n|[Oo]n|[Aa]ccording to) (?P<who>[Tt]he(?: same)? [a-z]+|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)(?:['’]s?)?"
    r"(?: (?:own|latest|last|first))?"
    r" (?:count|reckoning|estimates?|figures?|tally|account|words|calculations?|records|books|survey)\b"
    r"|\b[Aa]ccording to (?P<whom>the same [a-z]+)\b"
)
_THEIR_FIGURES = late(rf"(?:the )?(?:[a-z]+ )?(?P<who>[a-z]+)(?:['’]s)? {WHOSE_FIGURES}", re.I)
# What a source has somebody say against another, which is no fact: "alleges that", "accuses him of".
_ALLEGES = late(r"\b(?:alleg(?:e[sd]?|ing)|accus(?:e[sd]?|ing)|claims? that|charges? that)\b", re.I)
_NO_COUNT = frozenset({"label", "ordinal"})
# "It blamed 131 of them": the speaker of the sentence before goes on; "it is", "they were" speak of the thing itself.
_GROUP = re.compile(
    r"\b(?:it|they) (?:(?:has|had|have) )?(?!is\b|was\b|are\b|were\b|will\b|would\b|been\b)\w+", re.I
)


def credit(
    claim: Claim,
    fidelity: Fidelity,
    decisive: Sequence[Evidence],
    registry: Registry,
    article: Article,
    quoted: Callable[[Evidence], str],
    relayed: Callable[[Evidence], Sequence[str]] = lambda _: (),
) -> tuple[Credit, str]:
    """Return the answer on the attribution axis and, where it is no plain yes, the reason in a sentence.

    :param decisive: the evidence that decided the fidelity: what supports the claim, else what contradicts it.
    :param quoted: the name of the person whom a piece of evidence quotes for the claim, "" for none.
    :param relayed: whom a piece of evidence has say the claim, outermost first.
    """
    if fidelity is Fidelity.NOT_CHECKABLE:
        return Credit.NOT_NEEDED, ""
    if claim.attribution is None:
        return _own_voice(claim, fidelity, decisive, registry, article)
    return (
        _by_person(claim, fidelity, decisive, quoted)
        or _by_another(claim, fidelity, decisive, registry, article, relayed)
        or _by_colleague(
            _named(claim, fidelity, decisive, registry, article), claim, decisive, article, quoted
        )
    )


def _by_another(
    claim: Claim,
    fidelity: Fidelity,
    decisive: Sequence[Evidence],
    registry: Registry,
    article: Article,
    relayed: Callable[[Evidence], Sequence[str]],
) -> tuple[Credit, str] | None:
    """Return the answer where the sources of a registered speaker only tell what somebody else says.

    "The institute: according to the mill, two blasts" does not have the institute say so, nor "Roe said the guide had
    told her" Roe.
    """
    speaker = claim.attribution.speaker if claim.attribution else None
    if fidelity not in _BORNE:
        return None
    if speaker is not None and speaker.id:
        name, mine, own = speaker.name, _of_speaker(speaker, registry), registry.own_sources(speaker)
    elif speaker is None and decisive and _unnamed(claim, decisive[:1], registry, article):
        name, mine = decisive[0].publisher, _holder_of(decisive[0], registry)
        own = frozenset({decisive[0].source})
    else:
        return None

    def is_mine(who: Speaker) -> bool:
        return _of_speaker(who, registry) == mine

    found = [(e, who) for e in decisive if e.source in own and (who := sayer(relayed(e), registry, is_mine))]
    if not found or len(found) < sum(e.source in own for e in decisive):
        return None
    evidence, who = found[0]
    counted = _is_count(claim) or bool(claim.quotations and evidence.verbatim)
    answer = Credit.WRONG_SPEAKER if counted else Credit.UNCONFIRMED
    return answer, f"{evidence.publisher} has {who} say it, not {name}"


def _by_person(
    claim: Claim, fidelity: Fidelity, decisive: Sequence[Evidence], quoted: Callable[[Evidence], str]
) -> tuple[Credit, str] | None:
    """Return the answer where a person speaks whom nobody registered, and a source quotes that person or another."""
    speaker = claim.attribution.speaker if claim.attribution else None
    if speaker is None or speaker.id:
        return None
    told = [(name, evidence) for evidence in decisive if (name := quoted(evidence))]
    if any(same_person(name, speaker.name) for name, _ in told):
        return Credit.CONFIRMED, ""  # whatever the tagger takes the name for in the draft
    if told and fidelity in _BORNE and speaker.kind is SpeakerKind.PERSON:
        name, evidence = told[0]
        return Credit.WRONG_SPEAKER, f"{evidence.publisher} has {name} say it, not {speaker.name}"
    return None


def _by_colleague(
    answer: tuple[Credit, str],
    claim: Claim,
    decisive: Sequence[Evidence],
    article: Article,
    quoted: Callable[[Evidence], str],
) -> tuple[Credit, str]:
    """Return an answer, ``unconfirmed`` where a full name is confirmed and the source has a colleague say it."""
    said = claim.attribution
    mention = said.source[0].of(article.text).strip() if said is not None and said.source else ""
    if answer[0] is not Credit.CONFIRMED or not (name := colleague(mention, map(quoted, decisive))):
        return answer
    return Credit.UNCONFIRMED, f"{decisive[0].publisher} has {name} say it, not {mention}"


def _own_voice(
    claim: Claim, fidelity: Fidelity, decisive: Sequence[Evidence], registry: Registry, article: Article
) -> tuple[Credit, str]:
    counted = [evidence for evidence in decisive if _counts(claim, evidence, registry)]
    sentence = f"{claim.sentence.of(article.text)} {claim.text}"
    named = [
        evidence
        for evidence in counted
        if speaks_of(OWNED.sub(" ", sentence), evidence, registry, article)
        and not _does(claim, evidence, registry, article)
    ]
    if named and all(registry.sources[evidence.source].derived_from for evidence in named):
        return Credit.UNCONFIRMED, f"{named[0].publisher} relays the figure"
    if named:
        return Credit.CONFIRMED, ""
    if counted and _by_their_count(claim, counted, registry, article):
        return Credit.CONFIRMED, ""
    if counted and _GROUP.search(claim.text) and _carried(claim, counted, registry, article):
        return Credit.CONFIRMED, ""
    if fidelity in _BORNE and any(_its_own_act(claim, evidence, registry, article) for evidence in decisive):
        return Credit.CONFIRMED, ""
    # What its own figures tell otherwise are still its figures: the fault is in the words.
    spoken = (*_BORNE, Fidelity.CONTRADICTED)
    if fidelity in spoken and any(by_its_paper(sentence, e, registry, article) for e in decisive):
        return Credit.CONFIRMED, ""
    if fidelity in _BORNE and (who := _only_alleged(claim, decisive)):
        return Credit.MISSING, f"only {who} says so, and the draft names no speaker"
    if counted:
        return Credit.MISSING, f"the figure is {_owned(counted[0].publisher)}, and the draft names no speaker"
    if fidelity is Fidelity.DISPUTED:
        return Credit.MISSING, "the sources disagree, and the draft names no speaker"
    if fidelity is Fidelity.UNVERIFIED and (who := _who_says(claim, registry)):
        return Credit.UNCONFIRMED, f"no registered source of {who} says it"
    return Credit.NOT_NEEDED, ""


def _by_their_count(claim: Claim, counted: Sequence[Evidence], registry: Registry, article: Article) -> bool:
    """Say whether a claim names whose count it is without a verb, or tells of a person what that person's side says."""
    said = _BY_COUNT.search(claim.text)
    named = registry.people(" ".join(claim.text.split()[:OPENS]))
    meant = frozenset(_of_speaker(one, registry) for one in named) if len(named) == 1 else frozenset()
    if said is not None:
        meant |= meant_by(said["who"] or said["whom"], claim.sentence.start, registry, article)
    return any(_holder_of(evidence, registry) in meant for evidence in counted)


def _who_says(claim: Claim, registry: Registry) -> str:
    """Return the registered name that a claim has call, welcome or announce something in its opening, or ""."""
    act = _ACT.search(claim.text)
    before = claim.text[: act.start()] if act else ""
    if not before or len(before.split()) > OPENS:
        return ""
    said = before.strip().removesuffix(" has").removesuffix(" have").removesuffix(" had")
    return said if registry.resolve(said) is not None else ""


def _only_alleged(claim: Claim, decisive: Sequence[Evidence]) -> str:
    """Return the publisher of what tells a claim only as what somebody alleges, where the claim tells it plainly."""
    if not decisive or _ALLEGES.search(claim.text) or not all(_ALLEGES.search(e.text) for e in decisive):
        return ""
    return decisive[0].publisher


def _does(claim: Claim, evidence: Evidence, registry: Registry, article: Article) -> bool:
    """Say whether a claim tells what the publisher does, in the draft's own voice: "the rebels hold 41 villages"."""
    opening = " ".join(claim.text.split()[:OPENS])
    return _ACT.search(claim.text) is None and speaks_of(opening, evidence, registry, article)


def _owned(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _its_own_act(claim: Claim, evidence: Evidence, registry: Registry, article: Article) -> bool:
    """Say whether a claim tells what somebody said, found or holds, and the evidence is that body's own."""
    act = _ACT.search(claim.text)
    if act is None or registry.sources[evidence.source].derived_from:
        return False
    before = subject_of(claim.text[: act.start()])
    named = registry.people(before)
    if len(named) == 1 and _of_speaker(named[0], registry) == _holder_of(evidence, registry):
        return True
    if HE.fullmatch(before.strip()):
        person = last_person(claim.sentence.start, registry, article)
        return person is not None and _of_speaker(person, registry) == _holder_of(evidence, registry)
    if speaks_of(before, evidence, registry, article):
        return True
    meant = answering(claim.text, claim.sentence.start, registry, article)
    meant = meant or meant_by(before, claim.sentence.start, registry, article)
    return _holder_of(evidence, registry) in meant


def _counts(claim: Claim, evidence: Evidence, registry: Registry) -> bool:
    """Say whether the evidence is a count by a party, which is only as good as the party's word."""
    source = registry.sources.get(evidence.source)
    if source is None or not registry.party_of(source.id) or laid_down(source, registry):
        return False
    return _is_count(claim)


def laid_down(source: Source, registry: Registry) -> bool:
    """Say whether a source lays down what it says, or reports a document that does (the record of a vote)."""
    roots = (registry.sources[root] for root in source.derived_from)
    # In what lays something down (a plan has twenty points) a number is not a count that needs a voice.
    return source.kind in LAID_DOWN or any(root.kind in LAID_DOWN for root in roots)


def _carried(claim: Claim, decisive: Sequence[Evidence], registry: Registry, article: Article) -> bool:
    """Say whether "it" or "the group" can only be the publisher: the one that the paragraph has named so far.

    Where the paragraph has named none, the one before it is read.
    """
    before = [block.span for block in article.blocks if block.span.start < claim.sentence.end][-2:]
    for span in reversed(before):
        text = article.text[span.start : min(span.end, claim.sentence.end)]
        named = holders_in(text, registry, article)
        if named:
            return len(named) == 1 and any(
                speaks_of(text, evidence, registry, article) for evidence in decisive
            )
    return False


def _of_speaker(speaker: Speaker, registry: Registry) -> str:
    return holder(speaker.id, registry) if speaker.id in registry.publishers else speaker.id


def _holder_of(evidence: Evidence, registry: Registry) -> str:
    source = registry.sources.get(evidence.source)
    return holder(source.publisher, registry) if source else ""


def _unnamed(claim: Claim, decisive: Sequence[Evidence], registry: Registry, article: Article) -> bool:
    """Say whether the "it", "the group" or "the guild" that speaks in a draft is whose the evidence is."""
    said = claim.attribution
    if said is None or not said.source:
        return False
    # "Their league, which ...": what is told of it is no part of its name.
    words, start = said.source[0].of(article.text).partition(",")[0], said.source[0].start
    before = article.text[claim.sentence.start : start]
    inside, opens = holders_in(before, registry, article), OPENS_WITH.match(before)
    pronoun = PRONOUN.fullmatch(words.strip()) is not None
    if shown := _THEIR_FIGURES.fullmatch(words.strip()):  # "ministry figures show"
        words = f"the {shown['who']}"
    if pronoun and opens and not inside:  # "The company rejected the charge: it says"
        words = opens["who"]
    meant = (
        inside
        if pronoun and len(inside) == 1
        else answering(before, claim.sentence.start, registry, article)
        or meant_by(words, claim.sentence.start, registry, article)
    )
    return any(_holder_of(evidence, registry) in meant for evidence in decisive)


def _named(
    claim: Claim, fidelity: Fidelity, decisive: Sequence[Evidence], registry: Registry, article: Article
) -> tuple[Credit, str]:
    said = claim.attribution
    assert said is not None
    speaker = said.speaker
    supporting = fidelity in _BORNE
    if speaker is None or not speaker.id:
        spoken = supporting or fidelity is Fidelity.CONTRADICTED
        if spoken and _unnamed(claim, decisive, registry, article):
            return Credit.CONFIRMED, ""
        if speaker is None and supporting and _carried(claim, decisive, registry, article):
            return Credit.CONFIRMED, ""
        name = speaker.name if speaker else "the speaker"
        return Credit.UNCONFIRMED, f"no source of {name} is registered"
    own, known = registry.own_sources(speaker), registry.sources
    counted = _is_count(claim)
    # What a speaker's own source tells otherwise is still the speaker's: the fault is in the words.
    spoken = supporting or fidelity is Fidelity.CONTRADICTED
    if spoken and any(_own_word(evidence, own, registry, counted) for evidence in decisive):
        return Credit.CONFIRMED, ""
    if supporting and any(evidence.source in own for evidence in decisive):
        return Credit.UNCONFIRMED, f"{speaker.name} relays it"
    if supporting and any(
        evidence.source in known and _root(evidence.source, registry) in own for evidence in decisive
    ):
        return Credit.CONFIRMED, ""  # an agency tells what the police counted
    owner = _owner(claim, [e for e in decisive if _has_the_words(claim, e)], registry) if supporting else ""
    if owner:
        return Credit.WRONG_SPEAKER, f"{owner} says it, not {speaker.name}"
    if not own:
        return Credit.UNCONFIRMED, _nobody_speaks(speaker, registry)
    return Credit.UNCONFIRMED, f"no registered source of {speaker.name} says it"


def _nobody_speaks(speaker: Speaker, registry: Registry) -> str:
    """Say that nothing of a speaker is registered; a party may have bodies under it that do not speak for it."""
    if any(publisher.party == speaker.id for publisher in registry.publishers.values()):
        return f"no source speaks for {speaker.name} itself, only for bodies under it"
    return f"no source of {speaker.name} is registered"


def _is_count(claim: Claim) -> bool:
    """Say whether a claim counts something; "a 20-point plan" is a name, not a count."""
    return any(
        one.unit not in _NO_COUNT and claim.text[one.span.end : one.span.end + 1] != "-"
        for one in claim.quantities
    )


def _own_word(evidence: Evidence, own: frozenset[str], registry: Registry, counted: bool) -> bool:
    """Say whether evidence is the speaker's own word: a figure taken from somebody else's source is not."""
    return evidence.source in own and (not counted or _root(evidence.source, registry) in own)


def _root(source_id: str, registry: Registry) -> str:
    """Return the source from which a source has what it says: the first of a chain of relays, or itself."""
    source = registry.sources[source_id]
    return _root(source.derived_from[0], registry) if source.derived_from else source_id


def _has_the_words(claim: Claim, evidence: Evidence) -> bool:
    """Say whether evidence has a count of the claim, or stands for its words: a passage near to it owns neither."""
    if evidence.figure is not None or claim.quotations:
        return True
    held = quantity.find(evidence.text)
    return any(quantity.agree(one, other).holds for one in claim.quantities for other in held)


def _owner(claim: Claim, decisive: Sequence[Evidence], registry: Registry) -> str:
    """Return the publisher of the root source of a count, a vote or verbatim words that the draft gives another."""
    for evidence in decisive:
        owned = _is_count(claim) or (claim.quotations and evidence.verbatim)
        if owned and evidence.source in registry.sources:
            root = registry.sources[_root(evidence.source, registry)]
            return registry.publishers[root.publisher].name
    return ""
