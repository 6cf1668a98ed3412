"""What a verb of saying may govern, by construction: the contents of its candidates."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ._attr_quotes import adjacent_before
from ._attr_tree import CLAUSAL, LOOSE, LOOSE_AND_MARKS, MARKS, Range, Tree
from ._attr_words import PAPERS, QUOTING, SPOKEN, STATEMENTS

Known = Callable[[str, str], bool]
"""Says whether a lemma is known as a cue in a construction."""
Found = tuple[str, str, tuple[Range, ...], tuple[int, ...]]
"""Construction, cut, content, and the tokens that the cue has beside the verb."""
_SPARE = frozenset({"nsubj", "nsubjpass", "expl", "aux", "auxpass", "neg", "advmod", "mark", "cc", "csubj"})
_TAIL = frozenset(
    "nsubj dative prep npadvmod advmod prt agent advcl dobj acomp oprd tmod".split()  # noqa: SIM905
)
_OPENS_CLAUSE = frozenset({"because", "who", "which", "although", "though", "since", "while", "whom"})
_TRAILS = frozenset({"advcl", "relcl", "acl", "conj", "prep", "npadvmod", "appos"})
_ENDS = frozenset({"?", "!", "...", "…"})


def spoken(tree: Tree, token: int) -> bool:
    """Say whether a token has the form of a verb of saying and stands where one can: not in "his notes"."""
    if tree.low[token] not in SPOKEN or (token and tree.words[token] != tree.low[token]):
        return False
    return not token or tree.tag[token - 1] not in ("DT", "PRP$", "JJ", "POS", "IN", "TO")


def lemma_of(tree: Tree, verb: int) -> str:
    """Return the lemma of a cue, by its form where the tagger took a verb of speech for something else."""
    return tree.lemma[verb] if tree.is_verb(verb) else SPOKEN.get(tree.low[verb], tree.lemma[verb])


def contents(tree: Tree, verb: int, lemma: str, known: Known) -> Iterator[Found]:
    """Yield what ``verb`` may govern; a clause after any verb is worth a look, all else asks ``known``."""
    if quoted_as(tree, verb):
        return  # "was quoted as saying that P": "saying" is the cue
    after = [child for child in tree.kids[verb] if child > verb]
    clauses = [child for child in after if tree.dep[child] == "ccomp"]
    for child in clauses:
        yield from _clause_after(tree, verb, child)
    if not clauses and lemma in STATEMENTS:
        yield from _in_a_paper(tree, after)
    yield from _before(tree, verb, known(lemma, "before"))
    yield from _quote_after(tree, verb, known(lemma, "quote"))
    if tree.kid(verb, "nsubjpass", "auxpass") >= 0 or (tree.tag[verb] == "VBN" and tree.kid(verb, "aux") < 0):
        if known(lemma, "passive"):
            yield from _passive(tree, verb)
    elif known(lemma, "raising"):
        yield from _raising(tree, verb)
    for child in after:
        yield from _argument(tree, verb, child, lemma, known)
    if tree.dep[verb] == "relcl" and known(lemma, "relative") and tree.kid(verb, "dobj") < 0:
        head = tree.head[verb]
        yield "relative", "head", ((tree.left[head], tree.left[verb]),), ()
    asked = any(tree.dep[k] in ("dobj", "pobj") and tree.tag[k] == "WP" and k < verb for k in tree.kids[verb])
    if not clauses and not asked and known(lemma, "clause"):
        yield from _flat(tree, verb)


def _in_a_paper(tree: Tree, after: list[int]) -> Iterator[Found]:
    """Yield what is "said in a letter that P", where the parser hung the clause on the letter."""
    for prep in (k for k in after if tree.dep[k] == "prep"):
        paper = tree.kid(prep, "pobj")
        if paper < 0 or tree.lemma[paper] not in PAPERS:
            continue
        for clause in tree.kids[paper]:
            a, b = tree.subtree(clause)
            if tree.dep[clause] in ("relcl", "acl", "ccomp") and tree.low[a] == "that":
                sentence = tree.sentences[tree.sentence[clause]][1]
                yield "clause", "clause", ((a, b),), ()
                if tree.trim(b, sentence)[0] < tree.trim(b, sentence)[1]:
                    yield "clause", "sentence", ((a, sentence),), ()


def quoted_as(tree: Tree, verb: int) -> bool:
    """Say whether a verb quotes somebody "as saying" something."""
    if tree.lemma[verb] not in QUOTING:
        return False
    return any(tree.low[k] == "as" and tree.kid(k, "pcomp") >= 0 for k in tree.kids[verb])


def _flat(tree: Tree, verb: int) -> Iterator[Found]:
    """Yield the words after a cue whose clause the parser did not see as one."""
    stop = tree.sentences[tree.sentence[verb]][1]
    end = _clause_end(tree, verb) if tree.is_verb(verb) else stop
    first = verb + 1
    if tree.lemma[verb] in ("be", "have") and first < stop and tree.tag[first] in ("VBN", "VBG"):
        return  # an auxiliary that the parser took for a verb
    if first < stop and tree.low[first] not in LOOSE_AND_MARKS:
        yield "flat", "sentence", ((first, stop),), ()
        if first < end < stop:
            yield "flat", "short", ((first, end),), ()
    for i in range(first, min(first + 12, stop)):
        if tree.low[i] == "that" and tree.tag[i] in ("IN", "DT"):
            yield "flat", "that", ((i, stop),), ()
            break


def _argument(tree: Tree, verb: int, child: int, lemma: str, known: Known) -> Iterator[Found]:
    dep = tree.dep[child]
    a, b = tree.subtree(child)
    end = _clause_end(tree, verb)
    if dep == "xcomp" and known(lemma, "xcomp"):
        yield from _ending("xcomp", (a, b), end, tree)
    elif dep in ("dobj", "oprd", "attr", "acomp", "dative") and known(lemma, "object"):
        inner = tree.kid(child, "acl")
        if lemma == "tell" and any(tree.dep[k] == "ccomp" and k < verb for k in tree.kids[verb]):
            return  # "P, the director told this newspaper": who is told, not what
        if (
            inner >= 0
            and tree.tag[inner] == "VBG"
            and tree.lemma[inner] in STATEMENTS
            and tree.lemma[child] in PAPERS
        ):
            return  # "released a statement saying that P": the participle is the cue
        yield from _ending("object", (a, b), end, tree)
    elif dep == "prep" and known(lemma, f"prep-{tree.low[child]}"):
        for kind, cut, content, _ in _ending(f"prep-{tree.low[child]}", (child + 1, b), end, tree):
            yield kind, cut, content, (child,)
    elif dep == "advcl" and known(lemma, "advcl"):
        yield "advcl", "clause", ((a, b),), ()


def _ending(kind: str, span: Range, end: int, tree: Tree) -> Iterator[Found]:
    """Yield a content as parsed, drawn on to the end of the cue's clause, and cut before what trails behind it."""
    yield kind, "clause", (span,), ()
    if end > span[1]:
        yield kind, "long", ((span[0], end),), ()
    for dep, cut in _trailing(tree, span):
        yield kind, dep, ((span[0], cut),), ()


