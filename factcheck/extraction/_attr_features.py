"""What the model looks at in a candidate: features with names that a person can read.

Every feature is a string such as ``lemma=deny`` or ``start clause=that``; its weight stands in
``attribution.json`` under the same name. Words of the text enter only as lemmas of cues, heads and openings.
"""

from __future__ import annotations

from ._attr_candidates import Candidate
from ._attr_tree import Range, Tree

_LENGTHS = ((1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"), (15, "9-15"), (30, "16-30"), (60, "31-60"))


def features(tree: Tree, found: Candidate, place: str) -> list[str]:
    """Return the names of the features that hold; ``place`` says where the paragraph stands."""
    kind, lemma = found.kind, found.lemma
    names = [
        "bias",
        f"kind={kind}",
        f"cut={kind}/{found.cut}",
        f"lemma={lemma}",
        f"cue={lemma}/{kind}",
        f"cue cut={lemma}/{kind}/{found.cut}",
        f"place={place}",
        f"place kind={place}/{kind}",
    ]
    names += _of_source(tree, found)
    names += _of_cue(tree, found)
    names += _of_content(tree, found)
    return names


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
    word = tree.lemma[head].lower() if tree.tag[head][:3] != "NNP" else "NAME"
    return [
        f"source={source.how}",
        f"source kind={source.how}/{kind}",
        f"speaker={sort}",
        f"speaker kind={sort}/{kind}",
        f"speaker word={word}",
        f"speaker word kind={word}/{kind}",
        f"speaker cue={sort}/{found.lemma}",
    ]


def _of_cue(tree: Tree, found: Candidate) -> list[str]:
    head, kind = found.head, found.kind
    tag, dep = tree.tag[head], tree.dep[head]
    above = tree.lemma[tree.head[head]] if tree.head[head] != head else ""
    names = [
        f"tag={tag}/{kind}",
        f"tag cue={tag}/{found.lemma}",
        f"dep={dep}/{kind}",
        f"above={dep}/{above}",
        f"in quote={tree.quoted[head] >= 0}/{kind}",
        f"next={tree.low[head + 1] if head + 1 < len(tree) else ''}/{kind}",
    ]
    for child in tree.kids[head]:
        if child < head and tree.dep[child] in ("aux", "auxpass", "neg", "mark", "advmod"):
            names.append(f"{tree.dep[child]}={tree.lemma[child]}/{kind}")
            names.append(f"{tree.dep[child]}={tree.lemma[child]}")
    return names


def _of_content(tree: Tree, found: Candidate) -> list[str]:
    kind, cut, content = found.kind, found.cut, found.content
    first, end = content[0][0], content[-1][1]
    size = _bucket(sum(b - a for a, b in content))
    head = _root(tree, content[-1] if kind in ("passive", "raising") else content[0])
    after = tree.low[end] if end < len(tree) else ""
    quote = _quote_state(tree, found)
    return [
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


def _quote_state(tree: Tree, found: Candidate) -> str:
    home = tree.quoted[found.head]
    marked = total = 0
    for a, b in found.content:
        total += b - a
        marked += sum(tree.quoted[i] >= 0 and tree.quoted[i] != home for i in range(a, b))
    if not marked:
        return "none"
    return "all" if marked == total else "some"


def _bucket(number: int) -> str:
    for limit, name in _LENGTHS:
        if number <= limit:
            return name
    return "more"
