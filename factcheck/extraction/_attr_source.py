"""Whose words they are: the mention in the text that stands for the speaker of a cue."""

from __future__ import annotations

from dataclasses import dataclass

from ._attr_tree import CLAUSAL, Range, Tree

_RELATIVES = frozenset({"who", "that", "which", "whom"})
_SUBJECTS = ("nsubj", "csubj")
_TO_OBJECT = frozenset(
    {"ask", "tell", "urge", "allow", "force", "lead", "prompt", "push", "want", "expect", "cause"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Ranges of tokens that name the speaker, how they were found, and their head token (-1: none)."""

    ranges: tuple[Range, ...] = ()
    how: str = "none"
    head: int = -1

    def outside(self, content: tuple[Range, ...]) -> Mention:
        """Return this mention, or an empty one where it lies inside the content."""
        for first, end in self.ranges:
            if any(a < end and first < b for a, b in content):
                return Mention(how="inside")
        return self


def subject_of(tree: Tree, token: int, *, passive: bool = False) -> Mention:
    """Return who speaks: subject or agent of the cue, or the one inherited from the verb it hangs on."""
    agent = tree.kid(token, "agent")
    if agent >= 0:
        noun = tree.kid(agent, "pobj")
        if noun >= 0:
            return _mention(tree, noun, token, "agent")
    if passive or tree.kid(token, "auxpass", "nsubjpass") >= 0:
        return Mention(how="passive")
    if tree.tag[token][:2] == "NN":
        return _of_noun(tree, token)
    return _of_verb(tree, token, token, 0)


def _of_verb(tree: Tree, verb: int, cue: int, depth: int) -> Mention:
    for child in tree.kids[verb]:
        if tree.dep[child] in _SUBJECTS:
            return _mention(tree, child, cue, "subject" if depth == 0 else f"inherited-{tree.dep[cue]}")
    if depth and tree.kid(verb, "nsubjpass") >= 0:
        return _mention(tree, tree.kid(verb, "nsubjpass"), cue, f"inherited-{tree.dep[cue]}")
    if depth > 6 or tree.head[verb] == verb:
        return _nearest(tree, cue)
    return _inherit(tree, verb, cue, depth)


def _inherit(tree: Tree, verb: int, cue: int, depth: int) -> Mention:
    head, dep = tree.head[verb], tree.dep[verb]
    if dep in ("acl", "relcl") and tree.tag[head][:1] in "NP":
        return _of_head_noun(tree, head, cue, verb)
    if dep in ("xcomp", "ccomp") and tree.tag[verb] == "VB" and tree.lemma[head] in _TO_OBJECT:
        target = tree.kid(head, "dobj", "dative")
        if target >= 0:
            return _mention(tree, target, cue, "object")
    if dep in CLAUSAL or dep in ("prep", "dep", "pcomp"):
        return _of_verb(tree, head, cue, depth + 1)
    return _nearest(tree, cue)


def _of_head_noun(tree: Tree, noun: int, cue: int, verb: int) -> Mention:
    """``released a statement saying``: the one who released it; ``a report showing``: the report."""
    if tree.tag[verb] == "VBG" and tree.dep[noun] == "dobj" and tree.is_verb(tree.head[noun]):
        subject = tree.kid(tree.head[noun], *_SUBJECTS)
        if subject >= 0 and tree.lemma[noun] in _PIECES:
            return _mention(tree, subject, cue, "released")
    return Mention(
        ranges=(tree.trim(tree.left[noun], max(tree.left[verb], noun + 1)),), how="head", head=noun
    )


_PIECES = frozenset({"statement", "letter", "tweet", "memo", "email", "message", "release", "note", "post"})


def _of_noun(tree: Tree, noun: int) -> Mention:
    owner = tree.kid(noun, "poss")
    if owner >= 0:
        return _mention(tree, owner, noun, "owner")
    for child in tree.kids[noun]:
        if tree.dep[child] == "prep" and tree.low[child] in ("by", "from"):
            named = tree.kid(child, "pobj")
            if named >= 0:
                return _mention(tree, named, noun, "by")
    head = tree.head[noun]
    if tree.dep[noun] in ("dobj", "attr", "oprd") and tree.is_verb(head):
        return _of_verb(tree, head, noun, 1)
    if tree.dep[noun] == "pobj" and tree.is_verb(tree.head[head]):
        return _of_verb(tree, tree.head[head], noun, 1)
    return Mention(how="bare-noun")


def _mention(tree: Tree, noun: int, cue: int, how: str) -> Mention:
    if tree.low[noun] in _RELATIVES and tree.dep[tree.head[noun]] == "relcl":
        clause = tree.head[noun]
        target = tree.head[clause]
        first, end = tree.left[target], max(tree.left[clause], target + 1)
        return Mention(ranges=(tree.trim(first, end, quotes=True),), how="antecedent", head=target)
    first, end = tree.subtree(noun)
    if first <= cue < end:
        first, end = (cue + 1, end) if noun > cue else (first, cue)
    first, end = tree.trim(first, end)
    return Mention(ranges=((first, end),), how=how, head=noun) if first <= noun < end else Mention(how="lost")


def _nearest(tree: Tree, cue: int) -> Mention:
    """Return the nearest noun phrase: right after an inverted verb, else before it in the same sentence."""
    begin, stop = tree.sentences[tree.sentence[cue]]
    if (
        cue + 1 < stop
        and tree.tag[cue + 1][:3] in ("NNP", "PRP")
        and tree.quoted[cue + 1] == tree.quoted[cue]
    ):
        return Mention(ranges=(_run(tree, cue + 1, stop),), how="nearest-after", head=cue + 1)
    for i in range(cue - 1, max(begin, cue - 8) - 1, -1):
        if tree.tag[i][:2] in ("NN", "PR") and tree.tag[i] != "PRP$":
            return Mention(ranges=(tree.trim(tree.left[i], i + 1),), how="nearest-before", head=i)
    return Mention(how="none")


def _run(tree: Tree, first: int, stop: int) -> Range:
    end = first
    while end < stop and tree.tag[end][:3] in ("NNP", "PRP", "POS"):
        end += 1
    return first, max(end, first + 1)
