"""Verbs that are not what one of their words says.

Who "called off" a strike, or "gave up" a plan, did neither call nor give; a "Stabilization Force" forces nobody.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..judge._polarity import is_denied, predicates
from ..text import late
from ._claim import LIGHT
from ._synonyms import forms_of, in_a_told_phrase, spoken, told

if TYPE_CHECKING:
    from spacy.tokens import Token

# Elsewhere a particle adds little to a light verb: "make up", "take in", "go on".
_TURNS = {
    **dict.fromkeys(("call", "put", "break"), frozenset({"off"})),
    **dict.fromkeys(("give", "take", "hand", "hold", "keep"), frozenset({"back", "away"})),
    **dict.fromkeys(("set", "put", "lay"), frozenset({"aside", "off"})),
}
# Here the particle makes another verb, which a passage that has the bare one does not tell: who "let the tenants down"
# let nothing to them.
_MAKES_ANOTHER = {
    particle: frozenset(verbs.split())
    for particle, verbs in (
        ("up", "make break turn give set hold put draw blow call tear show split wind mark own play back"),
        (
            "down",
            "let turn break put bring strike shoot knock back stand step run pull tear talk play vote lay cut burn",
        ),
        (
            "off",
            "write pay let take put call lay cut sell see fight drop pull set show spin tip strike run break buy",
        ),
        (
            "out",
            "turn break rule carry throw kick wipe work find drop pull back phase bail fall set run leave call point",
        ),
        ("over", "take pass turn run win"),
        ("in", "turn break give step stand weigh fill"),
        ("away", "turn give take pass do put"),
        ("aside", "set put lay step brush"),
        ("through", "fall pull wave push see"),
        ("about", "bring"),
        ("back", "hold turn fight fall"),
        ("apart", "fall set"),
        ("for", "call stand"),
    )
}
_AMONG = 5  # words within which a particle follows its verb
# Verbs that as nouns are no deed: Israeli forces, the Member States.
_ELSE_AS_A_NOUN = frozenset(
    "bar bear book face field force ground house land mine plant point power second state table water".split()  # noqa: SIM905
)
# The same in names only: an Order Paper orders nothing, while an award is what somebody was awarded.
_ELSE_IN_A_NAME = frozenset({"strike", "order", "review", "trade", "watch", "guard"})
# A rescue operation rescues, an evacuation order does not yet evacuate.
_DOING = frozenset(
    [
        "operation",
        "campaign",
        "effort",
        "work",
        "drive",
        "action",
        "mission",
        "programme",
        "program",
        "process",
        "exercise",
        "session",
    ]
)
_TO_WHAT = frozenset({"dobj", "nsubjpass", "ccomp", "xcomp", "prep", "agent", "attr"})
_GIVEN = frozenset({"up", "back", "away"})

_SAYS = (
    r"(?:sa(?:id|ys)|announce[ds]|report(?:ed|s)|not(?:ed|es)|stat(?:ed|es)|add(?:ed|s)|explain(?:ed|s)|acknowledged"
    r"|confirm(?:ed|s)|found|concluded|recorded|ruled|conceded|admitted|argued|recalled|wrote|told [^,.;]{3,30}"
    r"|(?:was|were) told|heard)"
)
_TAIL = late(
    rf",\s(?:the |its |his |her |their |an? )?[^,;]{{2,60}}? {_SAYS}(?: (?:on|in|at|after)\b[^,;]{{2,40}})?\W*$"
)
_OPENING = late(
    rf"^(?:The |Its |His |Her )?[A-Z]?[\w’' -]{{2,50}}? {_SAYS}(?: on \w+day)? (?:that )?(?=[a-z]|[A-Z][a-z])"
)
# What a phrase says in one word, before it is asked what the contrary of that is.
_PHRASES = tuple(
    (late(rf"\b(?:{pattern})\b", re.I), word)
    for pattern, word in (
        (r"in favou?r(?: of)?", "favour"),
        (r"(?<=was )carried|(?<=were )carried|(?<=been )carried", "adopted"),
        (r"(?:vot(?:e|es|ed|ing)|sho(?:ots?|t)|turn(?:s|ed|ing)?) down", "reject"),
        (r"turn(?:s|ed|ing)? ((?:the|its|his|her|their|an?) (?:[\w’'-]+ )?[\w’'-]+) down", r"reject \1"),
        (r"(?:give|gives|giving|gave|given) up", "abandon"),
        (r"f(?:all|alls|ell|allen) short of", "undershoot"),
        (r"(?:turn|made?|make|post|report|record|book)(?:s|ed)? an? (?:[\w-]+ ){0,2}?(profit|loss)\b", r"\1"),
        (r"(?:remain|stay|kept|keep)(?:s|ed)? (?:in operation|operational|running|operating)", "stay open"),
        (r",? pending (?:an?|the|his|her|its|their) [^,;.]+", ""),
        (r"la(?:y|ys|id|ying) off", "dismiss"),
        (r"(?:go|goes|went|gone) up to (?=the (?:top|first|second|premier|upper))", "promoted to "),
        (
            r"t(?:akes?|ook|aken) in(?= (?:the|\d|[a-z]+ (?:people|refugees|victims|families|patients)))",
            "shelter",
        ),
        (r"turn(?:s|ed|ing)? away", "rejected"),
        (r"left-(?:footed|handed)", "leftist"),
        (r"right-(?:footed|handed)|right (?:foot|hand)(?: only)?", "rightist"),
        (r"on the mend", "improved"),
        (r"(?:gather|gain|pick)(?:s|ed|ing)? (?:up )?(?:pace|strength|speed)", "intensify"),
        (r"(?:blow|blew|blown) itself out|d(?:ies|ied|ying) (?:out|down|away)", "subside"),
        (r"turn(?:s|ed)? up(?= (?:and|to|for|at)\b)", "attend"),
        (r"plead(?:s|ed) guilty", "confessed"),
        (r"one after the other", "consecutively"),
        (r"on purpose", "deliberately"),
        (r"(?:of|out of) (?:his|her|their|its) own free will", "voluntarily"),
        (r"on the spur of the moment", "spontaneous"),
        (r"put(?:s|ting)? back(?= (?:to|until|till|by)\b)", "postpone"),
        (r"(?:is|are|was|were) (?:being )?sued", "is defendant"),
        (r"over the counter", "counter"),
        (r"wears? off", "is temporary"),
        (r"(?:desperately |badly |critically )?short of", "deficit of"),
        (r"down(?:s|ed)? tools|walk(?:s|ed)? (?:out|off the job)", "strike"),
        (r"(?:go|goes|went) through the floor", "plunge"),
        (r"ahead of (?:schedule|time)", "early"),
        (r"off limits", "forbidden"),
        (r"(?:com(?:es?|ing)|came) in to land", "landing"),
        (r"man-made", "artificial"),
        (r"b(?:ears?|ore|orne) out", "confirm"),
        (r"t(?:akes?|ook) the blame", "accept responsibility"),
        (r"t(?:akes?|ook|aken|aking) on (?=\d|(?:[a-z]+ )?(?:people|staff|workers|employees))", "hire "),
        (r"(?:taking|takes?|took) off", "takeoff"),
        (r"(?:bring|brings|brought) forward", "advance"),
        (r"in the red", "loss"),
        (r"in the black", "profit"),
        (
            r"turn(?:s|ed)? (?:him|her|them)sel(?:f|ves) in|g(?:ives?|ave) (?:him|her|them)sel(?:f|ves) up",
            "surrender",
        ),
        (r"(?:got|gets?|given|gave (?:him|her|them)) the (?:boot|sack|axe|push)", "sacked"),
        (r"(?:go|goes|went|gone) through the roof", "soar"),
        (r"bur(?:y|ied) the hatchet", "reconciled"),
        (r"st(?:icks?|uck) to (?:its|his|her|their) guns(?: on)?", "keep"),
        (r"sp(?:eaks?|oke) with one voice", "united"),
        (r"in working order", "working"),
        (r"to the brim", ""),
        (r"behind closed doors|in private|in camera", "private"),
        (r"call(?:s|ed|ing)? off", "cancel"),
        (r"call(?:s|ed|ing)? for(?= (?:an?|the|more|its|his|their)\b)", "demand"),
        (r"(?:go|goes|going|gone|went) ahead", "proceed"),
        (r"on (?:time|schedule)", "punctual"),
        (r"(?:sp(?:eak|oke)s?|c[ao]mes?) (?:out )?against", "against"),
        (r"los(?:e|es|t) money", "loss"),
        (
            r"(?:maintain|insist|protest)(?:s|ed)? (?:on )?(?:his|her|their) innocence|plead(?:s|ed)? not guilty",
            "denied",
        ),
        (r"(?:act|work)(?:s|ed)? alone|single-handed(?:ly)?", "alone"),
        (r" within (?:hours|days|minutes|weeks)\b", ""),
        (r"(?:will )?(?:stay|remain)(?:s|ed)? (?=(?:closed|shut|open)\b)", ""),
        (r"(?:still )?(?:at large|on the run)", "fugitive"),
        (
            r"t(?:akes?|ook|aken) no (?:position|stance|side|sides)|has not taken (?:a position|sides)",
            "neutral",
        ),
        (
            r"g(?:ives?|ave|iven) (?:(?:its|his|her|their|the) )?(?:consent|blessing|assent|go-ahead|green light)",
            "approve",
        ),
        (r"(?: until further notice| for now| for the time being| at present| for the moment)", ""),
        (r"pass(?:es|ed)? on(?= (?:the|an?|his|her|its)\b)", "decline"),
        (r"(?:hold|holds|held|hang|hangs|hung|cling|clings|clung) on ?to", "keep"),
        (r"(?:step|stand|stepp|stood)(?:s|ed|ing)? down", "resign"),
        (r"t(?:akes?|ook|aken|aking) up (?=(?:[\w’'-]+ ){0,4}(?:offer|invitation)s?\b)", "accept "),
        (r"(?:stay|remain)(?:s|ed|ing)? (?:on|in office)", "remain"),
        (r"(?:leaves?|left)(?= (?:[\w’'-]+ ){1,4}in (?:control|charge|place|force|power))", "keep"),
        (r"(?:go|goes|going|gone|went) up|more expensive|dearer", "rise"),
        (r"(?:go|goes|going|gone|went) down|less expensive|cheaper", "fall"),
        (r"(?:is|are|was|were) (?:ready|willing|prepared) to", "agree"),
    )
)


@functools.lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a text with one word for each phrase that stands for it: "voted down" is "reject"."""
    for pattern, word in _PHRASES:
        text = pattern.sub(word, text)
    return text


