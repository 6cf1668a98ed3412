"""What standing a passage's words have: a draft, a proposal, an interim finding or a forecast decides nothing yet.

A draft that "foresees" a fee does not bear "agreed on a fee" out; where the matter is the same and the claim says that
it is decided, it refutes. Told plainly, without a word for how provisional it is, such a passage bears out a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .. import bm25, when
from ..judge import parsed, root_of
from ..model import Claim, Evidence, Finding, Period, Span, Stance
from ..text import late
from ._claim import undated, word_forms
from ._contended import agreed, contended
from ._foretold import ASKING, NOT_YET, PLANNING, WISHING, foretold, helpers_of, is_done, to_come
from ._phrased import with_particles
from ._synonyms import spoken, told

if TYPE_CHECKING:
    from spacy.tokens import Token

UNSETTLED = re.compile(
    r"\b(?:drafts?|draft(?:ed)?|propos(?:al|als|es|ed)|working papers?|consultation|foresees?|foresaw|interim"
    r"|preliminary|provisional(?:ly)?|tentative(?:ly)?|would|recommend(?:s|ed)"
    r"|suggest(?:s|ed)|put to (?:a|the) vote)\b",
    re.I,
)
# A provisional administrator is one: the word is of the office.
_EARLY = re.compile(
    r"\b(?:drafts?|proposals?|working papers?|consultation(?! with)|(?:interim|preliminary|provisional)"
    r"(?! (?:administrat|govern|presid|chair|head|direct|coach|manag|council|committ|authorit|lead|minist|chief"
    r"|receiv|liquidat))|provisionally|tentative(?:ly)?)\b",
    re.I,
)
# "It argued that the leaflet was enough", in a judgment: what a side says is not what the paper finds.
# What "will" be is more than what somebody expects, or means to put to a vote.
_FORESEEN = re.compile(
    r"\b(?:forecasts?|expect(?:s|ed)|project(?:s|ed|ions?)|predict(?:s|ed|ions?)"
    r"|(?:propos|advocat)(?:e|es|ed|ing)|recommend(?:s|ed)?|ask(?:s|ed)? for)\b",
    re.I,
)
# What is only ahead; "will" and "may" stand in too many sentences about something else.
_AHEAD = re.compile(
    r"\b(?:(?:is|are) (?:(?:going )?to(?= [a-z])|preparing|planning|considering|weighing|threatening)"
    r"|(?:does|do|did) not rule out|(?:prepares?|plans?|intends?|threatens?) to"
    r"|call(?:s|ed) (?:on|for) (?:[\w’'-]+ ){1,3}to|(?:is|are) (?:ready|willing|prepared) to)\b",
    re.I,
)
_READY = re.compile(r"\b(?:is|are|was|were|be) (?:ready|willing|prepared) to\b", re.I)
_MAY = frozenset("can could may might will would should must".split())  # noqa: SIM905
_CONDITIONS = frozenset({"once", "if", "when", "until", "unless", "as", "after", "before"})
_PLANNED = frozenset("plan schedule propose envisage foresee intend expect slate".split())  # noqa: SIM905
_PUT_OFF = frozenset({"postpone", "delay", "defer", "cancel", "shelve"})
_SAID_SO = frozenset({"be", "promise", "pledge", "undertake", "vow", "offer", "propose"})
_MEANT = frozenset({"planned", "intended", "proposed", "scheduled", "attempted", "expected", "possible"})
# What holds of animals, in the laboratory or in a model holds there; a claim that leaves that out says more.
_LIMITED = re.compile(
    r"\b(?:(?:tests?|trials?|experiments?|studies|study) (?:on|in|with) (?:mice|rats|animals|monkeys|pigs|cells)"
    r"|in (?:mice|rats|animals|monkeys|theory|(?:the |a )?lab(?:oratory)?(?: (?:tests?|conditions))?"
    r"|(?:a |computer )?(?:model|simulation)s?))\b",
    re.I,
)
_THERE = re.compile(
    r"\b(?:tests?|tested|trials?|experiments?|studies|study|mice|rats?|animals?|monkeys?|pigs?|cells?|theor\w+|lab\w*"
    r"|models?|simulat\w+)\b",
    re.I,
)
_DUE = re.compile(r"\b(?:due|set|scheduled|planned|ordered|given|gave|(?:is|are|was|were) to)\b", re.I)
_EXAMINED = late(
    r"\b(?:(?:to be|being|still) (?:examined|considered|studied|reviewed|explored|assessed|weighed|looked into)"
    r"|(?:is|are|was|were) (?:examining|considering|studying|exploring|weighing|mulling|looking into)"
    r"|under (?:consideration|review|discussion|examination))\b",
    re.I,
)
_EXAMINES = late(
    r"\b(?:examin|consider|stud(?:y|ied)|review|explor|assess|weigh|discuss|mull|look(?:s|ed|ing)? (?:in)?to|talks?\b"
    r"|idea|propos|suggest|may\b|might\b|could\b|possib|call(?:s|ed|ing)? for|want|test)",
    re.I,
)
# What is aimed at is not what is: "the goal is that 85 percent are on time".
_GOALS = r"(?:targets?|goals?|aims?|objectives?|ceilings?|limits?|maximum|minimum)"
_AIMED = late(rf"\b{_GOALS}(?: (?:for|of|on) [^,;.]{{1,40}})? (?:is|are|was|were|has been set) ", re.I)
_GOAL = late(rf"\b{_GOALS}\b|\b(?:at most|at least|up to|no more|must|may not|should)\b", re.I)
_VOTED = late(
    r"\b(?:back(?:s|ed)|votes? (?:in favou?r|for|against)|voted|abst(?:ain|ention)\w*|veto\w*|ballots?)\b",
    re.I,
)
_SETTLED = late(
    r"\b(?:drafts?|proposals?)\b[^.;,]{0,40}\b(?:was|were|been) (?:not )?(?:accepted|adopted|approved|rejected|passed"
    r"|ratified|defeated|endorsed|backed)\b",
    re.I,
)
_MEANING = frozenset({"will", "plan", "planned", "intend", "aim", "hope", "prepare", "expect"})
_FRESH = timedelta(days=7)  # in which what was planned by a later day is not yet done
_WILL = re.compile(r"\b(?:will|shall)\b|['’]ll\b", re.I)
_HEDGE = re.compile(
    r"\b(?:would|could|(?-i:may)|might|should|(?<!the )plan(?:s|ned)?|hop(?:e|es|ed)|want(?:s|ed)?|estimat\w+"
    r"|foresee\w*|consider\w*|discuss\w*|early|earlier|initial\w*|first report|so far"
    r"|condition\w*|before|paper|not|no|reject\w*|refus\w*|vot\w+ (?:[\d–-]+ )?against|turn(?:s|ed)? down|defeat\w*)\b",
    re.I,
)
_DECIDED = re.compile(
    r"\b(?:agreed|settled|ordered|approved|decided|adopted|granted|fixed|imposed|certified|finali[sz]ed|final|signed|passed"
    r"|enacted|ruled|ratified|concluded|made|introduced)\b",
    re.I,
)


def decided(claim: str, passage: str) -> str:
    """Return the word by which a claim calls settled what a passage only proposes, or ""."""
    if not UNSETTLED.search(passage) or UNSETTLED.search(claim) or _HEDGE.search(claim):
        return ""
    held = told(" ".join(_DECIDED.findall(passage)))  # "adopted" says "passed"
    words = ((word, dict(spoken(word)).get(word, frozenset())) for word in _DECIDED.findall(claim))
    return next((word for word, forms in words if held.isdisjoint((*forms, *bm25.terms(word)))), "")


def early(claim: str, passage: str) -> str:
    """Return the word by which a passage calls provisional, or foresees, what a claim tells plainly, or ""."""
    looked_at = _EXAMINED.search(passage)
    if looked_at and not _EXAMINES.search(claim) and not _decided_beside(passage):
        return f"what is only looked at (“{looked_at.group()}”)"
    if UNSETTLED.search(claim) or _HEDGE.search(undated(claim)) or _FORESEEN.search(claim):
        return ""
    limited = None if _THERE.search(claim) else _LIMITED.search(passage)
    if limited:
        return f"what holds there only (“{limited.group()}”)"
    aimed = None if _GOAL.search(claim) else _AIMED.search(passage)
    if aimed:
        return f"what is aimed at (“{aimed.group().strip()}”)"
    if _VOTED.search(claim) and _VOTED.search(passage):
        return contended(claim, passage) or _planned(claim, passage)  # a vote on a draft is a vote
    found = _EARLY.search(passage)
    if found and _SETTLED.search(passage, found.start()):
        found = None  # what was accepted as a draft was accepted
    found = found or (_WILL.search(claim) and _FORESEEN.search(passage))
    return (
        found.group()
        if found
        else contended(claim, passage) or agreed(claim, passage) or _planned(claim, passage)
    )


def _decided_beside(passage: str) -> bool:
    """Say whether a passage of more than one clause tells as well what is not only looked at."""
    return len(re.split(r"[;.](?!\d)\s+", passage.rstrip(" ."))) > 1


def _planned(claim: str, passage: str) -> str:
    """Return a word for a passage that says "is to release" where the claim tells plainly that it was done, or "".

    Where the passage has not the claim's verb, whatever it is only preparing or not ruling out counts as well.
    """
    root = root_of(claim)
    if root is not None and root.lemma_ == "have" and root.tag_ == "VBD":  # "had to be broken off"
        root = next((c for c in root.children if c.dep_ == "xcomp" and c.pos_ == "VERB"), root)
    elif root is None or not is_done(root):
        return ""
    if root.lemma_ == "be":  # "has been open" of what "is to open"
        what = next((c for c in root.children if c.dep_ == "acomp"), None)
        said = to_come(what, passage) if what is not None else ""
        return f"a plan (“{said}”)" if said else ""
    said = to_come(root, passage) or _only_asked(root, passage)
    said = said or (_is_planned(passage) if root.lemma_ not in PLANNING | ASKING else "")
    if not said and set(bm25.terms(root.text)).isdisjoint(bm25.terms(passage)):
        found = None if _READY.search(claim) else _AHEAD.search(passage)
        said = found.group() if found else _only_to_come(passage)
    return f"a plan (“{said}”)" if said else ""


def of_what_is_to_come(claim: str, passage: str) -> bool:
    """Say whether a passage only tells of another deed, one to come, where a claim tells what was done.

    "It cost 2.9 million" is not refuted by "it will pay 12 million".
    """
    root = root_of(claim)
    if root is None or root.lemma_ == "be" or not is_done(root):
        return False
    return set(bm25.terms(root.text)).isdisjoint(bm25.terms(passage)) and bool(_only_to_come(passage))


def only_promised(finding: Finding, claim: Claim) -> bool:
    """Say whether a number of a claim is what somebody promised or planned, and a passage's what has been done of it.

    "It promised to release 120" is not refuted by "it released 40".
    """
    ours = verb_over(claim.text, finding.claim_span)
    done = verb_over(finding.evidence.text, finding.evidence_span)
    meant = ours is not None and ours.dep_ == "xcomp" and ours.head.lemma_ in PLANNING | ASKING
    return meant and done is not None and done.dep_ != "xcomp" and is_done(done)


def _only_to_come(passage: str) -> str:
    """Return the verb of a passage of one clause that tells what will be done, and nothing else, or "".

    On what condition it will be ("once the fee is paid") tells nothing that is done either.
    """
    verbs = [t for t in parsed(passage) if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")]
    verbs = [t for t in verbs if not any(_on_condition(above) for above in (t, *t.ancestors))]
    verbs = [t for t in verbs if t.lemma_ not in _PLANNED or helpers_of(t) - {"is", "are"}] or verbs
    said = foretold(verbs[0]) if len(verbs) == 1 else ""
    denied = any(c.dep_ == "neg" for verb in verbs[:1] for c in verb.children)
    return "" if denied or said.startswith("shall") else said  # an order and a refusal have been given


def _is_planned(passage: str) -> str:
    """Return the words by which a passage has what a noun names only planned: "demolition is planned", "to begin"."""
    only = [t for t in parsed(passage) if t.pos_ == "VERB" and t.dep_ in ("ROOT", "xcomp")]
    if len(only) != 1 or only[0].lemma_ not in _PLANNED | {"begin", "start"}:
        return ""
    to_begin = only[0].dep_ == "xcomp" and only[0].head.lemma_ == "be"
    went_on = any(c.dep_ == "conj" for c in only[0].children)  # "had been planned, but was put off"
    ways = ({"is"}, {"are"}, *(() if went_on else ({"had", "been"},)))
    planned = only[0].lemma_ in _PLANNED and helpers_of(only[0]) in ways
    return f"is {'to ' * to_begin}{only[0].text}" if to_begin or planned else ""


def _on_condition(verb: Token) -> bool:
    """Say whether a verb heads a clause that tells on what condition, or after what, something will be done."""
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")}
    now = verb.tag_ in ("VBZ", "VBP") or bool(helpers_of(verb) & {"has", "have", "is", "are"})
    hung = verb.dep_ in ("advcl", "pcomp", "ccomp") and now and bool(marks & _CONDITIONS)
    return hung or (verb.lower_ == "provided" and verb.dep_ in ("prep", "advcl"))


def only_wished(claim: str, passage: str) -> str:
    """Return what a passage only has somebody want, fear or promise that a claim tells plainly, or "".

    "It wants a guarantee that nobody will be dismissed" does not have nobody dismissed.
    """
    root = root_of(claim)
    if root is None or root.pos_ != "VERB" or any(t.lemma_ in WISHING for t in root.doc):
        return ""
    acts = word_forms(root)
    same = [t for t in parsed(passage) if t.pos_ == "VERB" and not acts.isdisjoint(bm25.terms(t.text))]
    wished = [_wish_over(t) for t in same]
    return wished[0] if wished and all(wished) else ""


def _wish_over(verb: Token) -> str:
    """Return the word on which what somebody wants, fears or promises hangs, with its verb; or ""."""
    while verb.dep_ == "conj":
        verb = verb.head
    wish = verb.head
    hung = verb.dep_ in ("ccomp", "acl", "xcomp", "relcl") and wish.lemma_ in WISHING
    return f"{wish.text} ... {verb.text}" if hung else ""


def still_ahead(claim: str, item: Evidence, written: date | None) -> tuple[str, str]:
    """Return the verb of a claim that tells as done what a passage only foresees for a day after the draft's, and how.

    Two empty words where the passage names no such day, or an earlier one too.
    """
    root = root_of(claim)
    if root is None or written is None or root.lemma_ in _SAID_SO or not is_done(root):
        return "", ""  # who has promised a thing has done so, whenever it is to be
    days = [p for p in when.find(item.text, item.published) if p.start > date.min or p.relation == "until"]
    fresh = (
        item.published is not None and written - item.published <= _FRESH
    )  # what is planned "by May" may be done

    def ahead(period: Period) -> bool:
        return period.start > written or (
            period.relation == "until" and fresh and period.end > written + _FRESH
        )

    said = to_come(root, item.text) if days and all(map(ahead, days)) else ""
    if any(p.relation == "until" for p in days) and said.split(" ")[0].rstrip("s") not in _MEANING:
        said = ""  # an order to be followed by a day may have been followed
    on_a_condition = said.split(" ")[0] in NOT_YET  # "unless it clears him", whatever the day is of
    return ("", "") if on_a_condition or not said else (root.text, said)


def only_foreseen(claim: str, passage: str, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the days of a claim that tells what is done, on which a passage only has something that was or is to be."""
    root = root_of(claim)
    if root is None or not is_done(root) or root.tag_ == "VBG" or _HEDGE.search(claim) or _DUE.search(claim):
        return
    for found in findings:
        if found.judge == "dates" and found.stance is Stance.SUPPORTS:
            verb, ours = verb_over(passage, found.evidence_span), verb_over(claim, found.claim_span)
            said = _set_for(verb) if verb is not None and (ours is None or ours.i == root.i) else ""
            if said:
                yield f"{found.part} (the source: “{said}”)"