def _trailing(tree: Tree, span: Range) -> Iterator[tuple[str, int]]:
    """Yield where a clause or phrase begins that ends with the content and might not belong to it."""
    first, end = tree.trim(*span)
    seen: set[str] = set()
    for i in range(first + 1, end):
        dep, start = tree.dep[i], tree.left[i]
        if dep not in _TRAILS or start <= first or not end <= tree.right[i] <= span[1] + 1:
            continue
        parted = tree.low[start - 1] in LOOSE
        name = f"-{dep}{',' if parted else ''}"
        if dep == "prep" and not parted:
            noun = tree.kid(i, "pobj")
            if noun < 0 or tree.entity[noun] not in ("DATE", "TIME"):
                continue
        if name in seen:
            continue
        seen.add(name)
        while start > first + 1 and (tree.low[start - 1] in LOOSE or tree.dep[start - 1] == "cc"):
            start -= 1
        yield name, start


def _clause_end(tree: Tree, verb: int) -> int:
    """Where the verb's own clause ends: before a coordinated verb or a participle after a comma."""
    end = tree.right[verb]
    for child in tree.kids[verb]:
        if (child > verb and tree.dep[child] in ("conj", "cc")) or (
            child > verb and tree.dep[child] == "advcl" and tree.low[tree.left[child] - 1] == ","
        ):
            end = min(end, tree.left[child])
    return end


def _clause_after(tree: Tree, verb: int, child: int) -> Iterator[Found]:
    a, b = tree.subtree(child)
    a = _behind_date(tree, verb, a, b)
    stop = tree.sentences[tree.sentence[verb]][1]
    yield "clause", "clause", ((a, b),), ()
    if tree.trim(b, stop)[0] < tree.trim(b, stop)[1]:
        yield "clause", "sentence", ((a, stop),), ()
        end = _clause_end(tree, verb)
        if b < end < stop:
            yield "clause", "long", ((a, end),), ()
    for dep, cut in _trailing(tree, (a, b)):
        yield "clause", dep, ((a, cut),), ()
    for i in range(a + 1, min(a + 8, b)):
        # "told reporters that P", where the parser has the listener inside the clause.
        if tree.low[i] == "that" and tree.tag[i] == "IN":
            yield "clause", "from that", ((i, b),), ()
            break
    if a > verb + 1 and tree.trim(verb + 1, a)[0] < a and tree.low[a] != "that":
        yield "clause", "whole", ((verb + 1, b),), ()


