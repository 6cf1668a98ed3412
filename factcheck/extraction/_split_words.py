"""The words of a claim while it is being made: each knows the token it came from, and whether it was carried.

A claim is a tuple of :class:`Word`. :func:`written` turns it into good English with the spans of its added
words; :func:`places` gives back the runs of tokens that it stands on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STRAY = frozenset((*",;:-–—", "--"))
_CLOSERS = frozenset(",;:.!?)]}%")
_OPENERS = frozenset("([{$£€#")
_CLITICS = frozenset({"'", "'s", "'re", "'ve", "'ll", "'d", "'m", "n't"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a claim; ``at`` is its token or -1; ``added`` if it does not stand at this place."""

    text: str
    at: int = -1
    added: bool = False
    mark: bool = False


def wordset(words: str) -> frozenset[str]:
    """Return a list of words, written with spaces between them, as a set."""
    return frozenset(words.split())


# Cues that may be taken away from what is said: they neither hedge nor deny.
PLAIN = wordset(
    """
    say tell add state note report announce explain confirm write stress emphasize emphasise
    underline point reveal declare recall reiterate comment remark post tweet reply respond continue
    according conclude find show observe acknowledge admit concede indicate inform mention disclose
    read recount repeat respond answer describe accord statement underscore highlight testify go
    learn per hear
    """
)


# Words for a person by role.
PERSONS = wordset(
    """
    man woman boy girl spokesman spokeswoman spokesperson minister president mayor leader chief
    officer official director player striker midfielder defender goalkeeper coach manager judge
    lawyer attorney prosecutor doctor teacher father mother son daughter wife husband brother sister
    reverend sergeant constable inspector detective superintendent
    victim suspect driver resident witness candidate senator governor chairman chairwoman boss owner
    actor actress singer author professor researcher neighbour neighbor friend colleague partner
    teenager pensioner student employee worker soldier pilot captain founder councillor secretary
    chancellor premier king queen prince princess pope bishop baby child uncle aunt client customer
    patient nephew niece cousin widow widower tenant owner guest visitor nurse soldier farmer
    fisherman rival opponent successor predecessor
    """
)
# Roles of one holder, which stand without an article: "is Mayor", where others take one ("is a driver").
TITLES = wordset(
    """
    president mayor governor chairman chairwoman secretary chancellor premier king queen prince princess pope chief
    """
)


_FRONTING = wordset(
    "in on at by under after before during for from with without as since when while if among despite"
)


def carried(words: Iterable[Word]) -> tuple[Word, ...]:
    """Return the words marked as carried from elsewhere."""
    return tuple(Word(w.text, w.at, True, w.mark) for w in words)


def new(text: str) -> tuple[Word, ...]:
    """Return words that the article does not have at all."""
    return tuple(Word(part, added=True) for part in text.split())


def tidy(words: Sequence[Word]) -> tuple[Word, ...]:
    """Drop what a cut leaves behind: stray commas, conjunctions in front, one half of a pair of marks."""
    kept = [w for w in _paired(_closed(_in_place(words))) if w.text.strip()]
    while kept and (
        kept[0].text in _STRAY or kept[0].text in ".!?)]" or kept[0].text.lower() in ("and", "but")
    ):
        kept.pop(0)
    empty = {k for k in range(len(kept) - 1) if kept[k].text in "([" and kept[k + 1].text in ")]"}
    kept = [w for k, w in enumerate(kept) if not {k, k - 1} & empty]
    while kept and (
        kept[-1].text in _STRAY or kept[-1].text in ".([" or kept[-1].text.lower() in ("and", "but")
    ):
        kept.pop()
    out: list[Word] = []
    for k, w in enumerate(kept):
        if w.text == "." and kept[k + 1 : k + 2] and kept[k + 1].text == '"' and k + 2 < len(kept):
            continue  # "negligence." in the middle
        if w.text == ".," or (w.text == "." and w is not kept[-1] and out and out[-1].at != w.at - 1):
            continue
        if w.text == "," and (not out or out[-1].text in _STRAY or out[-1].text in ("(", "[", "and", "that")):
            aside = bool(out) and out[-1].text == "and" and out[-1].at == w.at - 1
            if not aside or not any(x.text == "," for x in kept[k + 1 :]):
                continue  # but "and, as she said, her temper"
        if w.text in ")]" and out and out[-1].text == ",":
            out.pop()
        out.append(w)
    if len(out) > 1 and (out[-1].mark or out[-1].text in "\"”'") and out[-2].text == ",":
        del out[-2]
    return tuple(out)