def verb_over(text: str, span: Span | None) -> Token | None:
    """Return the verb on which what stands somewhere in a text hangs, or None."""
    inside = (t for t in parsed(text) if span is not None and span.start <= t.idx < span.end)
    return next((a for t in inside for a in t.ancestors if a.pos_ == "VERB"), None)


def _set_for(verb: Token) -> str:
    """Return a verb that tells what will be, is to be or was to be, with its helper; "asked to leave" was asked."""
    helpers = helpers_of(verb)
    if coming := sorted(helpers & {"will", "shall", "’ll", "'ll"}):
        return f"{coming[0]} {verb.text}"
    return f"{verb.head.text} to {verb.text}" if "to" in helpers and verb.head.lemma_ == "be" else ""


def _only_asked(root: Token, passage: str) -> str:
    """Return the words by which a passage has the act of a claim's verb only as what somebody asks for or offers."""
    acts = word_forms(root).union(*map(told, with_particles(root)))
    same = [t for t in parsed(passage) if not acts.isdisjoint(bm25.terms(t.text))]
    asked = [_asking(t) for t in same if t.pos_ == "NOUN"]
    return asked[0] if asked and all(asked) and len(asked) == len(same) else ""


def _asking(noun: Token) -> str:
    """Return the verb that asks for, offers or refuses what a noun names ("asked for the return"), or ""."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    only = above.lemma_ in ASKING or any(c.dep_ == "aux" and c.lower_ in _MAY for c in above.children)
    off = noun.head.lemma_ == "put" and any(c.lower_ == "off" for c in noun.head.children)
    if planned := next((c for c in noun.children if c.dep_ == "amod" and c.lower_ in _MEANT), None):
        return f"{planned.text} {noun.text}"
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj") and (off or noun.head.lemma_ in _PUT_OFF):
        return f"{noun.text} {noun.head.text}"
    hung = noun.dep_ in ("dobj", "pobj", "nsubjpass") and above.pos_ == "VERB" and only
    return f"{above.text} {noun.head.text + ' ' if noun.dep_ == 'pobj' else ''}{noun.text}" if hung else ""