def _before(tree: Tree, verb: int, known: bool) -> Iterator[Found]:
    first, end = _cue_clause(tree, verb)
    begin, stop = tree.opens(verb), tree.sentences[tree.sentence[verb]][1]
    mark = first - 1
    while mark >= 0 and not tree.words[mark].strip():
        mark -= 1
    if mark < 0:
        return
    inside = tree.low[mark] == "," and mark > begin + 1 and tree.low[mark - 1] in _OPENS_CLAUSE
    if inside and (opened := _rest(tree, end, stop)) is not None:  # "because, she said, it was late"
        clause = tree.tag[mark - 1][:1] == "W"
        last = next((i for i in range(opened[0], opened[1]) if clause and tree.low[i] == ","), opened[1])
        yield "before", "sure opened", ((opened[0], last),), ()
        return
    quote = adjacent_before(tree, first)
    if quote and tree.quoted[verb] < 0:
        yield "before", "quote", (quote,), ()
        leads = (
            begin < quote[0] and tree.low[quote[0] - 1] != ":"
        )  # the words before a colon are the draft's own
        if leads:
            yield "before", "sentence", ((begin, first),), ()
        rest = _rest(tree, end, stop)
        if rest:
            yield "before", "quote+rest", (quote, rest), ()
            if leads:
                yield "before", "sentence+rest", ((begin, first), rest), ()
            again = tree.quotes[tree.quoted[rest[0]]] if tree.quoted[rest[0]] >= 0 else rest
            if again[1] < rest[1]:
                yield "before", "quote+quote", (quote, again), ()
        return
    if not known or begin >= first or tree.low[mark] not in LOOSE | MARKS | _ENDS:
        return
    yield "before", "sentence", ((begin, first),), ()
    rest = _rest(tree, end, stop)
    if rest:
        yield "before", "sentence+rest", ((begin, first), rest), ()
    child = tree.kid(verb, "ccomp")
    if 0 <= child < verb and tree.left[child] > begin:
        yield "before", "clause", ((tree.left[child], first),), ()
    elif tree.head[verb] != verb and tree.dep[verb] in CLAUSAL and begin < tree.left[tree.head[verb]] < first:
        yield "before", "clause", ((tree.left[tree.head[verb]], first),), ()
    comma = _comma(tree, begin, first)
    if comma:
        yield "before", "comma", ((comma, first),), ()


def _comma(tree: Tree, begin: int, first: int) -> int:
    """The token after the last comma that is followed by a conjunction, before the cue clause; else 0."""
    for i in range(first - 3, begin, -1):
        if tree.low[i] in (",", ";", "--", "—", "–") and tree.low[i + 1] in (
            "and",
            "but",
            "because",
            "so",
            "while",
        ):
            return i + 1
    return 0


def _rest(tree: Tree, end: int, stop: int) -> Range | None:
    """What goes on after the cue clause, where a comma, a dash or a quotation mark parts them."""
    if end >= stop or tree.low[end] not in LOOSE | MARKS or tree.low[end] == ".":
        return None
    first, last = tree.trim(end, stop)
    return (first, last) if last - first > 1 else None


def _cue_clause(tree: Tree, verb: int) -> Range:
    """Return the range of "Mr. Smith, the senator, said on Monday": subject, verb, what follows."""
    main = tree.head[tree.head[verb]] if tree.dep[verb] == "pcomp" else verb
    if main != verb and not (main < verb and quoted_as(tree, main)):
        main = verb
    first = main if tree.is_verb(main) else tree.left[main]
    acting = False
    for child in reversed([k for k in tree.kids[main] if k < main]):
        second = acting and tree.dep[child] == "nsubj"  # "The strikes killed ten, medics said"
        acting = acting or tree.dep[child] == "nsubj"
        if second or tree.quoted[child] not in (-1, tree.quoted[main]):
            break
        if tree.dep[child] in _SPARE and tree.right[child] <= first:
            first = tree.left[child]
        elif tree.dep[child] not in ("punct", ""):
            break
    end = verb + 1
    for child in (k for k in tree.kids[verb] if k > verb):
        gap = tree.trim(end, tree.left[child])
        if (
            tree.dep[child] not in _TAIL
            or gap[0] < gap[1]
            or '"' in tree.text[tree.starts[verb] : tree.starts[child]]
        ):
            break
        end = max(end, tree.right[child])
    for i in range(verb + 1, end):
        if tree.quoted[i] >= 0 and tree.quoted[verb] < 0:
            end = i
            break
    return first, end


