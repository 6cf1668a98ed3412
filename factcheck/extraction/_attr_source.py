"""Whose words they are: the mention in the text that stands for the speaker of a cue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ._attr_tree import CLAUSAL, LOOSE_AND_MARKS, Range, Tree
from ._attr_words import PAPERS, PEOPLE, PERSONS, QUOTING, SPOKEN

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


def speakers_of(tree: Tree, cue: int, content: tuple[Range, ...], *, passive: bool = False) -> list[Mention]:
    """Return who may be speaking, the likeliest first: subject or agent of the cue, or one that it inherits.

    What lies in the content, or in a quotation that does not hold the cue, is never the speaker. Where the
    grammar leaves a choice ("X said the Y never did so, calling it absurd") there are several.
    """
    search = _Search(tree, cue, content)
    first = search.run(passive).outside(content)
    found = [first]
    if first.how in _DOUBTFUL or first.how.startswith("inherited"):
        found += [other.outside(content) for other in search.others()]
    if first.how == "antecedent" and tree.low[first.ranges[-1][0]] == "that":
        found.append(Mention(ranges=first.ranges[-1:], how="that", head=first.ranges[-1][0]))
    seen: set[tuple[Range, ...]] = set()
    return [m for m in found if not (m.ranges in seen or seen.add(m.ranges))]  # type: ignore[func-returns-value]


_DOUBTFUL = frozenset({"nearest-before", "head", "released", "bare-noun", "none", "lost"})
_NEAR = 5  # words between the verb and the colon before a quotation: "fumed late last night:"
_RAISED = frozenset({"seem", "appear", "tend", "happen"})


class _Search:
    """One search for the speaker of a cue."""

    def __init__(self, tree: Tree, cue: int, content: tuple[Range, ...]) -> None:
        self.tree, self.cue, self.content = tree, cue, content

    def run(self, passive: bool) -> Mention:
        tree, cue = self.tree, self.cue
        agent = tree.kid(cue, "agent")
        noun = tree.kid(agent, "pobj") if agent >= 0 else -1
        if noun >= 0:
            return self.mention(noun, "agent")
        if tree.tag[cue][:2] in ("NN", "JJ") and tree.low[cue] not in SPOKEN:
            return self.of_noun(cue)
        if tree.lemma[cue] in _RAISED:
            return Mention(how="raised")
        if tree.lemma[cue] in QUOTING and tree.kid(cue, "nsubjpass") >= 0:
            return self.of_verb(cue, 1)  # "was quoted as saying"
        if passive or tree.kid(cue, "auxpass", "nsubjpass") >= 0:
            return Mention(how="passive")
        if (
            tree.tag[cue] == "VBN"
            and tree.kid(cue, "aux", *_SUBJECTS) < 0
            and tree.dep[cue] in ("advcl", "acl")
        ):
            return self.before_a_quote() or Mention(how="participle")
        return self.of_verb(cue, 0)

    def before_a_quote(self) -> Mention | None:
        """``Lee, whose shop was shut, fumed last night: "..."``: the first subject, the verb taken for a participle."""
        tree, cue = self.tree, self.cue
        first = self.content[0][0]
        behind = tree.low[cue + 1 : first]
        if tree.quoted[first] < 0 or first <= cue or len(behind) > _NEAR or behind[-1:] != [":"]:
            return None
        begin = tree.opens(cue)
        actors = (i for i in range(begin, cue) if tree.dep[i] in _SUBJECTS and tree.low[i] not in _RELATIVES)
        actor = next((i for i in actors if self.fits(i)), -1)
        return self.mention(actor, "subject") if actor >= 0 else None

    def fits(self, noun: int) -> bool:
        """Say whether a noun can name the speaker: outside the content and outside other quotations."""
        for first, end in self.content:
            if first <= noun < end:
                return False
        quote = self.tree.quoted[noun]
        return quote < 0 or quote == self.tree.quoted[self.cue]

    def of_verb(self, verb: int, depth: int) -> Mention:
        tree = self.tree
        how = "subject" if depth == 0 else f"inherited-{tree.dep[self.cue]}"
        subjects = [
            k for k in tree.kids[verb] if tree.dep[k] in _SUBJECTS or (depth and tree.dep[k] == "nsubjpass")
        ]
        if len(subjects) > 1 and tree.low[subjects[0]] in _RELATIVES and subjects[1] < verb:
            subjects.pop(0)  # "the man, who police say was armed"
        before = [k for k in subjects if k < verb]
        apart = len(before) > 1 and any(tree.low[i] == "," for i in range(before[-2], before[-1]))
        if apart or (len(before) > 1 and tree.left[before[-1]] == before[-2] + 1):
            subjects = before[-1:]  # "The strikes killed ten, medics said"; "Mill Lane resident Bo Lee said"
        if subjects:
            return self.mention(subjects[0], how) if self.fits(subjects[0]) else self.nearest()
        if depth > 6 or tree.head[verb] == verb:
            return self.nearest()
        return self.inherit(verb, depth)

    def inherit(self, verb: int, depth: int) -> Mention:
        tree = self.tree
        head, dep = tree.head[verb], tree.dep[verb]
        if dep in ("acl", "relcl") and tree.tag[head][:1] in "NP":
            return self.of_head_noun(head, verb)
        if dep in ("xcomp", "ccomp") and tree.lemma[head] in _TO_OBJECT:
            target = tree.kid(head, "dobj", "dative")
            if target >= 0 and self.fits(target):
                return self.mention(target, "object")
        above = tree.head[head]
        if dep == "pcomp" and tree.low[head] == "as" and tree.lemma[above] in QUOTING:
            quoted = tree.kid(above, "dobj", "nsubjpass")
            if quoted >= 0 and self.fits(quoted):
                return self.mention(quoted, "subject")
        if dep in CLAUSAL or dep in ("prep", "dep", "pcomp"):
            return self.of_verb(head, depth + 1)
        return self.nearest()

    def others(self) -> Iterator[Mention]:
        """Yield the subject of the sentence's topmost verb, and of the nearest verb above, before the cue."""
        tree, cue = self.tree, self.cue
        chain: list[int] = []
        token = cue
        while tree.head[token] != token and len(chain) < 12:
            token = tree.head[token]
            if tree.is_verb(token):
                chain.append(token)
        for how, verb in zip(("top", "above"), [*chain[-1:], *chain[:1]], strict=False):
            subject = tree.kid(verb, *_SUBJECTS)
            if 0 <= subject < cue and self.fits(subject):
                yield self.mention(subject, how)
        begin = tree.opens(cue)
        for i in range(begin, cue):
            if tree.dep[i] == "nsubj" and self.fits(i) and tree.low[i] not in _RELATIVES:
                yield self.mention(i, "first")
                break

    def of_head_noun(self, noun: int, verb: int) -> Mention:
        """``released a statement saying``: the one who released it; ``a report showing``: the report."""
        tree = self.tree
        if tree.tag[verb] == "VBG" and tree.dep[noun] in ("dobj", "pobj") and tree.lemma[noun] in PAPERS:
            above = tree.head[noun] if tree.dep[noun] == "dobj" else tree.head[tree.head[noun]]
            subject = tree.kid(above, *_SUBJECTS) if tree.is_verb(above) else -1
            if subject >= 0 and self.fits(subject):
                return self.mention(subject, "released")
        if not self.fits(noun):
            return self.nearest()
        return Mention(
            ranges=(tree.trim(tree.left[noun], max(tree.left[verb], noun + 1)),), how="head", head=noun
        )

    def of_noun(self, noun: int) -> Mention:
        """``his claim that``, ``a call by the union for``, ``made the case that``."""
        tree = self.tree
        owner = tree.kid(noun, "poss")
        if owner >= 0:
            return self.mention(owner, "owner")
        for child in tree.kids[noun]:
            named = tree.kid(child, "pobj") if tree.low[child] in ("by", "from") else -1
            if named >= 0:
                return self.mention(named, "by")
        head, dep = tree.head[noun], tree.dep[noun]
        if dep in ("dobj", "attr", "oprd", "conj", "acomp") and tree.is_verb(head):
            return self.of_verb(head, 1)
        if dep == "pobj" and tree.is_verb(tree.head[head]):
            return self.of_verb(tree.head[head], 1)
        return Mention(how="bare-noun")

    def mention(self, noun: int, how: str) -> Mention:
        tree, cue = self.tree, self.cue
        clause = tree.head[noun]
        if tree.low[noun] in ("who", "which") and tree.dep[clause] == "conj":
            clause = tree.head[clause]  # "who found it and who said"
        if tree.low[noun] in _RELATIVES and tree.dep[clause] == "relcl":
            target = self.meant(tree.head[clause]) if tree.low[noun] == "who" else tree.head[clause]
            first, end = tree.trim(tree.left[target], max(tree.left[clause], target + 1), quotes=True)
            # The pronoun is part of the mention: it is where the text itself names the speaker of this cue.
            return Mention(ranges=((first, end), (noun, noun + 1)), how="antecedent", head=target)
        first, end = tree.subtree(noun)
        if first <= cue < end:
            first, end = (cue + 1, end) if noun > cue else (first, cue)
        first, end = self.clear(max(first, tree.opens(noun)), noun, end)
        if tree.tag[first] == "VBG" and how == "subject":  # "Opening the inquest, coroner Ann Lee said"
            first = next((i + 1 for i in range(noun - 1, first, -1) if tree.low[i] == ","), first)
        return Mention(ranges=((first, end),), how=how, head=noun) if first <= noun < end else self.nearest()

    def meant(self, noun: int) -> int:
        """Return the person that "who" means: "people close to the matter who asked" is not the matter."""
        tree, token = self.tree, noun
        for _ in range(4):
            if _personal(tree, token):
                above = tree.head[token]
                named = (
                    tree.dep[token] == "appos" and tree.entity[above] == "PERSON" and tree.tag[token] == "NN"
                )
                return above if named else token
            token = tree.head[token]
            if tree.tag[token][:2] not in ("NN", "IN", "JJ") or token > noun:
                break
        return noun

    def clear(self, first: int, noun: int, end: int) -> Range:
        """Cut what belongs to the content or to a quotation off a mention, on both sides of its noun."""
        for i in range(noun, first - 1, -1):
            if not self.fits(i):
                first = i + 1
                break
        for i in range(noun, end):
            if not self.fits(i):
                end = i
                break
        return self.tree.trim(first, end)

    def nearest(self) -> Mention:
        """Return the nearest noun phrase: right after an inverted verb, else before it in the sentence."""
        tree, cue = self.tree, self.cue
        begin, stop = tree.sentences[tree.sentence[cue]]
        before = cue - 1
        while before > 0 and (tree.tag[before] == "RB" or not tree.words[before].strip()):
            before -= 1
        addressed = tree.lemma[cue] == "tell"  # whom somebody told stands behind it, and never who did
        inverted = before < begin or tree.low[before] in LOOSE_AND_MARKS or not self.fits(before)
        if not addressed and (inverted or (cue + 1 < stop and tree.tag[cue + 1][:3] in ("NNP", "PRP"))):
            found = self.phrase(cue + 1, max(stop, min(cue + 8, len(tree))))
            if found:
                return found
        for i in range(cue - 1, max(tree.opens(cue), cue - 25) - 1, -1):
            if (
                tree.tag[i][:2] in ("NN", "PR")
                and tree.tag[i] != "PRP$"
                and self.fits(i)
                and (tree.dep[i] in _HEADS or (i == cue - 1 and tree.head[i] == cue))
            ):
                begin = tree.left[i]
                while (
                    tree.dep[i] == "compound"
                    and begin > 0
                    and tree.head[begin - 1] == cue
                    and self.fits(begin - 1)
                ):
                    begin = tree.left[begin - 1]  # "campaign records show", all of it before one noun
                first, end = self.clear(begin, i, max(i + 1, min(tree.right[i], cue)))
                return Mention(ranges=((first, end),), how="nearest-before", head=i)
            if (
                addressed
                and tree.tag[i] == "NNP"
                and tree.tag[i - 1] == "NN"
                and tree.head[i - 1] == i > begin
            ):
                # "Outside the court Holm told": the parser made one name of the two.
                return Mention(ranges=((i, i + 1),), how="nearest-before", head=i)
        return Mention(how="none")

    def phrase(self, first: int, stop: int) -> Mention | None:
        """Return the noun phrase that begins at ``first``, if one does."""
        tree, end, head = self.tree, first, -1
        while end < stop and tree.tag[end] in _NOMINAL and self.fits(end):
            head = end if tree.tag[end][:2] in ("NN", "PR") and tree.tag[end] != "PRP$" else head
            end += 1
        if head < 0:
            return None
        if tree.low[head + 1 : head + 3] == ["-", "old"] and head + 3 <= stop:
            head += 2  # "the 23-year-old"
        return Mention(ranges=((first, head + 1),), how="nearest-after", head=head)


def _personal(tree: Tree, noun: int) -> bool:
    tag, lemma = tree.tag[noun], tree.lemma[noun]
    if tree.entity[noun] in ("GPE", "LOC", "FAC", "ORG") and tree.tag[tree.head[noun]] == "IN":
        return False  # "Democrats on Capitol Hill, who argue"
    return (
        tag[:3] in ("NNP", "PRP")
        or lemma in PERSONS
        or (tag == "NNS" and PEOPLE.fullmatch(tree.low[noun]) is not None)
    )


_HEADS = frozenset(
    {"nsubj", "nsubjpass", "ROOT", "dobj", "conj", "appos", "npadvmod", "dep", "attr", "ccomp"}
)
_NOMINAL = frozenset(
    {"DT", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "JJ", "JJR", "JJS", "CD", "POS", "VBN", "HYPH"}
)