@functools.lru_cache(maxsize=4096)
def unsourced(text: str) -> str:
    """Return what a passage tells without whose word it is: "... , the interior ministry said in a statement"."""
    return _OPENING.sub("", _TAIL.sub("", text))


def turned_by_particle(claim: str, passage: str, *, light: bool = False) -> str:
    """Return a claim's verb with a particle that turns it ("called off"), where a passage has no word for it, or "".

    :param light: whether any particle counts of a verb that says little by itself ("took out a loan").
    """
    verb = root_of(claim)
    particle = _particle(verb, light=light) if verb is not None else ""
    if verb is None or not particle or in_a_told_phrase(claim, passage, verb.idx):
        return ""
    phrase = f"{verb.text} {particle}"
    known = told(phrase) - frozenset(bm25.terms(phrase))  # what the desk's table says for it
    return "" if not known.isdisjoint(told(passage)) or _has(verb.lemma_, particle, passage) else phrase


def turned_into_another(claim: str, passage: str) -> str:
    """Return a claim's verb with a particle that makes it another one, where a passage has only the bare verb; or "".

    "Made up the figures" is not borne out by "made mistakes in the figures".
    """
    verb = root_of(claim)
    particle = _making_another(verb) if verb is not None else ""
    plain = _without_denied(passage) if particle else ""
    if verb is None or not particle or in_a_told_phrase(claim, plain, verb.idx):
        return ""
    phrase = f"{verb.text} {particle}"
    known = told(phrase) - frozenset(bm25.terms(phrase))
    bare = [t for t in parsed(passage) if t.lemma_ == verb.lemma_ and t.pos_ in ("VERB", "AUX")]
    if not bare:  # of a verb that by itself says nothing, "set up", no word is asked for
        unasked = particle == "up" and verb.text not in dict(spoken(claim))
        return phrase if unasked and known and known.isdisjoint(told(plain)) else ""
    if not known.isdisjoint(told(plain)) or any(_has_behind(t, particle) for t in bare):
        return ""
    joined = rf"\b(?:{verb.lemma_}|{verb.text})-?{particle}|\b{particle}-?{verb.lemma_}"
    return "" if re.search(joined, passage, re.I) else f"{phrase} (the source: {bare[0].text})"


