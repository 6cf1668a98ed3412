"""What a verb tells as still to come, wished or done: "will sell", "is to sell", "asks that it sell", "sold"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed
from ._phrased import with_particles
from ._synonyms import forms_at, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAST = frozenset("has have had was were been ’s 's ’ve 've".split())  # noqa: SIM905
# What was done to somebody before he did a thing, so that he did not.
_PREVENTS = frozenset(
    """
    turn stop die kill intercept shoot catch halt arrest block foil defuse withdraw cancel
    """.split()  # noqa: SIM905
)
NOT_YET = frozenset({"until", "till", "unless", "if", "once"})
_MIGHT = frozenset("may can might should must".split())  # noqa: SIM905
_PROPOSALS = frozenset({"motion", "proposal", "plan", "bid", "call", "demand", "request", "bill", "petition"})
_COMING = frozenset({"will", "shall", "would", "’ll", "'ll"})
PLANNING = frozenset(
    """be go plan intend prepare propose aim hope want threaten ready willing prepared due set likely able free
    expect schedule slate forecast project""".split()  # noqa: SIM905
)
ASKING = frozenset(
    """
    ask demand call request seek want apply propose offer promise threaten consider urge appeal await hire commission
    require oblige order instruct commit bind authorise authorize entitle allow permit empower mandate enable
    """.split()  # noqa: SIM905
)
WISHING = frozenset(
    """
    want wish hope demand ask propose suggest recommend urge fear doubt insist offer promise threaten guarantee proposal
    assurance condition request suggestion threat mean try attempt
    """.split()  # noqa: SIM905
)


def to_come(root: Token, passage: str) -> str:
    """Return the words by which a passage tells the act of a claim's verb as one to come, wherever it tells it."""
    verbs = [t for t in parsed(passage) if t.pos_ == "VERB" or _is_deed_as_noun(t)]
    mine = set(bm25.terms(root.text)) | set(bm25.terms(root.lemma_))
    same = [t for t in verbs if not mine.isdisjoint(bm25.terms(t.lemma_))]
    if not same:  # told in another word: "whether to terminate it" of "cancelled it"
        known = forms_at(root.text, root.idx, root.doc.text).union(*map(told, with_particles(root)))
        same = [t for t in verbs if not known.isdisjoint((*bm25.terms(t.lemma_), *bm25.terms(t.text)))]
    said = [foretold(t) for t in same]
    return said[0] if said and all(said) else ""


def foretold(verb: Token) -> str:
    """Return a verb with what makes it one of the future ("will sell", "is to sell"), or ""; "and sell" goes on."""
    helpers = helpers_of(verb)
    coming = sorted(helpers & (_COMING | _MIGHT))
    if coming:
        return f"{coming[0]} {verb.text}"
    wished = verb.head.lemma_ in (PLANNING if verb.dep_ == "xcomp" else ASKING)
    asked = _asked_of(verb) if "to" in helpers else None
    if ("to" in helpers and verb.dep_ in ("xcomp", "ccomp") and wished) or asked is not None:
        return f"{(asked or verb.head).text} to {'be ' * ('be' in helpers)}{verb.text}"
    if "to" in helpers and verb.dep_ == "acl" and verb.head.lemma_ in _PROPOSALS:
        return f"{verb.head.text} to {verb.text}"  # a "motion to ban" bans nothing
    if _is_noun_of_a_wish(verb) or (
        verb.dep_ == "ccomp" and verb.head.lemma_ in WISHING and _is_wished(verb, helpers)
    ):
        return f"{verb.head.text} that it {'be ' * (helpers == {'be'})}{verb.text}"
    # "Halted until the cracks are sealed", "if they are sealed": nobody says that they are.
    marks = (c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod") and verb.dep_ == "advcl")
    if mark := next((m for m in marks if m in NOT_YET), ""):
        return f"{mark} {verb.text}"
    marked = any(c.dep_ == "mark" and c.lower_ == "before" for c in verb.children)
    if verb.dep_ == "advcl" and marked and verb.head.lemma_ in _PREVENTS:
        return f"{verb.head.text} before ... {verb.text}"
    if any(c.lower_ == "whether" for c in verb.children):
        return f"whether to {verb.text}"
    bare = verb.tag_ in ("VB", "VBN") or (
        verb.tag_ == "VBP" and not any(c.dep_ == "nsubj" for c in verb.children)
    )
    goes_on = verb.dep_ == "conj" and not helpers and bare
    return foretold(verb.head) if goes_on else ""


def _is_deed_as_noun(word: Token) -> bool:
    """Say whether the parser has a deed for a noun: "asked the court to jail him"."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in word.children)
    return word.pos_ == "NOUN" and (to or _is_noun_of_a_wish(word))


def _is_noun_of_a_wish(word: Token) -> bool:
    """Say whether the parser has what somebody wishes for a noun: "recommends that the council vote"."""
    return word.pos_ == "NOUN" and word.dep_ == "ccomp" and word.head.lemma_ in WISHING


def _is_wished(verb: Token, helpers: frozenset[str]) -> bool:
    """Say whether a verb has the form of a wish: "that it be closed", "that the council vote by hand"."""
    one = any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP", "PRP") for c in verb.children)
    return helpers == {"be"} or (not helpers and (verb.tag_ in ("VB", "VBP") and one))


def _asked_of(verb: Token) -> Token | None:
    """Return the verb that asks or allows somebody to do a deed, be it "the body and those working with it to"."""
    for above in verb.ancestors if verb.dep_ in ("xcomp", "ccomp", "advcl") else ():
        if above.lemma_ in ASKING:
            return above
        if above.pos_ in ("VERB", "AUX") and above.dep_ != "acl":
            return None
    return None


def helpers_of(verb: Token) -> frozenset[str]:
    """Return the helping verbs of a verb, in small letters: "will", "has been"."""
    return frozenset(child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass"))


def is_done(verb: Token) -> bool:
    """Say whether a verb tells plainly what was done or is being done: "filed", "has filed", "are filing"."""
    helpers = helpers_of(verb)
    running = verb.tag_ == "VBG" and bool(helpers & {"is", "are", "been"}) and verb.lemma_ not in PLANNING
    return verb.tag_ == "VBD" or running or (verb.tag_ == "VBN" and helpers <= _PAST)
