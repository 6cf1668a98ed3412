"""Whom the registry knows by the words with which a draft names a speaker: "Ann Lee of the board", "he", "the maker".

Extraction names speakers as the article does. Here the registry is asked again, with what it knows beside names: who
speaks for whom, and what part a party has. All that fits two stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from .model import Article, Attribution, Claim, Evidence, Speaker, SpeakerKind
from .registry import Registry
from .text import late, mentioned

HE = late(r"he|she", re.I)
IT = late(r"it|they", re.I)
_NAMED_OF = late(r"(?P<who>[A-Z][\w’'.-]+(?: (?:[a-z]{2,3} )?[A-Z][\w’'.-]+)+)(?:,| of| from| for| at)\s")
_SAID_BY = late(r"(?:[Tt]he|[Tt]his|[Tt]hat) (?P<noun>[a-z][\w’'-]+)")
SENTENCE = late(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
# A paper speaks for who put it out: "a report by the inspectorate", "the report" where one is registered.
_PAPERS = (
    r"(?P<kind>report|resolution|statement|release|plan|judgment|ruling|study|survey|document|bulletin|communiqu[eé]"
    r"|letter|memo|filing|data|figure|statistic|record|poll)"
)
_PAPER_OF = late(rf"(?:\w+ ){{0,4}}{_PAPERS}s?(?: \w+){{0,3}}? (?:by|from|of) (?P<who>.+)", re.I)
_THE_PAPER = late(rf"(?:the|this) (?:\w+ )?{_PAPERS}", re.I)
# "Rivers Agency data", "the ministry's figures"
WHOSE_FIGURES = r"(?:figures|data|statistics|records|documents|papers|books|polls?|surveys?)"
_WHOSE_PAPER = late(
    rf"(?P<who>.+?)(?:['’]s?)?(?: (?:own|latest|new|official|internal))? {WHOSE_FIGURES}", re.I
)
_FULL_NAME = late(r"^(?:[a-z]+ )*[A-Z][\w’'-]+ [A-Z][\w’'-]+$")
_ITS_NOUN = late(
    r"(?:[Tt]he|[Tt]heir|[Ii]ts|[Tt]his|[Tt]hat|[Aa]n?) (?:(?:same|public|whole) )?(?P<noun>[a-z][\w’'-]+)"
)
_ACCUSING = late(r"\b(?:accus(?:e[sd]?|ing)|blam(?:e[sd]?|ing)|alleg(?:e[sd]?|ing)(?: that)?)\b")
OPENS_WITH = late(r"(?P<who>(?:The|Its|Their) [a-z]+|It|They)\b")
_DENYING = late(
    r" (?:has |have |had )?(?:den(?:y|ie[sd])|reject(?:s|ed)?|disput(?:es?|ed)|dismiss(?:es|ed)?)\b"
)
# Whose poll or figures it is: "figures of the National Bank show", "a Meridian Institute poll", "in the bank's words".
_NAME = r"(?:[Tt]he )?[A-Z][\w’'.-]*(?: (?:of (?:the )?|for (?:the )?|and )?[A-Z][\w’'.-]*){0,5}"
_FROM_A_PAPER = late(
    rf"(?:\b(?:by|in|a|an|the|to)|,) (?P<who>{_NAME}) (?:polls?|survey|figures|data|statistics|records)\b"
    rf"|\b(?:figures|data|statistics|records|poll|survey)\b (?:of|from|by) (?P<whose>{_NAME})"
)
PRONOUN = late(r"it|its|they|their|she|her|he|his|the (?:group|body|two)", re.I)
# What a body is called by that has another name.
_BODIES = frozenset(
    """
    company firm group body agency institute office charity club maker operator party government union council
    ministry bank court board committee association authority
    """.split()  # noqa: SIM905
)
_FRONTED = late(
    r"^(?:On|In|For|At|After|Since|By|During|Until|Last|Next|This|Earlier|Later|Meanwhile|Yesterday)\b[^,]{0,30}?,? ?"
    r"\b(?=(?:it|they|he|she|the [a-z]+)$)"
)
_HELPED = late(r"(?: (?:has|have|had|also|now|later|then|since|already|again))+$")
# "Marl's mills" names nobody who speaks; "Marl's count", "Marl's trade minister" do.
OWNED = late(
    r"\b[A-Z][\w’'-]*?(?:['’]s|s['’])(?= (?!(?:[\w-]+ ){0,2}(?:count|tally|toll|reckoning|figures?|numbers?|estimates?"
    r"|calculations?|account|survey|poll|reports?|lists?|data|records?|bulletins?|statement|spokes\w+|minist\w+"
    r"|department|office|president|chief|head|director|leader|chair\w*|letter|speech)\b)[a-z])"
)
OPENING = 8  # words in which a sentence names its subject
_BACK = 2  # paragraphs in which "he" is looked for, the one of the claim among them


def voiced(claims: Iterable[Claim], registry: Registry, article: Article) -> Iterator[Claim]:
    """Yield claims with their attributions, each speaker known to the registry where the draft leaves no doubt.

    "It found that ..." goes on with who opens the sentence before: "The report said ...".
    """
    last: Claim | None = None
    for claim in claims:
        said = spoken_by(claim, registry, article)
        if said is not None and last is not None and _goes_on(said, last, claim, article):
            said = replace(said, speaker=last.attribution.speaker if last.attribution else None)
        found = replace(claim, attribution=said)
        last = found if last is None or found.sentence != last.sentence else last
        yield found


def _goes_on(said: Attribution, last: Claim, claim: Claim, article: Article) -> bool:
    """Say whether "it" or "they" opens a sentence right behind one that its speaker, known to the registry, opens."""
    before, here = last.attribution, claim.sentence
    if before is None or before.speaker is None or not before.speaker.id or not before.source:
        return False
    opens = (
        said.source and said.source[0].start == here.start and before.source[0].start == last.sentence.start
    )
    unknown = said.speaker is None or not said.speaker.id
    between = article.text[last.sentence.end : here.start]
    return bool(opens and unknown and IT.fullmatch(said.source[0].of(article.text)) and between in ("", " "))


def spoken_by(claim: Claim, registry: Registry, article: Article) -> Attribution | None:
    """Return the attribution of a claim, its speaker known to the registry where the draft leaves no doubt.

    A surname is enough: "Castellano" is Judge Miriam Castellano of the registry.
    """
    said = claim.attribution
    if said is None or not said.source:
        return said
    mention = said.source[0].of(article.text)
    if HE.fullmatch(mention.strip()):
        return replace(
            said, speaker=last_person(_named_before(said, claim), registry, article) or said.speaker
        )
    if IT.fullmatch(mention.strip()) and (answers := _answers(said, claim, registry, article)):
        return replace(said, speaker=answers)
    if said.speaker is not None and said.speaker.id:
        return said
    known = _known(said.speaker, mention, registry) or _by_paper(mention, registry, article)
    return replace(said, speaker=known or said.speaker)


def _answers(said: Attribution, claim: Claim, registry: Registry, article: Article) -> Speaker | None:
    """Return who "it" is in "The firm denies this: it says ...": whom the sentence before accuses."""
    before = article.text[claim.sentence.start : said.source[0].start]
    names = [
        (registry.parties.get(key) or registry.publishers[key]).name
        for key in answering(before, claim.sentence.start, registry, article)
    ]
    return registry.resolve(names[0]) if names else None


def _named_before(said: Attribution, claim: Claim) -> int:
    """Return before which place "he" was named: in "no confidence in Toll is sought, he said" he is not Toll."""
    behind = said.content and said.content[0].start < said.source[0].start
    return claim.sentence.start if behind else said.source[0].start


def _known(speaker: Speaker | None, mention: str, registry: Registry) -> Speaker | None:
    named = _NAMED_OF.match(mention)
    if named is not None and (person := registry.resolve(named["who"], person=True)):
        return person
    if len(mention.split()) == 1 and mention[:1].isupper() and not mention.isupper():
        # "Castellano said": a surname that the registry lists, whatever the tagger takes it for.
        return registry.resolve(mention) or registry.resolve(mention, person=True)
    if speaker is not None and speaker.name:
        return registry.resolve(speaker.name, person=speaker.kind is SpeakerKind.PERSON)
    return _by_role(mention, registry)


def _by_role(mention: str, registry: Registry) -> Speaker | None:
    """Return the one party that has a part in the matter: "the airline" of a party whose role that is."""
    said = _SAID_BY.fullmatch(mention.strip())
    noun = said["noun"].casefold() if said else ""
    fits = [party for party in registry.parties.values() if noun and _part(party.role) == noun]
    if len(fits) != 1:
        return None
    return Speaker(name=fits[0].name, kind=SpeakerKind.PARTY, id=fits[0].id)


def _by_paper(mention: str, registry: Registry, article: Article) -> Speaker | None:
    """Return who put out the paper that speaks: whom the mention names, else the one publisher of such a paper.

    That one has to be named in the article; a paper that nobody registered may bear the same noun.
    """
    named = _PAPER_OF.fullmatch(mention.strip())
    if named is not None:
        return registry.resolve(named["who"]) or registry.resolve(named["who"].partition(",")[0])
    if (shown := _WHOSE_PAPER.fullmatch(mention.strip())) is not None:
        return registry.resolve(shown["who"])
    said = _THE_PAPER.fullmatch(mention.strip())
    if said is None:
        return None
    kind = said["kind"].casefold()
    fits = {one.publisher for one in registry.headings() if (one.kind, one.level) == (kind, "primary")}
    one = registry.publishers[fits.pop()] if len(fits) == 1 else None
    if one is None or not mentioned((one.name, *one.aliases), article.text):
        return None
    return registry.resolve(one.name)


def _part(role: str) -> str:
    """Return the noun that says what part a party has: the "maker" of "maker of the engine"."""
    return re.split(r" (?:of|for|in|at) ", role.casefold())[0].split()[-1:][0] if role.strip() else ""


def last_person(end: int, registry: Registry, article: Article) -> Speaker | None:
    """Return for whom the person speaks who was named last before a place: the only one of the nearest sentence."""
    blocks = [block.span for block in article.blocks if block.span.start < end][-_BACK:]
    for span in reversed(blocks):
        for sentence in reversed(SENTENCE.split(article.text[span.start : min(span.end, end)])):
            found = registry.people(sentence)
            if found:
                return found[0] if len(found) == 1 else None
    return None


def same_person(one: str, other: str) -> bool:
    """Say whether two names may be of one person: the same surname, and no other given name."""
    first, second = (name.casefold().split() for name in (one, other))
    if not first or not second or first[-1] != second[-1]:
        return False
    given = [{word[0] for word in name[:-1]} for name in (first, second)]
    return not all(given) or bool(given[0] & given[1])


def colleague(mention: str, quoted: Iterable[str]) -> str:
    """Return who says it in every source, where a draft gives a full name and that is another; else ""."""
    if not _FULL_NAME.search(mention):
        return ""  # asked first: to see whom a source quotes takes a parse
    words, names = frozenset(re.findall(r"[\w’'-]+", mention)), []
    for name in quoted:
        if not name or not words.isdisjoint(name.split()):
            return ""
        names.append(name)
    return names[0] if names else ""


def sayer(chain: Sequence[str], registry: Registry, is_mine: Callable[[Speaker], bool]) -> str:
    """Return who says it in a source, if that is another than whose source it is; a body speaks by its people.

    :param chain: whom the source has say it, outermost first.
    """
    known = [registry.resolve(name) for name in chain]
    if not chain or any(who and is_mine(who) for who in known[-1:]):
        return ""
    told_on = len(chain) > 1 and not (HE.fullmatch(chain[-1].strip()) or IT.fullmatch(chain[-1].strip()))
    return chain[-1] if known[-1] or told_on else ""


def names_of(publisher_id: str, registry: Registry) -> tuple[str, ...]:
    """Return the names of a publisher; a press office that is a party's voice goes by the party's names too."""
    publisher = registry.publishers[publisher_id]
    party = registry.parties.get(publisher.party) if publisher.party and publisher.voice else None
    return (
        publisher.name,
        *publisher.aliases,
        *((party.name, *party.aliases) if party else ()),
    )


def holder(publisher_id: str, registry: Registry) -> str:
    """Return the party whose voice a publisher is, else the publisher: two offices of one house are one speaker."""
    publisher = registry.publishers[publisher_id]
    return publisher.party if publisher.party and publisher.voice else publisher_id


def spoken_of(
    end: int, registry: Registry, article: Article, among: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Return who was spoken of last before a place: the one holder that opens the nearest sentence which names any.

    :param among: the holders that are meant, or none for any.
    """
    start = max((b.span.start for b in article.blocks if b.span.start < end), default=0)
    for text in reversed(SENTENCE.split(article.text[start:end])):
        named = holders_in(text, registry, article)
        named = named & among if among else named
        if len(named) > 1:  # the subject stands first: "The mission said ... on Ardmark"
            opening = OWNED.sub(" ", " ".join(text.split()[:OPENING]))
            opened = holders_in(opening, registry, article)
            named = (opened & among if among else opened) or named
        if named:
            return named if len(named) == 1 else frozenset()
    return frozenset()


