"""What stands before a bound word or is no bound at all: "never more than 30", "handed over 12", "gone up to 12"."""

from __future__ import annotations

import re

from ..lexicon import number_marks as marks
from ..lexicon.units import DIMENSIONS
from ._atoms import Atom

# "Would not pay more than 30" is at most 30, whatever verb stands between; so is "no lorry weighed more than 30".
_NO_VERB = (
    r"(?!(?:because|only|that|when|if|just|merely|until|all|in|for|with|by|as|the|a|of|to|on|than|from) )"
)
_HELPS = (
    r"(?:(?:ha[sd]|have|may|can|could|will|would|should|must|was|were|is|are|be|been|once|ever|even|yet|"
    r"(?:ha[sd]|have) to) )"
)
_NOT = (
    r"(?:\b(?:not|cannot|never|no longer)|n['’]t) |\bat no time (?:did|was|were|ha[sd]) "
    r"(?:(?:the|its|their) )?[a-z]+ (?:of the [a-z]+ )?"
)
_NOBODY = (
    r"\b(?:nobody|no one|none(?: of (?:them|these|those))?"
    r"|no [a-z]+(?: (?:of|in|at|on|from) (?:the )?[\w’'-]+(?: [\w’'-]+)?(?= (?:may|can|could|will|must|shall) ))?)"
    r" (?:t?here |(?:in|at|of) (?:the )?[\w’'-]+ )?"
)
_DENIED = re.compile(
    rf"(?i)(?:{_NOT}|{_NOBODY}){_HELPS}{{0,2}}{_NO_VERB}[a-z]+ (?:[a-z]+ed )?(?:(?:to|by|for) )?$"
)
# "Never above 30" needs no verb, "no lorry exceeded 30" no other one.
_DENIED_ITSELF = re.compile(rf"(?i)(?:{_NOT}|\bno ){_HELPS}{{0,2}}$")
_DENIED_OF_ALL = re.compile(rf"(?i){_NOBODY}{_HELPS}{{0,2}}$")
_VERBAL = re.compile(r"(?i)(?:exceed|topp|surpass)")
_HANDED = re.compile(r"(?i)\b(?:hand|sign|turn)(?:s|ed|ing)?\s+$")
_RISEN = re.compile(r"(?i)\b(?:go(?:es|ne|ing)?|went|shot|crept|edged|inched|moved|jumped|climbed|back)\s+$")


def is_handed(told: str) -> bool:
    """Say whether an "over" is that of "handed over 12", and no bound."""
    return _HANDED.search(told) is not None


def is_risen(told: str, bound: str) -> bool:
    """Say whether an "up to" is that of "has gone up to 12", and no bound."""
    return bound.casefold().startswith("up to") and _RISEN.search(told) is not None


def is_mark(text: str, atom: Atom) -> bool:
    """Say whether a number can be a mark that a count passes: a round one, and not what else somebody passes."""
    passable = marks.PASSABLE.match(text, atom.end) or DIMENSIONS.get(atom.unit, ("",))[0] in (
        "length",
        "time",
    )
    return atom.value >= 10 and not passable and (atom.value % 10 == 0 or atom.unit == "%")


def is_denied(told: str, bound: str) -> bool:
    """Say whether what stands before a bound word denies it: "never rose above", "no lorry exceeded"."""
    of_all = _VERBAL.match(bound) and _DENIED_OF_ALL.search(told)
    return bool(of_all or _DENIED.search(told) or _DENIED_ITSELF.search(told))
