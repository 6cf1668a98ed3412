"""Words of one meaning, taken from WordNet 3.0.

    python -m benchmarks.make_synonyms DICT > factcheck/weighing/_synonyms.txt

DICT is WordNet's `dict` folder (data.verb, index.sense ...). Kept are pairs of single words that share a sense, or
derive from each other in one (sell, sale), where both words were met in that sense in WordNet's tagged texts.
Opposites and words of one kind (killed, injured) are no synonyms there, which is why these are taken and no word
vectors. Words are written as the terms of :mod:`factcheck.bm25`; a line reads `term: terms`, each pair once.

Measured on benchmarks/desk when it was made: true statements confirmed 110 to 120 of 305, faults called supported 10
of 90 before and after (senses 2 / 3 / 5: 117 / 118 / 120; with the narrower words of verbs 120, of nouns too 120).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from factcheck import bm25

SENSES = 5  # how far down the list of a word's senses the shared one may stand
SHARE = 0.03  # of all that a word was met
FILES = ("data.verb", "data.noun1", "data.noun2", "data.adj", "data.adv")
KINDS = {"n": "1", "v": "2", "a": "3", "s": "3", "r": "4"}
HEAD = """# Words of one meaning, made by benchmarks/make_synonyms.py from WordNet 3.0.
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Used, copied, modified and distributed
# under its licence, which asks for this notice; it is provided "as is", without warranty of any kind.
"""


class Synset(NamedTuple):
    """A sense: its words, and the words that derive from them, as (number of the word, kind, sense, number there)."""

    words: list[str]
    derived: list[tuple[int, str, int, int]]


def main() -> int:
    """Write the pairs to standard output, sorted."""
    folder = Path(sys.argv[1])
    met = _met(folder)
    senses = dict(_synsets(folder))
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in _pairs(senses, met):
        for a in bm25.terms(one):
            for b in bm25.terms(other):
                near[min(a, b)] |= {max(a, b)} - {min(a, b)}
    sys.stdout.write(HEAD)
    for term in sorted(near):
        if near[term]:
            print(f"{term}: {' '.join(sorted(near[term]))}")
    return 0


def _met(folder: Path) -> set[tuple[str, str, int]]:
    """Return the words that were met often enough in a sense, as (word, kind, sense)."""
    rows = []
    total: dict[tuple[str, str], int] = defaultdict(int)
    for line in (folder / "index.sense").read_text(encoding="latin-1").splitlines():
        key, sense, rank, count = line.split()
        word, _, rest = key.partition("%")
        kind = "3" if rest[0] == "5" else rest[0]
        rows.append((word, kind, int(sense), int(rank), int(count)))
        total[word, kind] += int(count)
    return {
        (word, kind, sense)
        for word, kind, sense, rank, count in rows
        if word.isalpha() and len(word) > 2 and rank <= SENSES
        if total[word, kind] >= 2 and count >= max(1, SHARE * total[word, kind])
    }


def _synsets(folder: Path) -> Iterator[tuple[tuple[str, int], Synset]]:
    for name in FILES:
        for line in (folder / name).read_text(encoding="latin-1").splitlines():
            if line[:1].isdigit():
                yield _read(line.partition("|")[0].split())


def _read(fields: list[str]) -> tuple[tuple[str, int], Synset]:
    """Read one line of a data file (its format: wndb in WordNet's manual)."""
    count = int(fields[3], 16)
    words = [word.partition("(")[0].lower() for word in fields[4 : 4 + 2 * count : 2]]
    rest = fields[5 + 2 * count :]
    pointers = [rest[at : at + 4] for at in range(0, 4 * int(fields[4 + 2 * count]), 4)]
    derived = [
        (int(place[:2], 16), KINDS[kind], int(sense), int(place[2:], 16))
        for symbol, sense, kind, place in pointers
        if symbol == "+" and place[:2] != "00"
    ]
    return (KINDS[fields[2]], int(fields[0])), Synset(words, derived)


def _pairs(
    senses: dict[tuple[str, int], Synset], met: set[tuple[str, str, int]]
) -> Iterator[tuple[str, str]]:
    for (kind, sense), (words, derived) in senses.items():
        good = [word for word in words if (word, kind, sense) in met]
        yield from ((a, b) for i, a in enumerate(good) for b in good[i + 1 :])
        for number, other_kind, other_sense, place in derived:
            word, others = words[number - 1], senses[other_kind, other_sense].words
            if word in good and (others[place - 1], other_kind, other_sense) in met:
                yield word, others[place - 1]


if __name__ == "__main__":
    sys.exit(main())
