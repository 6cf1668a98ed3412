"""What is asked of a passage only where its answer hangs on it: three of four are settled by shares and details."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .. import bm25
from ..judge.names import claimed_names
from ..model import Claim, Evidence, Finding, Stance
from ._ascribed import only_ascribed
from ._aside import denied_beside
from ._claim import meant
from ._contended import accused, only_urged
from ._doers import of_a_stranger, unnamed_doers
from ._facing import denies_the_opposite
from ._gainsaid import only_alleged
from ._joined import untied
from ._laid_down import laid_down
from ._lent import only_entitled, unsaid
from ._located import unproved
from ._opposite import kept
from ._overrun import as_far_beyond
from ._reading import HARD, bears_out
from ._standing import early
from ._synonyms import spoken, told
from ._turned import is_turned
from ._undone import undone
from ._unheld import in_the_title, is_detailed, is_strange, unheld
from ._yet import in_force_later


@dataclass(frozen=True, kw_only=True)  # no slots: the vetoes are worked out once
class Asked:
    """A claim and a passage that speaks about it, with what was found so far."""

    claim: Claim
    item: Evidence
    about: str  # what the passage is known to be about
    known: str  # its words with these, and with those of the sentences before that it goes on about
    lent: bool  # whether such sentences lend it any
    found: Sequence[Finding]  # by the judges
    findings: Sequence[Finding]  # of these, those that stand, without what the passage says to the contrary
    countered: bool
    missing: Sequence[str]
    doer: str  # who did it by the claim, where the passage tells it of another
    aliases: Callable[[str], frozenset[str]]

    def vetoes(self) -> tuple[str, ...]:
        """Return the words of the claim without which the passage bears it out at no share of the others."""
        return self._vetoes

    @cached_property
    def _vetoes(self) -> tuple[str, ...]:
        claim, item, about = self.claim, self.item, self.about
        return (
            *unheld(claim, item, self.findings, self.missing, told(self.known), self.aliases),
            *in_the_title(self.found, item),
            *((*unsaid(claim, item, about, self.missing), *untied(claim, item, about)) if self.lent else ()),
            *(() if self.lent or is_detailed(self.findings) else only_entitled(claim, item, about)),
            *(() if self.countered else unproved(claim, item, self.findings, about)),
            *((self.doer,) if self.doer else ()),
            *(f"by {name}" for name in unnamed_doers(claim.text, item.text, self.aliases)),
        )

    def provisional(self) -> str:
        """Return the word by which the passage calls provisional what the claim tells plainly, or ""."""
        claim, passage = self.claim, self.item.text
        plain = claim.attribution is None  # whoever has it said by somebody tells no fact
        said = (
            early(claim.text, passage)
            or laid_down(claim.text, self.item)
            or only_urged(claim.text, passage)
            or in_force_later(claim.text, passage)
            or only_ascribed(claim.text, passage)
            or undone(claim.text, passage)
        )
        return said or (accused(claim.text, passage) or only_alleged(claim.text, passage) if plain else "")

    def turns(self) -> bool:
        """Say whether one of the two is turned round by a "not" or a "denied", and the other is not."""
        claim, passage = self.claim.text, self.item.text
        if verbatim(self.findings) or denied_beside(claim, passage) or as_far_beyond(claim, passage):
            return False
        if denies_the_opposite(claim, passage):
            return False
        return is_turned(claim, passage) and not kept(claim, passage)

    def stranger(self) -> bool:
        """Say whether the passage tells a part of the claim of somebody else."""
        return of_a_stranger(self.claim.text, self.item.text, self.missing, told(self.known))

    def strange(self) -> bool:
        """Say whether the passage lacks a name of the claim, or the claim denies with "not" what the passage says."""
        return is_strange(self.claim, self.item, self.findings, self.missing, told(self.known))

    def grasp(self) -> int:
        """Return how many things of the claim the passage itself says: words, a name, details, what it asserts."""
        claim, here = self.claim.text, told(self.item.text)
        named = {word for name in claimed_names(claim) for word in name.text.split()}
        words = {word for word, forms in spoken(claim) if word not in named and not here.isdisjoint(forms)}
        details = {f.part for f in self.findings if f.judge in HARD and bears_out(f)}
        names = any(f.judge == "names" and f.stance is Stance.SUPPORTS for f in self.findings)
        said = any(not here.isdisjoint(bm25.terms(word)) for word in meant(claim))
        said = said or bool(denies_the_opposite(claim, self.item.text))
        return len(words) + len(details) + names + verbatim(self.findings) + said


def verbatim(findings: Sequence[Finding]) -> bool:
    """Say whether a passage has a quotation of the claim word for word."""
    return any(f.judge == "quotes" and f.stance is Stance.SUPPORTS for f in findings)