def holders_in(text: str, registry: Registry, article: Article) -> frozenset[str]:
    """Return the holders of all names of publishers and their parties that stand in a text."""
    called = registry.institutions(text, within=article.text)
    return frozenset(
        holder(key, registry)
        for key in registry.publishers
        if key in called or mentioned(names_of(key, registry), text)
    )


def speaks_of(text: str, evidence: Evidence, registry: Registry, article: Article) -> bool:
    """Say whether a text names the publisher of evidence, by its whole name or as its article goes on to call it."""
    source = registry.sources.get(evidence.source)
    if source is None:
        return False
    named = mentioned(names_of(source.publisher, registry), text)
    return named or source.publisher in registry.institutions(text, within=article.text)


def by_its_paper(sentence: str, evidence: Evidence, registry: Registry, article: Article) -> bool:
    """Say whether a sentence has it from the publisher's figures, poll or words: "figures of the bank show"."""
    if registry.sources[evidence.source].derived_from:
        return False
    found = (m["who"] or m["whose"] for m in _FROM_A_PAPER.finditer(sentence))
    return any(speaks_of(who, evidence, registry, article) for who in found)


def by_noun(text: str, registry: Registry) -> frozenset[str]:
    """Return the holders whose names have the noun by which a text calls one ("the guild", "its board")."""
    said = _ITS_NOUN.fullmatch(text.strip())
    if said is None:
        return frozenset()
    noun = re.compile(rf"\b{re.escape(said['noun'])}\b", re.I)
    return frozenset(
        holder(key, registry) for key in registry.publishers if any(map(noun.search, names_of(key, registry)))
    )