def _behind_date(tree: Tree, verb: int, first: int, end: int) -> int:
    """Return where a clause begins behind a day that tells when it was said: "told us late on Monday it would ..."."""
    heard = (k for k in tree.kids[verb] if tree.dep[k] in ("dobj", "dative"))
    if first != verb + 1 and not any(tree.right[k] == first for k in heard):
        return first
    i = first
    while i < min(first + 2, end) and tree.low[i] in ("on", "in", "late", "early", "earlier"):
        i += 1
    if i >= end or tree.entity[i] not in ("DATE", "TIME"):
        return first
    while i < end and tree.entity[i] in ("DATE", "TIME"):
        i += 1
    return i if i < end and tree.low[i] not in LOOSE and tree.dep[i] != "prep" else first


def _quote_after(tree: Tree, verb: int, known: bool) -> Iterator[Found]:
    """``said: "..."``, ``said in a statement, "..."``, ``added:`` and the rest of the line."""
    stop = tree.sentences[tree.sentence[verb]][1]
    if tree.quoted[verb] >= 0:
        return
    for i in range(verb + 1, min(len(tree), max(stop, verb + 3) + 1)):
        if tree.quoted[i] >= 0:
            quote = tree.quotes[tree.quoted[i]]
            if quote[0] == i and i - verb < 25 and (known or tree.low[i - 1] in (":", ",")):
                yield "quote", _gap(tree, verb, i), (quote,), ()
                if stop > quote[1] + 1:
                    yield "quote", _gap(tree, verb, i) + "+rest", ((i, stop),), ()
                first = _after_gap(tree, verb, i)
                if first < i:
                    yield "quote", "lead", ((first, quote[1]),), ()
                    yield "quote", "lead+rest", ((first, stop),), ()
            return
        if known and tree.low[i] == ":" and i + 1 < len(tree) and tree.quoted[i + 1] < 0:
            end = max(stop, tree.sentences[tree.sentence[i + 1]][1])
            yield "quote", "colon", ((i + 1, end),), ()
            if end < len(tree):
                yield "quote", "colon+line", ((i + 1, len(tree)),), ()
            return


def _gap(tree: Tree, verb: int, quote: int) -> str:
    before = tree.low[quote - 1]
    if before in (":", ","):
        return "colon-mark" if before == ":" else "comma-mark"
    return "mark" if quote == verb + 1 else "within"


def _after_gap(tree: Tree, verb: int, quote: int) -> int:
    """Where the words between verb and quotation begin that belong to what is said."""
    for child in tree.kids[verb]:
        if (
            child > verb
            and tree.dep[child]
            in (
                "ccomp",
                "xcomp",
                "dobj",
                "prep",
                "oprd",
                "advcl",
                "attr",
                "acomp",
            )
            and tree.left[child] < quote < tree.right[child]
        ):
            return tree.left[child]
    return verb + 1


def _passive(tree: Tree, verb: int) -> Iterator[Found]:
    subject = tree.kid(verb, "nsubjpass", "nsubj")
    end = _clause_end(tree, verb)
    agent = tree.kid(verb, "agent")
    if agent > verb:
        end = min(end, agent)
    rest = tree.trim(verb + 1, end)
    if subject >= 0:
        if rest[0] < rest[1]:
            yield "passive", "both", (tree.subtree(subject), rest), ()
        yield "passive", "subject", (tree.subtree(subject),), ()
    for child in tree.kids[verb]:
        if child > verb and tree.dep[child] in ("xcomp", "ccomp", "oprd", "advcl", "dobj"):
            yield "passive", "complement", (tree.subtree(child),), ()
        elif child > verb and tree.dep[child] == "prep":
            yield "passive", f"prep-{tree.low[child]}", ((child + 1, tree.right[child]),), (child,)
    if tree.dep[verb] in ("acl", "relcl"):
        head = tree.head[verb]
        yield "passive", "head", ((tree.left[head], tree.left[verb]),), ()


def _raising(tree: Tree, verb: int) -> Iterator[Found]:
    subject = tree.kid(verb, "nsubj")
    if subject < 0 or subject > verb:
        return
    for child in tree.kids[verb]:
        if child > verb and tree.dep[child] in ("xcomp", "oprd", "acomp", "prep", "attr", "ccomp"):
            yield "raising", "both", (tree.subtree(subject), (tree.left[child], _clause_end(tree, verb))), ()
            return


def cue_of(tree: Tree, verb: int) -> tuple[int, ...]:
    """Return the tokens of a verbal cue: the verb with auxiliaries, negation and particle."""
    around = ("aux", "auxpass", "neg", "prt")
    home = tree.quoted[verb]
    beside = [k for k in tree.kids[verb] if tree.dep[k] in around and tree.quoted[k] in (-1, home)]
    return tuple(sorted([verb, *beside]))
