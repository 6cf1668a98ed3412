"""How the rules for names do: supported claims, and copies with one name put for another of its source.

    python -m benchmarks.fit_names

A copy has one name of the tagger's replaced by another of the same label that the source has and the claim does not
mention. Prints how many copies lose a name and how many true claims do: the constants of factcheck/judge/names.py
(_NEEDED, _CLOSER, _TOUCHES) were chosen to keep the second figure low. Nothing of the texts is kept. Needs
FACTCHECK_SHARED.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.fit_judge import supported
from factcheck.judge import names
from factcheck.judge._context import Document, parsed, prime
from factcheck.judge._names import names_in

READ = 60  # passages from which other names are taken
COPIES = 2  # a claim
_LABELS = frozenset(["PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"])


def changed(claim: str, document: Document, dice: random.Random) -> Iterator[str]:
    """Yield copies of a claim with one name replaced."""
    for entity in parsed(claim).ents:
        others = _others(claim, entity.label_, document) if entity.label_ in _LABELS else []
        if others:
            yield f"{claim[: entity.start_char]}{dice.choice(others)}{claim[entity.end_char :]}"


def _others(claim: str, label: str, document: Document) -> list[str]:
    mine = names_in(claim)
    found = {
        other.text
        for text in document.texts[:READ]
        for entity in parsed(text).ents
        if entity.label_ == label
        for other in names_in(entity.text)[:1]
        if not any(names.one_bearer(name.words, other) for name in mine)
    }
    return sorted(found)


def loses(claim: str, document: Document) -> bool:
    """Say whether a name of the claim loses its place in the document."""
    return any(names.displaced(claim, name, document) for name in names.claimed_names(claim))


def main() -> int:
    """Print one line."""
    if "FACTCHECK_SHARED" not in os.environ:
        print("not run: FACTCHECK_SHARED is not set")
        return 3
    dice = random.Random(7)
    true = list(supported(Path(os.environ["FACTCHECK_SHARED"]) / "bench/verification"))
    twins = []
    for claim, document in true:
        prime([claim, *document.texts[:READ]])
        twins += [(copy, document) for copy in list(changed(claim, document, dice))[:COPIES]]
    found = sum(loses(*pair) for pair in twins) / max(1, len(twins))
    alarms = sum(loses(*pair) for pair in true) / len(true)
    print(f"{len(true)} true claims, {len(twins)} changed ones: {found:.1%} lose a name, {alarms:.1%} alarms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