def _without_denied(passage: str) -> str:
    """Return a passage without the verbs that it denies: who "did not fabricate results" made none up."""
    for verb in reversed([t for t in predicates(passage) if is_denied(t)]):
        passage = passage[: verb.idx] + passage[verb.idx + len(verb) :]
    return passage


def _making_another(verb: Token) -> str:
    """Return the particle that makes a verb of a claim another one, or ""."""
    right = verb.doc[verb.i + 1 : verb.i + 2]  # "passed over the colonel" has it as a preposition
    found = [c for c in verb.children if c.dep_ in ("prt", "advmod") or (c.dep_ == "prep" and c in [*right])]
    return next((c.lower_ for c in found if verb.lemma_ in _MAKES_ANOTHER.get(c.lower_, ())), "")


def _has_behind(verb: Token, particle: str) -> bool:
    return any(t.lower_ == particle for t in verb.doc[verb.i + 1 : verb.i + 1 + _AMONG])


def _particle(verb: Token, *, light: bool) -> str:
    if light and verb.lemma_ in LIGHT:
        return next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    turning = _GIVEN if verb.lemma_ == "give" else _TURNS.get(verb.lemma_, frozenset())
    found = (c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod"))
    return next((word for word in found if word in turning), "")


def _has(lemma: str, particle: str, passage: str) -> bool:
    lines = (line for line in passage.split("\n") if particle in line.casefold())  # each is parsed already
    same = (t for line in lines for t in parsed(line) if t.lemma_ == lemma)
    return any(c.lower_ == particle for t in same for c in t.children)


def only_in_a_name(claim: str, passage: str) -> str:
    """Return the verb of a claim that a passage has only as another thing: "Stabilization Force", or ""."""
    verb = root_of(claim)
    if verb is None or verb.pos_ != "VERB" or verb.lemma_ not in _ELSE_AS_A_NOUN | _ELSE_IN_A_NAME:
        return ""
    forms = forms_of(verb.text, claim)
    same = [t for t in parsed(passage) if not forms.isdisjoint(bm25.terms(t.text))]
    others = [
        t
        for t in same
        if _is_of_a_name(t) or (t.pos_ == "NOUN" and t.lemma_ == verb.lemma_ in _ELSE_AS_A_NOUN)
    ]
    return f"{verb.text} (the source: {others[0].text})" if others and len(others) == len(same) else ""


def only_a_mark(claim: str, passage: str) -> str:
    """Return the verb of a claim that a passage has only as the mark of a thing: "deployment lines" deploy nobody.

    Nor has somebody agreed who moved to "the agreed lines", where the claim says not to what.
    """
    verb = root_of(claim)
    if verb is None or verb.pos_ != "VERB" or in_a_told_phrase(claim, passage, verb.idx):
        return ""
    forms = forms_of(verb.text, claim)
    same = [t for t in parsed(passage) if not forms.isdisjoint(bm25.terms(t.text))]
    marks = [t for t in same if t.dep_ == "compound" and t.tag_ == "NN" and t.head.pos_ == "NOUN"]
    marks = [t for t in marks if t.head.lemma_ not in _DOING]
    if not any(c.dep_ in _TO_WHAT for c in verb.children):
        marks += [t for t in same if t.dep_ == "amod" and t.tag_ == "VBN" and t.head.pos_ == "NOUN"]
    only = marks and len(marks) == len(same)
    return f"{verb.text} (the source: {marks[0].text} {marks[0].head.text})" if only else ""


def _is_of_a_name(word: Token) -> bool:
    return word.pos_ == "PROPN" and any(t.pos_ == "PROPN" for t in (word.head, *word.children))


def with_particles(verb: Token) -> list[str]:
    """Return a verb with each particle that it has: "handed in", "stepped down"."""
    parts = (c for c in verb.children if c.dep_ == "prt" or (c.dep_ == "advmod" and c.i == verb.i + 1))
    return [f"{verb.text} {part.text}" for part in parts]