def _in_place(words: Sequence[Word]) -> Sequence[Word]:
    """Return the words with every closing mark behind the last word that it quotes: the tree may hang it further on.

    "blamed "a loss" to the town" must not come out as a quotation of the town too.
    """
    marks = sorted((w for w in words if w.at >= 0 and (w.mark or w.text == '"')), key=lambda w: w.at)
    out = list(words)
    for first, last in zip(marks[::2], marks[1::2], strict=False):
        if first.at == last.at or last not in out[1:]:
            continue
        inside = [k for k, w in enumerate(out) if first.at < w.at < last.at and not w.added]
        end, at = max(inside, default=len(out)), out.index(last)
        if at < end or any(w.at > last.at for w in out[end + 1 : at]):
            out.remove(last)
            out.insert(end + (at > end), last)
    return out


def _closed(words: Sequence[Word]) -> Sequence[Word]:
    """Return the words with the comma that ends an aside of a carried subject: "Lund, a vet from Ely, warned ..."."""
    end = next((k for k, w in enumerate(words) if not w.added or w.at < 0), len(words))
    commas = [k for k in range(end) if words[k].text == ","]
    listed = any(w.text in ("and", "or") for w in words[:end])
    if (
        len(commas) != 1
        or listed
        or not 0 < commas[0] < end - 1
        or end == len(words)
        or words[end].text == ","
    ):
        return words
    if words[0].text.lower() in _FRONTING:
        return words
    return (*words[:end], Word(",", added=True), *words[end:])


def _paired(words: Sequence[Word]) -> list[Word]:
    """Return the words without quotation marks or brackets that lost their partner."""
    drop: set[int] = set()
    marks = [i for i, w in enumerate(words) if w.mark or w.text in ('"', "“", "”", "''", "``")]
    open_at: list[int] = []
    for i in marks:
        if open_at and words[i].text != "“":
            open_at.pop()
        else:
            drop.update(open_at)
            open_at = [i]
    drop.update(open_at)
    last = len(words) - 1
    if last > 0 and words[last].text in ("'", "’") and words[last - 1].text in (".", "!", "?", ","):
        drop |= {last} if not any(w.text in ("'", "‘") for w in words[:last]) else set()
    stack: list[int] = []
    for i, w in enumerate(words):
        if w.text in ("(", "["):
            stack.append(i)
        elif w.text in (")", "]"):
            if stack:
                stack.pop()
            else:
                drop.add(i)
    drop.update(stack)
    return [w for i, w in enumerate(words) if i not in drop]


def written(doc: Doc, words: Sequence[Word]) -> tuple[str, tuple[Span, ...]]:
    """Return the text of a claim, with a capital and a full stop, and the spans of its added words."""
    text, closed = "", True
    inside: set[str] = set()
    added: list[Span] = []
    for position, w in enumerate(words):
        kind = "'" if w.mark else w.text if w.text == '"' else ""
        opens = bool(kind) and kind not in inside
        text += _gap(doc, words[position - 1], w, opens=opens, closed=closed) if position else ""
        inside ^= {kind} if kind else set()
        closed = not opens
        shown = w.text if any(char.isalnum() for char in text) else _capital(w.text)
        if w.added:
            added.append(Span(start=len(text), end=len(text) + len(shown)))
        text += shown
    if text and text.rstrip("\"'”’)")[-1:] not in tuple(".!?"):
        text += "."
    return text, _joined(added)


def _gap(doc: Doc, before: Word, after: Word, *, opens: bool, closed: bool) -> str:
    """Return what stands between two words.

    :param opens: the second is a mark that opens a quotation.
    :param closed: the first is no mark that opens one.
    """
    if not closed or before.text == "“":
        return ""
    if before.at >= 0 and after.at == before.at + 1 and not (before.added and not after.added):
        return " " if doc[before.at].whitespace_ else ""
    if opens:
        return "" if before.text in _OPENERS else " "
    if after.mark or after.text in ('"', "”"):
        return ""
    if after.text in _CLOSERS or after.text.lower().replace("’", "'") in _CLITICS or before.text in _OPENERS:
        return ""
    return " "


def _capital(text: str) -> str:
    return text if any(char.isupper() for char in text) else text[:1].upper() + text[1:]


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in spans:
        if out and span.start <= out[-1].end + 1:
            out[-1] = Span(start=out[-1].start, end=span.end)
        else:
            out.append(span)
    return tuple(out)


def places(doc: Doc, words: Iterable[Word], start: int) -> tuple[Span, ...]:
    """Return the article spans that the words came from, in order; ``start`` is where ``doc`` begins."""
    runs: list[list[int]] = []
    for i in sorted({w.at for w in words if w.at >= 0}):
        if runs and runs[-1][1] == i - 1:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    return tuple(Span(start=start + doc[a].idx, end=start + doc[b].idx + len(doc[b].text)) for a, b in runs)
