"""What a sentence shows of how checkable it is: features that a person can read, counted from its words.

Plain Python over a list of words, no parse: the same features serve a claim, a sentence and the fitting
script (benchmarks/fit_checkworthy.py). A name that begins with ``*`` is a count of a kind of word, scaled to
0..1; ``^w`` says that the sentence begins with ``w``; all others are the words themselves, in lower case.
"""

from __future__ import annotations

import functools
import re

_TOKEN = re.compile(
    r"\d[\d,.]*%?|[^\W\d_]+(?:['-][^\W\d_]+)*|[$€£%?!\"():;…]|--|[–—-]",
)
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_YEAR = re.compile(r"(?:19|20)\d\d[.,]?")
_BELOW_SEVEN, _BELOW_FOUR = 7, 4


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is written down as one text."""
    return frozenset(text.split())


EVALUATIVE = words(
    "absurd amazing appalling arguably awful bad beautiful best betray betrayal better brave"
    " brilliant brutal certainly"
    " clearly corrupt courage courageous coward cowardly crazy cruel crucial cynical dangerous"
    " deserve deserves disaster"
    " disastrous disgrace disgraceful dishonest essential evil extreme extremist fails failed"
    " failure fair fear foolish"
    " fortunately good great hardly hate heroic honest hope horrible hypocrisy hypocritical immoral"
    " important impossible"
    " impressive incredible indeed insane interesting ironic irony liar liars lie lies love merely"
    " mess moral myth"
    " nonsense obvious obviously ought outrageous outstanding pathetic perfect perhaps powerful"
    " propaganda reasonable"
    " remarkable ridiculous right sad sadly sensible shameful shocking simply so-called strong"
    " stupid superb supposed"
    " supposedly surely surprising terrible terrific threat tragic tragically truly ugly"
    " unacceptable unbelievable unfair"
    " unfortunately unreasonable vital weak wise wonderful woke worse worst wrong"
)
_KINDS: tuple[tuple[str, int, frozenset[str]], ...] = (
    ("*i", 2, words("i me my mine myself i'm i've i'd i'll")),
    ("*we", 2, words("we us our ours ourselves we're we've we'd we'll")),
    ("*you", 2, words("you your yours yourself you're you've you'll")),
    ("*evaluative", 3, EVALUATIVE),
    (
        "*said",
        1,
        words(
            "accused according added agreed announced argued asked claimed claims confirmed"
            " declared denied estimated"
            " insisted noted ordered promised published quoted reported reports ruled said says"
            " showed stated statement"
            " tells testified told tweeted warned wrote"
        ),
    ),
    (
        "*past",
        2,
        words(
            "ate beat became began blew bought broke brought built came caught chose cost cut did"
            " drew drove fed fell felt"
            " fled flew fought found froze gave got grew had heard held hit kept knew laid led left"
            " lent lit lost made met"
            " paid put quit ran rang read rose said sank sat saw sent shot shrank shut sold spent"
            " split spoke spread stole"
            " stood struck sued swept took taught tore told understood was were went withdrew woke"
            " won wore wrote"
        ),
    ),
    (
        "*modal",
        2,
        words("will would should must can could may might shall can't couldn't won't wouldn't shouldn't"),
    ),
    (
        "*intensifier",
        2,
        words(
            "absolutely actually always completely ever just never only quite really simply so"
            " totally too truly very"
        ),
    ),
    (
        "*hedge",
        2,
        words("almost appear appears likely maybe perhaps possibly potentially probably seem seemed seems"),
    ),
    (
        "*number word",
        2,
        words(
            "billion billions double doubled dozen dozens eight eleven fifth five four half hundred"
            " hundreds majority"
            " million millions nine quarter seven six ten third thousand thousands three trillion"
            " tripled twelve twenty"
            " twice two"
        ),
    ),
    (
        "*date",
        1,
        words(
            "january february march april june july august september october november december"
            " monday tuesday"
            " wednesday thursday friday saturday sunday yesterday"
        ),
    ),
    (
        "*compared",
        2,
        words(
            "above below decrease decreased fewer fewest higher highest increase increased"
            " increases larger largest less"
            " lower lowest more most record rise rising smaller than"
        ),
    ),
    (
        "*done",
        2,
        words(
            "arrested attacked bombed charged convicted cut elected fired hired injured jailed"
            " killed murdered passed"
            " raided rejected shot signed spent sued taxed voted wounded"
        ),
    ),
)
_ENDINGS = ("ful", "ous", "less", "ish", "ism", "tion", "ment", "ity", "ive", "able", "ness", "ing")
_CAPS = {name: cap for name, cap, _ in _KINDS} | {f"*-{ending}": 2 for ending in _ENDINGS}
_CAPS |= {
    "*-ed": 3,
    "*-est": 1,
    "*-ly": 2,
    "*numbers": 3,
    "*percent": 1,
    "*year": 1,
    "*money": 1,
    "*quote": 1,
    "*dash": 1,
}
_FIRST_PERSON = _KINDS[0][2]


def features(text: str) -> dict[str, float]:
    """Return the features of ``text`` that are not zero, each from 0 to 1."""
    tokens = _TOKEN.findall(text[:4000].translate(_STRAIGHT))
    low = [token.lower() for token in tokens]
    found: dict[str, float] = {}
    spelt = 0
    counts: dict[str, int] = {}
    for token in low:
        if token[0].isalpha():
            spelt += 1
            found[token] = 1.0
        for kind in _kinds(token):
            counts[kind] = counts.get(kind, 0) + 1
    for kind, count in counts.items():
        cap = _CAPS.get(kind, 1)
        found[kind] = min(count, cap) / cap
    if low:
        found[f"^{low[0]}"] = 1.0
        found.update(_size(spelt))
        found.update(_names(tokens))
    return found


@functools.lru_cache(maxsize=50_000)
def _kinds(token: str) -> tuple[str, ...]:
    """Return the kinds that a token in lower case counts for."""
    if token[0].isdigit():
        extra = ["*percent"] * (token[-1] == "%") + ["*year"] * bool(_YEAR.fullmatch(token))
        return ("*numbers", *extra)
    if not token[0].isalpha():
        names = {
            "$": "*money",
            "€": "*money",
            "£": "*money",
            '"': "*quote",
            "–": "*dash",
            "—": "*dash",
            "--": "*dash",
        }
        return (names[token],) if token in names else (f"*{token}",) if token in "?!…:;" else ()
    found = [name for name, _, kind in _KINDS if token in kind]
    found += ["*percent"] * (token in ("percent", "per")) + ["*-est"] * (token == "most")
    found += [f"*-{e}" for e in ("ed", "est", "ly") if len(token) > 4 and token.endswith(e)]
    return (*found, *(f"*-{e}" for e in _ENDINGS if len(token) > max(4, len(e) + 2) and token.endswith(e)))


def _size(spelt: int) -> dict[str, float]:
    found = {"*length": min(spelt, 50) / 50}
    if spelt < _BELOW_SEVEN:
        found["*short"] = 1.0
    if spelt < _BELOW_FOUR:
        found["*very short"] = 1.0
    return found


def _names(tokens: list[str]) -> dict[str, float]:
    capitals = [token for token in tokens[1:] if token[0].isupper() and token.lower() not in _FIRST_PERSON]
    found = {"*names": min(len(capitals), 5) / 5} if capitals else {}
    if any(len(token) > 1 and token.isupper() for token in capitals):
        found["*acronym"] = 1.0
    return found
