"""Names in running text, by their capitals, and when two mentions can be one bearer.

A statistical tagger misses names and invents them, so a name here is what the page writes as one: a run of
capitalised words (small words inside allowed: "Bank of England"), an acronym, a hyphenated foreign name. The
tagger is asked only for the kind of a name in the claim (person, place, body).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .. import bm25
from ..model import Span
from ._words import lines

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŠŽĀ-Ž][^\W_]*(?:[.][A-Z])*\.?(?:['’\-‑][^\W_]+)*"
_WORD = rf"(?:{_CAPITAL}|(?:al|el|de|bin|ibn|van|von|ad|ar|as)[-‑][A-Z][^\W_]+)"
_INNER = r"(?:of|the|de|la|le|du|des|del|der|den|van|von|bin|ibn|al|el|y|e|da|do|dos|for|and|&)"
_NAME = re.compile(rf"(?<![^\W_]){_WORD}(?:(?:\s+{_INNER}){{0,2}}\s+{_WORD})*")
_BRACKETED = re.compile(r"\([A-Z]{2,}\)")
_SPLIT = re.compile(r"\s+and\s+|\s+&\s+|(?<=\w['’]s)\s+|(?<=s['’])\s+")  # an owner is a name of its own
_CALENDAR = """january february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec"""
CALENDAR = frozenset(_CALENDAR.split())
_TITLES = """mr mrs ms miss dr sir lady lord dame prof professor president vice prime minister chancellor king queen
prince princess pope bishop archbishop cardinal rev reverend father judge justice senator sen congressman
congresswoman representative rep governor gov mayor secretary general gen colonel col major maj captain capt
lieutenant lt sergeant sgt admiral ambassador spokesman spokeswoman spokesperson chairman chairwoman chair
director chief coach manager sheikh imam ayatollah former acting deputy attorney the"""
TITLES = frozenset(_TITLES.split())
_PLAIN = """i a an the this that these those it its he she they we you his her their our your my there here in on at by
for from to of with as if when while after before since during until although though because but and or so yet not
no all some many most more one two three other another such both each every what who why how where which then
now however meanwhile also according asked about under over despite following due today yesterday tomorrow is are
was were has have had do does did will would could should may might can"""
PLAIN = frozenset(_PLAIN.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A mention of a name: where it stands and its folded words, titles left out.

    ``first`` says that it opens its sentence, where a capital proves nothing.
    """

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    first: bool


@functools.lru_cache(maxsize=16384)
def names_in(text: str) -> tuple[Name, ...]:
    """Return the names of a sentence, in order; calendar words, titles alone and sentence openers are none."""
    found: list[Name] = []
    for match in _NAME.finditer(text):
        found += _trimmed(match.group(), match.start(), text)
    return tuple(found)


def _trimmed(run: str, start: int, text: str) -> list[Name]:
    """Cut a run at "and", drop plain words that lead it, and keep what is left of a name."""
    found = []
    for piece, offset in _pieces(run):
        words = list(re.finditer(r"\S+", piece))
        while words and _bare(words[0].group()) in PLAIN:
            words.pop(0)
        while words and _bare(words[-1].group()) in PLAIN:
            words.pop()
        if not words:
            continue
        begin, end = start + offset + words[0].start(), start + offset + words[-1].end()
        folded = folded_words(text[begin:end])
        if folded and not set(folded) <= CALENDAR:
            opening = not re.search(r"[^\W_]", re.split(r"[.!?:]\s|[\"“]", text[:begin])[-1])
            surface = (
                text[begin:end].rstrip(".") if not re.search(r"\.[A-Z]", text[begin:end]) else text[begin:end]
            )
            found.append(
                Name(text=surface, start=begin, end=begin + len(surface), words=folded, first=opening)
            )
    return found


def _pieces(run: str) -> Iterable[tuple[str, int]]:
    last = 0
    for cut in _SPLIT.finditer(run):
        yield run[last : cut.start()], last
        last = cut.end()
    yield run[last:], last


