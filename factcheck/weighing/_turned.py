"""Whether one of claim and passage is turned round by a "not" or a "denied", and the other is not.

Of a passage of several clauses that one counts which has what the claim asserts: "sent four observers; they reported no
irregularities" sends observers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..judge._polarity import is_denied, predicates
from ..text import late
from ._claim import LIGHT, asserted, denies
from ._denied_alike import AGAINST, denied_alike, denies_apiece, without_how
from ._synonyms import as_a_source_says, forms_of, idioms, says_too, spoken, telling, told
from ._turns import TURN, turns

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT = 3  # words that a subject is long
PAIR = 2  # telling words: a thing, and what it does
_WHO = re.compile(r",\s+who(?:m|se)?\b[^,;.]*")
# "Told by a farmer, not by Halden": what is set aside is no part of what is told.
SET_ASIDE = late(
    r"(?:, (?:and |but )?not|\b(?:rather than|instead of)) "
    r"(?!(?:only|just|yet|all|every|least|even|because|until|to|necessarily|when|if|as|since|before|after"
    r"|at (?:all|first|once)|in (?:fact|time|full)|on (?:purpose|time)"
    r"|more|less|later|earlier|including|for the (?:first|last))\b)"
    r"(?P<said>[^,;.:]+)"
)
# What is kept as it is, is not changed.
KEEPING = frozenset({"keep", "leave", "retain", "maintain"})
_FAILS = re.compile(r"\bfail(?:s|ed)\b", re.I)
_SHUT = late(r"\b(?:off[ -]limits|out of bounds|no-go|(?:closed|shut) to|block(?:s|ed|ing)?)\b", re.I)
# "Posts are cut, 41 of them by not replacing staff", "passed without debate": how, and of how many.
_HOW = late(r",? (?:[\w-]+ of (?:them|whom|which) )?(?:by not|without) [^,;.]+")
# "Ida Holm, who until 2020 was treasurer, did not vote": what is told by the way.
_BY_THE_WAY = late(r",\s+(?:who|which|whose)\s+([^,;.]+),(?=\s)")
_NONE_OF_IT = late(r"\b(?:none|nothing) of (?:it|them|this|these|that)\b", re.I)
_FIGURE = re.compile(r"\d[\d,.]*\b")
_YEAR = late(r"\b(?:19|20)\d\d\b")
_BEHIND = re.compile(r"(?: [\w’'-]+)?")
_IF = re.compile(r"\bif\b[^,;.]*,?\s*", re.I)
_ADVISED_AGAINST = re.compile(
    r"\b(?:advis|recommend|argu|spoke|sp[eo]ak|warn|counsel)\w*(?: [a-z]+)? against\b", re.I
)
_AGAINST_ALL = re.compile(r"\bagainst\b", re.I)
_ADVISED = re.compile(r"\b(?:advis|recommend|urg|propos|counsel)\w*\b", re.I)
_WISH = r"\b(?:wish|want|hop|ask|demand|propos|suggest|urg|request|expect|plann?|promis)(?:e?s|e?d)\b"
_WOULD_HAVE = re.compile(r"\bwould(?: not|n['’]t)? have \w+", re.I)
_CAME_TO_NOTHING = re.compile(r"\b(?:reject|defeat|fail|fell|vot\w+ down|withdr|scrapp|dropp)\w*", re.I)
_PLAN = (
    r"(?:proposals?|offers?|bills?|plans?|drafts?|motions?|amendments?|demands?|requests?|bids?|suggestions?)"
)
_PROPOSED = late(
    rf"\b{_PLAN}\b(?: [\w’'-]+){{0,6}}? (?:(?:had )?(?:provided|included|contained|envisaged|foresaw|set|called"
    r"|proposed|offered|suggested|asked)|(?:was|were) (?:for|to))\b"
    r"|\b(?:proposed|offered|suggested|demanded|requested|moved|tabled|bid)\b",
    re.I,
)
_SO_FAR = r"(?:[^.;]|\.\d)*?"
_PROPOSAL_LOST = late(
    rf"\b{_PLAN}\b{_SO_FAR}\b(?:(?:was|were|been|is|are) (?:rejected|declined|turned down|defeated|voted down"
    rf"|dismissed|refused)|fell|failed)\b"
    rf"|\b(?:rejected|turned down|declined|dismissed|refused|voted down)\b{_SO_FAR}\b{_PLAN}\b",
    re.I,
)
_WISHED = late(_WISH, re.I)
_CHARGING = frozenset({"accuse", "allege", "blame"})
_BALLOT = late(r"\b(?:votes?|motions?)\b", re.I)  # what they reject is rejected
# Whoever is against a thing, or says no to it; who "rejected" it may have decided.
_STANCE = late(r"\b(?:reject|oppose|dispute|contest)(?:s|ed)?\b|\bsa(?:ys|y|id) no to\b", re.I)
_AVERSE = frozenset({"oppose", "dispute", "contest", "say"})
_DECIDING = frozenset(
    "decide rule approve allow permit let agree accept back vote adopt order clear authorise authorize endorse".split()  # noqa: SIM905
)
# "Not by the town, as the tenants had wished": what was not done is what they wished.
_AS_WISHED = late(rf", as [^,;]*?{_WISH}", re.I)
_BESIDE = late(r"[,;:.()](?!\d)|\b(?:by|to|from|with|that|said)\b")
_OF = late(r"\b(?:of|to|for)\b")
_GIVEN = late(r"(?:[A-Z][\w.’'-]*\s+)*$")
_SENTENCES = re.compile(r"(?<=[.;!?])\s+(?=[A-Z])")
_CLAUSE = re.compile(r"[,;:.](?!\d)")
_UNCOUNTED = late(r", (?:[a-z][\w’'-]* ){1,4}not (?:counted|included|reckoned)(?: in)?(?=[,;.]|$)", re.I)
_PARTS = re.compile(
    r"[;:.](?!\d)\s*|,\s+(?:and|but|while|whereas|which|who)\s+|\s+(?:and|but|while|whereas)\s+"
    r"|(?<!not),?\s+(?:because|although|though)\s+"
)


def is_turned(claim: str, passage: str) -> bool:
    """Say whether one of claim and passage is turned round and the other is not, or the passage denies something else.

    "Five were hurt, none gravely" bears "nobody was hurt" not out: the clause that has the word is not turned.
    """
    if _ADVISED_AGAINST.search(claim) and _ADVISED.search(passage) and not _AGAINST_ALL.search(passage):
        return not turns(passage)
    if denied_alike(claim, passage) or _named_so(claim, passage):
        return False
    if not turns(passage) and denies_apiece(claim):
        return True
    if beside := _beside_name(claim, passage):
        return turns(beside) % 2 == 1
    claim, passage = _without_idioms(without_how(claim, passage), _without_asides(claim, passage))
    clause = _clause(claim, passage)
    claim, passage, clause = _plainly(claim, passage), _plainly(passage, claim), _plainly(clause, claim)
    odd, here = turns(claim) % 2, turns(clause) % 2
    if odd not in (here, turns(_of_its_matter(passage, claim)) % 2) or (not turns(claim) and here):
        return True
    plain = (part for part in _CLAUSE.split(passage) if odd and _tells(part, claim, passage))
    return any(
        not frozenset(bm25.terms(word)).isdisjoint(bm25.terms(c)) for c in plain for word in denies(claim)
    )


def _of_its_matter(passage: str, claim: str) -> str:
    """Return a passage without the sentences that deny what has no word of a claim."""
    parts, words = _SENTENCES.split(passage), [forms for _, forms in spoken(claim)]
    if len(parts) < 2:
        return passage
    kept = (p for p in parts if not turns(p) or any(not forms.isdisjoint(told(p)) for forms in words))
    return " ".join(kept)


def _named_so(claim: str, passage: str) -> bool:
    """Say whether a passage has beside a name, without a verb, all that a claim says that its bearer is.

    What "Ada Lund, the bursar, did not sign" denies says nothing of who she is.
    """
    root = root_of(claim) if turns(passage) and not turns(claim) else None
    who = next((t for t in root.children if t.dep_ == "nsubj"), None) if root is not None else None
    if root is None or root.lemma_ != "be" or who is None or who.pos_ != "PROPN":
        return False
    own, head = {t.text for t in who.subtree}, next((t for t in root.children if t.dep_ == "attr"), None)
    role = [forms for word, forms in spoken(claim) if word not in own]
    if head is None or not role:
        return False
    for found in re.finditer(rf"\b{re.escape(who.text)}\b", passage):
        before = _BESIDE.split(_GIVEN.sub("", passage[: found.start()]).rstrip(" ,"))[-1]
        behind = passage[found.end() :]
        for said in (before, _BESIDE.split(behind[1:])[0] if behind[:1] == "," else ""):
            held, first = told(said), told(_OF.split(said)[0])  # the mother of the bursar is no bursar
            named = all(not held.isdisjoint(forms) for forms in role) and not turns(said)
            if named and not first.isdisjoint(forms_of(head.text, claim)):
                start = passage.index(said)
                inside = (t for t in parsed(passage) if start <= t.idx < start + len(said))
                return all(t.pos_ not in ("VERB", "AUX") for t in inside)
    return False


def _beside_name(claim: str, passage: str) -> str:
    """Return what a passage has beside a name, by "with", where that is all that a claim says its bearer has, or "".

    What "The guild, with 900 members in the town, rejects the plan" rejects says nothing of its members.
    """
    root = root_of(claim) if turns(passage) and not turns(claim) else None
    who = next((t for t in root.children if t.dep_ == "nsubj"), None) if root is not None else None
    if root is None or root.lemma_ != "have" or who is None:
        return ""
    own = {t.text for t in who.subtree}
    has = [forms for word, forms in spoken(claim) if word not in own and word != root.text]
    named = rf"\b{re.escape(who.text)}, (?P<said>with [^;.]*?(?<!\d)),(?= )"
    beside = (found["said"] for found in re.finditer(named, passage))
    return next((said for said in beside if has and all(not told(said).isdisjoint(f) for f in has)), "")


def _tells(part: str, claim: str, passage: str) -> bool:
    """Say whether a part of a passage that denies something else may state what a claim denies.

    "Oil leaked; none of it reached the lake" lets none into the lake, what was so in 2025 is not of 2026, and "200
    voted against" is no vote for it.
    """
    if turns(part) or AGAINST.search(part) or _NONE_OF_IT.search(passage):
        return False
    years, others = set(_YEAR.findall(part)), set(_YEAR.findall(passage.replace(part, "")))
    return not years or not others - years or not years.isdisjoint(_YEAR.findall(claim))


def of_its_own_subject(claim: str, clause: str, passage: str) -> bool:
    """Say whether a clause denies a deed only of what a claim does not name, and another clause tells it.

    "The van was insured; the trailer was not insured" is nothing to what the claim says of the van; who "preferred no
    change" may be the claim's by another name.
    """
    start, verbs = passage.find(clause), predicates(passage)
    here = [t for t in verbs if is_denied(t) and start <= t.idx < start + len(clause)]
    lemmas = {t.lemma_ for t in verbs if t.pos_ == "VERB" and not is_denied(t)} if here else set()
    held = told(claim).union(*(forms for _, forms in spoken(claim)))
    if here and all(_is_elsewhere(verb, held) for verb in here):
        root = root_of(claim)
        return root is not None and root.lemma_ in lemmas
    return bool(here) and all(
        ((verb.lemma_ in lemmas and any(c.dep_ == "neg" for c in verb.children)) or _gets_nothing(verb))
        and any(_is_strange(c, held) for c in verb.children)
        for verb in here
    )


def of_a_strange_deed(claim: str, clause: str) -> bool:
    """Say whether a clause has one thing in common with a claim and denies another deed of it.

    "The count lasted three days" is nothing to "it does not suspend the count".
    """
    root = root_of(claim)
    light = root is None or root.pos_ != "VERB" or root.lemma_ in LIGHT or root.lemma_ == "go"
    if root is None or light or len(telling(claim)) > PAIR or not turns(clause):
        return False
    said = told(claim).union(*(forms for _, forms in spoken(claim)))
    verbs = (t for t in predicates(clause) if t.pos_ == "VERB" and any(c.dep_ == "neg" for c in t.children))
    strange = [said.isdisjoint(bm25.terms(t.text)) for t in verbs]
    return bool(strange) and all(strange) and told(clause).isdisjoint(forms_of(root.text, claim))


def _is_elsewhere(verb: Token, held: frozenset[str]) -> bool:
    """Say whether a verb is denied of a name only that a claim does not have: "no arrests were made in Lund"."""
    none = any(t.lower_ == "no" for c in verb.children for t in c.children)
    named = (t for t in verb.subtree if t.dep_ == "pobj" and t.text[:1].isupper())
    return none and any(held.isdisjoint(bm25.terms(t.text)) for t in named)


def _gets_nothing(verb: Token) -> bool:
    return any(c.dep_ == "dobj" and c.lower_ == "nothing" for c in verb.children)


def _is_strange(subject: Token, held: frozenset[str]) -> bool:
    """Say whether a word is the noun of which a verb is told, and no part of it is among some terms."""
    if subject.dep_ not in ("nsubj", "nsubjpass") or subject.pos_ not in ("NOUN", "PROPN"):
        return False
    return all(held.isdisjoint(bm25.terms(t.text)) for t in (subject, *subject.conjuncts))


def is_charge(claim: str, passage: str) -> bool:
    """Say whether a claim has somebody accuse, and a passage denies no accusing: at most it denies the charge."""
    root = root_of(claim)
    if root is None or not is_charging(root) or turns(claim):
        return False
    return not any(is_denied(t) and is_charging(t) for t in predicates(passage))


def is_charging(verb: Token) -> bool:
    """Say whether a verb accuses; who is "charged with theft" is, by a court, and that can be denied."""
    doing = (t for c in verb.children if c.lower_ == "with" for t in c.children if t.dep_ == "pcomp")
    return verb.lemma_ in _CHARGING or (verb.lemma_ == "charge" and any(doing))


def is_stance(claim: str, passage: str) -> bool:
    """Say whether a passage only has somebody against what a claim has another decide, or do.

    "The union rejects the merger" does not have the office that decides refuse it. Who is against the very thing that
    a claim says of him, or refuses where the claim names nobody who decides, speaks against it.
    """
    if turns(claim) or not _STANCE.search(passage) or _BALLOT.search(passage):
        return False
    held = told(claim).union(*(forms for _, forms in spoken(claim)))
    against = [
        t for t in predicates(passage) if t.dep_ in ("ROOT", "conj") and _STANCE.match(passage[t.idx :])
    ]
    others = [t for t in predicates(passage) if t not in against and is_denied(t)]
    decided = any(t.lemma_ in _DECIDING and _has_doer(t) for t in predicates(claim))
    return (
        bool(against)
        and not others
        and all(_is_strangers(t, held) for t in against)
        and (decided or all(t.lemma_ in _AVERSE for t in against))
    )


def _is_strangers(verb: Token, held: frozenset[str]) -> bool:
    """Say whether somebody of whom a claim says nothing is against a thing; who "disputes that it leaks" denies it."""
    doers = [c for c in verb.children if c.dep_ == "nsubj"]
    return any(_is_strange(c, held) for c in doers) and all(c.dep_ != "ccomp" for c in verb.children)


def _has_doer(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "agent") for c in verb.children)


def as_wished(claim: str, passage: str) -> bool:
    """Say whether a claim tells what somebody wished, and a passage that what is "not" so was "as they had wished".

    So too where a claim tells what a thing would have done, or what a proposal was, and a passage what became of it.
    """
    if _WOULD_HAVE.search(claim) and _CAME_TO_NOTHING.search(passage):
        return True
    if _PROPOSED.search(claim) and _PROPOSAL_LOST.search(passage) and not turns(claim):
        return True
    return _WISHED.search(claim) is not None and _AS_WISHED.search(passage) is not None


def _plainly(text: str, other: str) -> str:
    """Return a text without the words that turn it round where the other says the same by words that turn nothing.

    A motion that "failed" was "defeated"; what a ministry "declined to publish" it is "keeping back".
    """
    even = turns(text) % 2 == turns(other) % 2
    # "Failed" and "was not defeated", "prohibited" and "is not off limits" turn once each.
    if even and not (turns(text) and (_FAILS.search(text) or _SHUT.search(other))):
        return text
    mine = frozenset(bm25.terms(TURN.sub(" ", text)))
    plain = TURN.sub(" ", other)
    for found in reversed([*TURN.finditer(text)]):
        word, phrase = found.group(), found.group() + _BEHIND.findall(text[found.end() :])[0]
        own = frozenset(bm25.terms(word))
        if own and own.isdisjoint(bm25.terms(other)) and says_too(word, phrase, plain, mine):
            text = text[: found.start()] + text[found.end() :]
    return text


def _without_asides(claim: str, passage: str) -> str:
    """Return a passage without what it says of others by "who ... not", and without its conditions.

    "It does not back the nurses, who were not heard" denies it once; "if it does not comply, it may be fined" does not.
    """
    if turns(passage):
        how = () if turns(claim) else (_HOW,)  # "nothing is wrong with it" may be told by "without fault"
        for aside in (_WHO, SET_ASIDE, _UNCOUNTED, *how, *(() if _IF.search(claim) else (_IF,))):
            for found in aside.finditer(passage):
                held = frozenset(bm25.terms(found.group()))
                if turns(found.group()) and all(held.isdisjoint(forms) for _, forms in telling(claim)):
                    passage = passage.replace(found.group(), "", 1)
    return passage


def _without_idioms(claim: str, passage: str) -> tuple[str, str]:
    """Return claim and passage without what only one of them says by a "not": "at large" of who is "not caught"."""
    for one in idioms(claim):
        for said in as_a_source_says(one, passage):
            for start, end in reversed(one.find(claim)):
                if (turns(claim[start:end]) - turns(said)) % 2:
                    claim = claim if turns(said) else claim[:start] + claim[end:]
                    passage = passage.replace(said, TURN.sub("", said), 1) if turns(said) else passage
    return claim, passage


def _clause(claim: str, passage: str) -> str:
    """Return the clause of a passage that has all that it says of what a claim asserts, else the passage."""
    words = spoken(claim)
    parts = [part for part in _PARTS.split(passage) if part]
    if by_the_way := _BY_THE_WAY.search(passage):
        rest, aside = passage.replace(by_the_way.group(), ""), by_the_way[1]
        parts = [*(part for part in _PARTS.split(rest) if part), aside]
    parts = [part for part in parts if not (turns(part) and of_its_own_subject(claim, part, passage))]
    held = {part: told(part) for part in parts}
    said = {part: [w for w, forms in words if not held[part].isdisjoint(forms)] for part in parts}
    # Whose chief executive somebody is a passage may leave to the paper that it stands on.
    there = frozenset(word for part in parts for word in said[part])
    elsewise = asserted(claim).isdisjoint(there)
    if elsewise:  # told by other words: then its numbers show which clause tells it
        numbers = frozenset(_FIGURE.findall(claim))
        said = {part: [*words, *numbers.intersection(_FIGURE.findall(part))] for part, words in said.items()}
        there = frozenset(word for words in said.values() for word in words)
    # "The guild said that it ...", "the plan calls for ...": what is said beside it is all that it tells.
    wanted = asserted(claim) & there or there
    if len(parts) < 2 or not wanted:
        return parts[0] if len(parts) == 1 else passage
    having = [part for part in parts if wanted <= set(said[part])]
    # "It does not ask for money; it asks for an apology": of the first no more than the verb is the claim's.
    last = having[-1] if having else ""
    before = [
        p for p in having[:-1] if turns(p) % 2 and set(said[p]) <= wanted and set(said[p]) < set(said[last])
    ]
    if len(having) - len(before) != 1:
        return passage
    best = last
    # What else the claim says may stand in the clause that is turned: "five firms; Acme is not among them". The subject
    # of a clause that only goes on ("and does not concede") stands before it in any case.
    goes_on = best != parts[0] and best[:1].islower()
    subject = set(re.findall(r"[\w’'-]+", parts[0])[:SUBJECT]) if goes_on else set()
    others = [
        set(said[part]) - set(said[best]) - subject for part in parts if part != best and turns(part) % 2
    ]
    # Where no clause has what the claim asserts, one word is no telling: "410 posts go; no nurse's post does".
    least = len(wanted) / 2 if elsewise else 1
    told_too = any(
        len(wanted & set(said[part])) >= least for part in parts if part != best and part not in before
    )
    apart = (part for part in parts if elsewise and turns(part) % 2)
    nearer = any(_has_very(claim, part) - _has_very(claim, best) for part in apart)
    return passage if any(others) or told_too or nearer else best


def _has_very(claim: str, part: str) -> set[str]:
    """Return the words of a claim that a part of a passage has as they are: the "college" is not the "school"."""
    held = frozenset(bm25.terms(part))
    return {word for word, _ in spoken(claim) if not held.isdisjoint(bm25.terms(word))}