def meant_by(words: str, end: int, registry: Registry, article: Article) -> frozenset[str]:
    """Return whom a draft means by "it", "the guild" or "the company" in a sentence that begins at ``end``.

    A noun that is in one holder's name means that one. Of several, and where it is in none, who was spoken of last.
    """
    said, fits = _ITS_NOUN.fullmatch(words.strip()), by_noun(words, registry)
    if len(fits) == 1:
        return fits
    if said is None and PRONOUN.fullmatch(words.strip()) is None:
        return frozenset()
    if said is not None and not fits and said["noun"] not in _BODIES:
        return frozenset()
    return spoken_of(end, registry, article, fits)


def _accused(end: int, registry: Registry, article: Article) -> frozenset[str]:
    """Return who is accused in the sentence that ends before a place, or in the one before that, if it is one holder.

    Who "rejects the charge" in the next sentence is whom it was made against, not who made it.
    """
    start = max((b.span.start for b in article.blocks if b.span.start < end), default=0)
    for text in [*reversed(SENTENCE.split(article.text[start:end]))][:_BACK]:
        if found := _ACCUSING.search(text):
            named = holders_in(text[found.end() :], registry, article)
            return named if len(named) == 1 else frozenset()
    return frozenset()


def answering(said: str, end: int, registry: Registry, article: Article) -> frozenset[str]:
    """Return whom a sentence before accuses, where this one has somebody unnamed deny it: "the firm denies this"."""
    opens = OPENS_WITH.match(said)
    if opens is None or _DENYING.match(said, opens.end()) is None:
        return frozenset()
    return _accused(end, registry, article)


def subject_of(before: str) -> str:
    """Return who does it, of what stands before a verb: without "On Tuesday" in front and "has" behind."""
    return _FRONTED.sub("", _HELPED.sub("", before.strip()))