def _bare(word: str) -> str:
    """Return a word as the list of plain words has it; an acronym ("WHO", "US") is not plain."""
    return word if word.isupper() and len(word) > 1 else word.casefold().rstrip(".,")


@functools.lru_cache(maxsize=65536)
def folded_words(name: str) -> tuple[str, ...]:
    """Return the telling words of a name: casefolded, without accents, possessives, titles and small words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+(?:[.][^\W_])*(?:['’][^\W_]+)?", plain)
    pairs = ((_unpossessed(word), len(word) > 1 and word.isupper()) for word in words)
    kept = [w for w, acronym in pairs if acronym or not (w in TITLES or w in bm25.STOP or w in _ARTICLES)]
    return tuple(kept)


_ARTICLES = frozenset(
    ["al", "el", "de", "la", "le", "du", "van", "von", "der", "den", "bin", "ibn", "da", "do"]
)


def _unpossessed(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.casefold()).replace(".", "")


@functools.cache
def _nations() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in lines("_nations.txt"):
        country, _, words = line.partition(":")
        for word in (country, *words.split()):
            table[word.casefold().replace(".", "")] = country.casefold()
    return table


def nation(word: str) -> str:
    """Return the country that a folded word speaks of ("egyptians" -> "egypt"), or ""."""
    return _nations().get(word, "")


@functools.cache
def compatriots(country: str) -> frozenset[str]:
    """Return every folded word that speaks of a country: "egypt", "egyptian", "egyptians"."""
    return frozenset(word for word, of in _nations().items() if of == country)


@functools.lru_cache(maxsize=16384)
def _written(text: str) -> dict[str, tuple[int, int]]:
    """Return every folded word of a text, compounds also joined, with where it stands last."""
    plain = text if text.isascii() else "".join(map(_plain_letter, text))
    found = {m.group().casefold(): m.span() for m in re.finditer(r"[^\W_]+", plain)}
    for match in re.finditer(r"[^\W_]+(?:[-‑.][^\W_]+)+", plain):
        found[re.sub(r"[-‑.]", "", match.group()).casefold()] = match.span()
    return found


def _may_have(known: Sequence[tuple[str, ...]], text: str) -> bool:
    """Say whether a text has the letters of one of the names at all: a look is cheaper than to take it to words."""
    if not text.isascii():
        return True
    low, joined = _letters(text)
    return any(
        all(word in low or word in joined for word in words) or "".join(words) in joined for words in known
    )


@functools.lru_cache(maxsize=16384)
def _letters(text: str) -> tuple[str, str]:
    """Return a text without capitals, and that without what joins the parts of a word."""
    low = text.casefold()
    return low, low.replace("-", "").replace(".", "")


@functools.lru_cache(maxsize=4096)
def _plain_letter(char: str) -> str:
    """Return a letter without its marks; what has none, or is made of several, stays one character."""
    return char if len(plain := unicodedata.normalize("NFKD", char)) == 1 else plain[0]


def spelled(known: Sequence[tuple[str, ...]], text: str) -> Span | None:
    """Return where a text has all the words of one of the names, in whatever case and joining, or None."""
    if not _may_have(known, text):
        return None
    written = _written(text)
    for words in known:
        last = words[-1] if all(map(written.__contains__, words)) else "".join(words)
        if last in written:
            start, end = written[last]
            return Span(start=start, end=end)
    return None


def acronyms_of(names: tuple[Name, ...]) -> Iterator[tuple[Name, Name]]:
    """Yield each long name with the acronym that stands right behind it in brackets and that its words make."""
    for long, short in pairwise(names):
        behind = 1 < short.start - long.end <= 3 and short.text.isupper() and len(short.words) == 1
        if behind and len(short.words[0]) > 1 and initials(long.words).endswith(short.words[0]):
            yield long, short


@functools.lru_cache(maxsize=256)
def made_in(texts: tuple[str, ...]) -> tuple[tuple[Name, Name], ...]:
    """Return the acronyms that a document makes, each with its long form."""
    bracketed = (text for text in texts if _BRACKETED.search(text))
    return tuple(pair for text in bracketed for pair in acronyms_of(names_in(text)))


def lives_there(words: tuple[str, ...], text: str) -> bool:
    """Say whether the people that ``words`` name ("palestinians") are those of a place that ``text`` names."""
    nations = {nation(word) for word in words} - {""}
    places = {nation(word) for word in re.findall(r"\w+", text.casefold())} - {""}
    if nations & places:
        return True
    folded = text.casefold()
    rows = (line.casefold().partition(":") for line in lines("_peoples.txt"))
    return any(place in folded and not set(words).isdisjoint(people.split()) for place, _, people in rows)


def initials(words: Iterable[str]) -> str:
    """Return the acronym that the words of a name make."""
    return "".join(word[0] for word in words if word)


@functools.lru_cache(maxsize=65536)
def same_word(one: str, other: str) -> bool:
    """Say whether two folded name words can be one: equal, of one nation, or two spellings of a foreign name."""
    if one == other or (nation(one) and nation(one) == nation(other)):
        return True
    if one[:1] != other[:1]:
        return False  # neither forms of one word nor spellings of one name: most pairs
    if bm25.stem(one) == bm25.stem(other):
        return _ends_in_i(one) == _ends_in_i(other)  # "Rossi" is not "Ross"
    if any(word.endswith(("ism", "ist", "ists")) for word in (one, other)) and _creed(one) == _creed(other):
        return True
    if min(len(one), len(other)) < 5 or _digits(one) != _digits(other):
        return False
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(one, other) >= 0.8 and _consonants(one) == _consonants(other)


def _ends_in_i(word: str) -> bool:
    return word.removesuffix("s").endswith("i")


def _creed(word: str) -> str:
    """Return what a creed and those who hold it are called after: "Nazism" and "Nazis", "Buddhism" and "Buddhist"."""
    bare = word.removesuffix("s")
    return next(
        (bare.removesuffix(end) for end in ("icism", "ism", "ist", "i", "ic") if bare.endswith(end)), bare
    )


def _digits(word: str) -> str:
    return "".join(char for char in word if char.isdigit())


_COMMON = """university college school institute academy ministry department office council court bank party union
club agency authority commission committee board association federation company group hospital museum airport
station church city county state province district river lake mount mountain island street road avenue square bridge
national international central federal royal united new north south east west northern southern eastern western
cup league award prize festival championship games world savings mutual insurance telecom telecommunications airlines
airways railways coaches homes housing holdings industries motors newspapers"""
COMMON = frozenset(_COMMON.split())


def apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two names share only words of many names, and each has one of its own: "University of ..."."""
    shared = [word for word in one if any(same_word(word, theirs) for theirs in other)]
    alone = len(shared) < len(one) and any(not any(same_word(w, t) for t in one) for w in other)
    return bool(shared) and alone and set(shared) <= COMMON


_SHORT = """bill william bob robert ted edward jack john dick richard peggy margaret bess elizabeth liz elizabeth
hank henry chuck charles tony anthony gene eugene sandy alexander sasha alexander molly mary polly mary nancy ann"""
SHORT = frozenset(_SHORT.split())


def namesakes(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two names of two words are of two people of one surname: "Anna Berger", "Lukas Berger"."""
    if len(one) != 2 or len(other) != 2 or one[1] != other[1]:
        return False
    first, second = one[0], other[0]
    bare = {first, second} & (SHORT | COMMON) or not (first.isalpha() and second.isalpha())
    return not bare and first[0] != second[0]


def _consonants(word: str) -> str:
    """Return the skeleton that transliterations keep: no vowels, no doubled letters, q as k, ph as f."""
    bare = re.sub(r"[aeiouyw'h]", "", word.replace("ph", "f").replace("q", "k").replace("kh", "k"))
    return re.sub(r"(.)\1+", r"\1", bare)
