"""What the model looks at in a candidate: features with names that a person can read.

Every feature is a string such as ``lemma=deny`` or ``start clause=that``; its weight stands in
``attribution.json`` under the same name. Words of the text enter only as lemmas of cues, heads and openings.
"""

from __future__ import annotations

from ._attr_candidates import Candidate
from ._attr_classes import CLASSES
from ._attr_tree import LOOSE, LOOSE_AND_MARKS, Range, Tree
from ._attr_words import GROUPS, PAPERS, PERSONS

_LENGTHS = ((1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"), (15, "9-15"), (30, "16-30"), (60, "31-60"))


def features(tree: Tree, found: Candidate, place: str) -> list[str]:
    """Return the names of the features that hold; ``place`` says where the paragraph stands."""
    return [*shared(tree, found, place), *own(tree, found)]


def shared(tree: Tree, found: Candidate, place: str) -> list[str]:
    """Return the features that all candidates of one cue in one construction have in common."""
    head, kind, lemma = found.head, found.kind, found.lemma
    tag, dep = tree.tag[head], tree.dep[head]
    frame, under, tense = _frame(tree, head), _under(tree, head), _tense(tree, head)
    above = tree.lemma[tree.head[head]] if tree.head[head] != head else ""
    names = [
        "bias", f"kind={kind}", f"lemma={lemma}", f"cue={lemma}/{kind}", f"place={place}",
        f"place kind={place}/{kind}", f"tag={tag}/{kind}", f"tag cue={tag}/{lemma}", f"dep={dep}/{kind}",
        f"above={dep}/{above}", f"in quote={tree.quoted[head] >= 0}/{kind}",
        f"next={tree.low[head + 1] if head + 1 < len(tree) else ''}/{kind}",
        f"under={under}", f"under kind={under}/{kind}", f"frame cue={frame}/{kind}/{lemma}",
        f"tense={tense}/{kind}", f"tense cue={tense}/{lemma}",
    ]  # fmt: skip
    for sort in CLASSES.get(lemma, ("other",)):
        names += [
            f"class={sort}/{kind}",
            f"class frame={sort}/{frame}/{kind}",
            f"class tag={sort}/{tag}/{kind}",
        ]
    for child in tree.kids[head]:
        if child < head and tree.dep[child] in ("aux", "auxpass", "neg", "mark", "advmod"):
            names.append(f"{tree.dep[child]}={tree.lemma[child]}/{kind}")
            names.append(f"{tree.dep[child]}={tree.lemma[child]}")
    return names


def own(tree: Tree, found: Candidate) -> list[str]:
    """Return the features of this content and this speaker."""
    kind, cut, lemma = found.kind, found.cut, found.lemma
    takes, drops = _arguments(tree, found)
    person = _person(tree, found.source.head)
    names = [
        f"cut={kind}/{cut}", f"cue cut={lemma}/{kind}/{cut}", f"takes={takes}/{kind}", f"drops={drops}/{kind}",
        f"drops cue={drops}/{lemma}", f"takes cut={takes}/{kind}/{cut}", f"drops cut={drops}/{kind}/{cut}",
        f"frame={_frame(tree, found.head)}/{kind}/{cut}", f"cue speaker={lemma}/{person}/{kind}",
    ]  # fmt: skip
    for sort in CLASSES.get(lemma, ("other",)):
        names += [f"class cut={sort}/{kind}/{cut}", f"class speaker={sort}/{person}/{kind}"]
    return [
        *names,
        *_of_source(tree, found),
        *_of_content(tree, found),
        *_of_tail(tree, found),
        *_of_end(tree, found),
    ]


def _of_end(tree: Tree, found: Candidate) -> list[str]:
    """Features of what hangs at the end of the content, and of what is left out behind it and hangs where."""
    kind, (first, end) = found.kind, found.content[-1]
    return [*_hanging(tree, first, end, kind), *_left_out(tree, found, end)]


def _hanging(tree: Tree, first: int, end: int, kind: str) -> list[str]:
    """Return what the largest clause or phrase is like that begins inside the content and ends with it."""
    last, top = end - 1, -1
    while last > first and (tree.low[last] in LOOSE_AND_MARKS or not tree.words[last].strip()):
        last -= 1
    token = last
    for _ in range(12):
        if token == tree.head[token] or not first < tree.left[token]:
            break
        if tree.dep[token] in _HANGING:
            top = token
        token = tree.head[token]
    if top < 0:
        return [f"hangs=no/{kind}"]
    start = tree.left[top]
    how = f"{tree.dep[top]}/{tree.tag[top]}/{tree.low[start - 1] in LOOSE}"
    return [
        f"hangs={how}/{kind}",
        f"hangs class={CLASSES.get(tree.lemma[top], ('other',))[0]}/{how}",
        f"hangs word={tree.low[start]}/{tree.dep[top]}",
        f"hangs lemma={tree.lemma[top]}/{tree.dep[top]}",
    ]


def _left_out(tree: Tree, found: Candidate, end: int) -> list[str]:
    """Return what the first clause or phrase behind the content is like, and what it hangs on."""
    kind, cue, first = found.kind, found.head, found.content[-1][0]
    stop = tree.sentences[tree.sentence[end - 1]][1]
    token = end
    while token < stop and (tree.low[token] in LOOSE_AND_MARKS or not tree.words[token].strip()):
        token += 1
    if token >= stop:
        return [f"leaves=no/{kind}"]
    word, top = tree.low[token], token
    while tree.head[top] != top and tree.head[top] > token:
        top = tree.head[top]
    above = tree.head[top]
    where = "cue" if above == cue else "content" if first <= above < end else "out"
    where = f"{where}/{tree.low[end] in LOOSE}"
    sort = CLASSES.get(tree.lemma[top], ("other",))[0]
    return [
        f"leaves={where}/{tree.dep[top]}/{tree.tag[top]}/{kind}",
        f"leaves class={where}/{tree.dep[top]}/{sort}/{top == cue}",
        f"leaves word={where}/{word}",
        f"leaves lemma={tree.lemma[top]}/{where}",
    ]


_HANGING = frozenset({"advcl", "relcl", "acl", "conj", "prep", "npadvmod", "appos", "ccomp", "advmod"})


def _of_tail(tree: Tree, found: Candidate) -> list[str]:
    """Features of the last verb that is joined to the content's verb by "and": inside, or left out."""
    root = _root(tree, found.content[0])
    for child in reversed(tree.kids[root]):
        if child > root and tree.dep[child] == "conj" and tree.is_verb(child):
            taken = child < found.content[-1][1]
            alike = tree.tag[child] == tree.tag[found.head]
            apart = tree.kid(child, "nsubj") >= 0
            sort = CLASSES.get(tree.lemma[child], ("other",))[0]
            return [
                f"tail={taken}/{alike}/{apart}/{found.kind}",
                f"tail class={taken}/{alike}/{apart}/{sort}",
            ]
    return []


def _of_source(tree: Tree, found: Candidate) -> list[str]:
    source, kind = found.source, found.kind
    if source.head < 0:
        return [
            f"source={source.how}",
            f"source kind={source.how}/{kind}",
            f"source cue={source.how}/{found.lemma}",
        ]
    head = source.head
    sort = tree.entity[head] or tree.tag[head]
    comma = any(tree.low[i] in LOOSE for i in range(min(head, found.head), max(head, found.head)))
    word = tree.lemma[head].lower() if tree.tag[head][:3] != "NNP" else "NAME"
    return [
        f"source={source.how}",
        f"source kind={source.how}/{kind}",
        f"speaker={sort}",
        f"speaker kind={sort}/{kind}",
        f"speaker word={word}",
        f"speaker word kind={word}/{kind}",
        f"speaker cue={sort}/{found.lemma}",
        f"source how={source.how}/{sort}",
        f"source far={_bucket(abs(found.head - head))}/{source.how}/{comma}",
    ]


def _under(tree: Tree, head: int) -> str:
    """Return the nearest verb above in whose clause the cue stands, as class of meaning and relation."""
    token = head
    for _ in range(8):
        above, dep = tree.head[token], tree.dep[token]
        if above == token:
            return ""
        if dep in ("ccomp", "xcomp", "acl", "relcl", "advcl", "pcomp"):
            return f"{dep}/{CLASSES.get(tree.lemma[above], ('other',))[0]}"
        token = above
    return ""


def _person(tree: Tree, head: int) -> str:
    """Return what sort of thing the speaker is: a person, a body, a pronoun, people, a paper, a thing."""
    if head < 0:
        return "none"
    if tree.tag[head][:3] == "PRP":
        return (
            "you" if tree.low[head] in ("i", "we", "you") else "it" if tree.low[head] == "it" else "pronoun"
        )
    if tree.tag[head][:3] == "NNP":
        return tree.entity[head] or "name"
    lemma = tree.lemma[head]
    for name, words in (("people", PERSONS), ("group", GROUPS), ("paper", PAPERS)):
        if lemma in words:
            return name
    return "plural" if tree.tag[head] == "NNS" else "thing"


def _arguments(tree: Tree, found: Candidate) -> tuple[str, str]:
    """Return the last argument of the cue that the content takes, and the first behind it that it leaves."""
    end = found.content[-1][1]
    takes = drops = ""
    for child in tree.kids[found.head]:
        if child > found.head and tree.dep[child] != "punct":
            if child < end:
                takes = _argument(tree, child)
            elif not drops:
                drops = _argument(tree, child)
    return takes, drops


def _argument(tree: Tree, child: int) -> str:
    if tree.dep[child] != "prep":
        return f"{tree.dep[child]} {tree.entity[child]}"
    noun = tree.kid(child, "pobj")
    return f"{tree.low[child]} {tree.entity[noun] if noun >= 0 else tree.dep[child]}"


def _frame(tree: Tree, head: int) -> str:
    """Return what the cue governs to its right: "dobj prep-of" for "accuse X of Y"."""
    parts = []
    for child in tree.kids[head]:
        dep = tree.dep[child]
        if child > head and dep in _FRAME:
            parts.append(f"prep-{tree.low[child]}" if dep == "prep" else dep)
    return " ".join(parts[:3])


_FRAME = frozenset(
    {"ccomp", "xcomp", "dobj", "dative", "prep", "prt", "oprd", "acomp", "attr", "agent", "advcl"}
)


def _tense(tree: Tree, head: int) -> str:
    """Return tag and auxiliaries in one: "to VB", "have been VBG"."""
    words = [tree.low[k] for k in tree.kids[head] if k < head and tree.dep[k] in ("aux", "auxpass", "neg")]
    return " ".join([*words, tree.tag[head]])


def _of_content(tree: Tree, found: Candidate) -> list[str]:
    kind, cut, content = found.kind, found.cut, found.content
    first, end = content[0][0], content[-1][1]
    size = _bucket(sum(b - a for a, b in content))
    head = _root(tree, content[-1] if kind in ("passive", "raising") else content[0])
    after = tree.low[end] if end < len(tree) else ""
    quote = quoting(tree, found)
    skips = _skips(tree, found)
    second = content[1][0] if len(content) > 1 else -1
    rest = f"{tree.low[second]}/{tree.tag[second]}" if second >= 0 else ""
    return [
        f"skips={skips}/{kind}/{cut}",
        f"skips cue={skips}/{found.lemma}/{kind}",
        f"rest={rest}/{kind}/{cut}",
        f"rest sort={_rest_sort(tree, second)}/{kind}/{cut}",
        f"size={size}/{kind}",
        f"size cut={size}/{kind}/{cut}",
        f"start={tree.low[first]}/{kind}",
        f"start cue={tree.low[first]}/{found.lemma}",
        f"before={tree.low[first - 1] if first else ''}/{kind}/{cut}",
        f"after={after}/{kind}/{cut}",
        f"after tag={tree.tag[end] if end < len(tree) else ''}/{kind}/{cut}",
        f"quote={quote}/{kind}",
        f"quote cut={quote}/{kind}/{cut}",
        f"quote cue={quote}/{found.lemma}",
        f"head={tree.tag[head]}/{kind}",
        f"head sort={tree.entity[head]}/{kind}",
        f"head lemma={tree.lemma[head]}/{kind}",
        f"head cue={tree.tag[head]}/{found.lemma}",
        f"head lemma cue={tree.lemma[head]}/{found.lemma}",
        f"head dep={tree.dep[head]}/{kind}/{cut}",
        f"verb inside={any(tree.is_verb(i) for a, b in content for i in range(a, b))}/{kind}/{cut}",
        f"pieces={len(content)}/{kind}",
        f"gap={_bucket(max(first - found.head, found.head - content[-1][1], 0))}/{kind}/{cut}",
    ]


def _root(tree: Tree, span: Range) -> int:
    """Return the first token of the range whose head lies outside it."""
    first, end = span
    for i in range(first, end):
        if not first <= tree.head[i] < end or tree.head[i] == i:
            return i
    return first


def quoting(tree: Tree, found: Candidate) -> str:
    """Say how much of the content stands in quotation marks that do not hold the cue: all, some or none."""
    home = tree.quoted[found.head]
    marked = total = 0
    for a, b in found.content:
        part = tree.quoted[a:b]
        total += b - a
        marked += len(part) - part.count(-1) - (part.count(home) if home >= 0 else 0)
    if not marked:
        return "none"
    return "all" if marked == total else "some"


def _skips(tree: Tree, found: Candidate) -> str:
    """Say whether quotations next to the cue, in its sentence, are left out of the content."""
    begin, stop = tree.sentences[tree.sentence[found.head]]
    if tree.quoted[found.head] >= 0:
        return "inside"
    left = right = ""
    for first, end in tree.quotes:
        covered = any(a <= first and end <= b for a, b in found.content)
        if covered or end - first < 5:
            continue
        if end <= found.head and end > begin and found.head - end < 12:
            left = "left"
        elif first > found.head and first < stop:
            right = "right"
    return left + right or "no"


def _rest_sort(tree: Tree, second: int) -> str:
    if second < 0:
        return ""
    if tree.quoted[second] >= 0 or (second + 1 < len(tree) and tree.quoted[second + 1] >= 0):
        return "quoted"
    return f"{tree.dep[second]}/{tree.tag[second]}"


def _bucket(number: int) -> str:
    for limit, name in _LENGTHS:
        if number <= limit:
            return name
    return "more"
