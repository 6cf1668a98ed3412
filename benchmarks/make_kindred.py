"""Words that may be told of one deed or of one kind of thing, taken from WordNet.

    python -m benchmarks.make_kindred DICT > factcheck/weighing/_kindred.txt

DICT is WordNet's `dict` folder. A line is a group: the verbs, or the adjectives, of a sense with those of the senses
right below it (of adjectives: with those that are like it), as far as WordNet's tagged texts have them. A sense with
more than WIDE below it joins what a desk keeps apart ("suspend" and "decorate" both are kinds of changing).
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

WIDE = 40
FILES = {
    "data.verb": ("@", "2"),
    "data.adj": ("&", "35"),
}  # the pointer to what stands above, the kinds of the index
HEAD = """# Words that share a sense, or one right above it, made by benchmarks/make_kindred.py from WordNet 3.1.
# WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved. Used, copied, modified and distributed
# under its licence, which asks for this notice; it is provided "as is", without warranty of any kind.
"""


class Sense(NamedTuple):
    """A sense: its words, and the senses above it."""

    words: frozenset[str]
    above: tuple[str, ...]


def main() -> int:
    """Write the groups to standard output, sorted."""
    folder = Path(sys.argv[1])
    groups = {group for name in FILES for group in _groups(folder, name)}
    sys.stdout.write(HEAD)
    for line in sorted(" ".join(sorted(group)) for group in groups):
        print(line)
    return 0


def _groups(folder: Path, name: str) -> set[frozenset[str]]:
    pointer, kinds = FILES[name]
    met = _met(folder, kinds)
    senses = dict(_read(line, pointer) for line in _lines(folder / name))
    below = Counter(above for sense in senses.values() for above in sense.above)
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for number, sense in senses.items():
        for place in (number, *(above for above in sense.above if below[above] <= WIDE)):
            found[place] |= sense.words & met
    groups = {words for words in found.values() if len(words) > 1}
    return {one for one in groups if not any(one < other for other in groups)}


def _met(folder: Path, kinds: str) -> set[str]:
    """Return the words of some kinds that were met at all; of more than two words none is looked for."""
    rows = (line.split() for line in (folder / "index.sense").read_text(encoding="latin-1").splitlines())
    keys = (key.partition("%") for key, _, _, count in rows if int(count) > 0)
    return {word for word, _, rest in keys if rest[0] in kinds and _is_plain(word)}


def _is_plain(word: str) -> bool:
    return word.count("_") < 2 and word.replace("_", "").isalpha()


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text(encoding="latin-1").splitlines() if line[:1].isdigit())


def _read(line: str, pointer: str) -> tuple[str, Sense]:
    """Read one line of a data file (its format: wndb in WordNet's manual)."""
    fields = line.partition("|")[0].split()
    end = 4 + 2 * int(fields[3], 16)
    words = frozenset(word.partition("(")[0].lower() for word in fields[4:end:2])
    pointers = [fields[at : at + 4] for at in range(end + 1, end + 1 + 4 * int(fields[end]), 4)]
    return fields[0], Sense(words, tuple(place for symbol, place, *_ in pointers if symbol == pointer))


if __name__ == "__main__":
    sys.exit(main())
