"""Make factcheck/judge/_thesaurus.txt from WordNet 3.0: words of one meaning and words of one root.

    apt-get install wordnet-base && python -m benchmarks.make_thesaurus [/usr/share/wordnet]

Kept are single words that WordNet's own tagged texts hold at least twice, each with the words that share one of its
three commonest senses (commonest for both), and with those that are derived from it (close, closure). Names, phrases
and rare senses stay out: the table finds places in a source, and a loose one finds too many.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).parent.parent / "factcheck/judge/_thesaurus.txt"
SENSES, TAGGED = 3, 2
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
HEAD = """# Words of one meaning or one root, from WordNet 3.0 by benchmarks/make_thesaurus.py; they find the place in a
# source that speaks about the same thing and never judge a detail. One word a line with those that can stand for it.
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Used, modified and distributed under its
# licence, without warranty of any kind: https://wordnet.princeton.edu/license-and-commercial-use
"""


def main() -> int:
    """Write the table, print its size."""
    home = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet")
    if not (home / "data.noun").exists():
        print(f"WordNet is not at {home}; type: apt-get install wordnet-base")
        return 3
    counts = _tagged(home)
    related: dict[str, set[str]] = defaultdict(set)
    for part in PARTS:
        for one, other in _pairs(home, part):
            if counts.get(one, 0) >= TAGGED and counts.get(other, 0) >= TAGGED and one != other:
                related[one].add(other)
                related[other].add(one)
    lines = [f"{word}: {' '.join(sorted(others))}\n" for word, others in sorted(related.items())]
    OUT.write_text(HEAD + "".join(lines))
    print(f"{len(lines)} words, {OUT.stat().st_size:,} bytes")
    return 0


def _tagged(home: Path) -> dict[str, int]:
    """Return how often WordNet's tagged texts hold each lemma."""
    counts: dict[str, int] = defaultdict(int)
    for line in (home / "cntlist.rev").read_text("latin-1").splitlines():
        key, _, number = line.split()
        counts[key.split("%")[0]] += int(number)
    return counts


def _pairs(home: Path, part: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of words of one synset, and of synsets that one derivation links."""
    common = _common(home, part)
    for offset, words, links in _synsets(home, part):
        near = [word for word in words if offset in common.get(word, ())]
        yield from ((one, other) for one in near for other in near)
        for source, target_part, target_offset, target in links:
            word = words[source - 1]
            if word in near:
                other = _word(home, target_part, target_offset, target)
                if other and target_offset in _common(home, target_part).get(other, ()):
                    yield word, other


_COMMON: dict[str, dict[str, tuple[int, ...]]] = {}
_SYNSETS: dict[str, dict[int, list[str]]] = {}


def _common(home: Path, part: str) -> dict[str, tuple[int, ...]]:
    """Return for each plain word the offsets of its commonest senses."""
    if part not in _COMMON:
        table = {}
        for line in (home / f"index.{part}").read_text("latin-1").splitlines():
            columns = line.split()
            if line.startswith(" ") or not columns[0].isalpha():
                continue
            senses = int(columns[2])
            table[columns[0]] = tuple(int(offset) for offset in columns[-senses:][:SENSES])
        _COMMON[part] = table
    return _COMMON[part]


def _synsets(home: Path, part: str) -> Iterator[tuple[int, list[str], list[tuple[int, str, int, int]]]]:
    """Yield offset, words and derivation links (word number, part, offset, word number there) of each synset."""
    names = {letter: name for name, letter in PARTS.items()} | {"s": "adj"}
    for line in (home / f"data.{part}").read_text("latin-1").splitlines():
        if line.startswith(" "):
            continue
        columns = line.split(" | ")[0].split()
        number = int(columns[3], 16)
        words = [columns[4 + 2 * n].split("(")[0].lower() for n in range(number)]
        at = 5 + 2 * number
        links = []
        for n in range(int(columns[at - 1])):
            symbol, offset, letter, numbers = columns[at + 4 * n : at + 4 * n + 4]
            if symbol == "+":
                links.append((int(numbers[:2], 16), names[letter], int(offset), int(numbers[2:], 16)))
        yield int(columns[0]), words, links


def _word(home: Path, part: str, offset: int, number: int) -> str:
    if part not in _SYNSETS:
        _SYNSETS[part] = {at: words for at, words, _ in _synsets(home, part)}
    words = _SYNSETS[part].get(offset, [])
    return words[number - 1] if 0 < number <= len(words) else ""


if __name__ == "__main__":
    sys.exit(main())
