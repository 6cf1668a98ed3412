"""What a passage tells, and what it only asks.

A question that is answered by yes or no ("Did the mayor resign?") tells nothing: it repeats a claim in order to test
it. Its words are the source's only where the answer is yes. Other questions ("Who opened the bridge? The mayor.") give
what their answer is about, and stay.
"""

from __future__ import annotations

import functools
import re

_ASKS = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)(?:n['’]t)?"
_SENTENCE = (
    r"(?:^|(?<=[.?!:;\"“”)] ))[\"“]?(?P<opening>\w+)(?:[^.?!]|[.!](?=\S)|(?<=\bDr|\bMr|\bMs|\bSt)\.)*\?[\"”]?"
)
_QUESTION = re.compile(_SENTENCE)
_ASKING = re.compile(rf"{_ASKS}\b", re.I)
_OPEN = re.compile(r"\b(?:who|whom|whose|what|when|where|why|how|which)\b", re.I)
_YES = re.compile(r"\s*[\"“'—–-]?\s*(?:yes|yeah|correct|indeed|true|that['’]s right)\b", re.I)


def questions(text: str) -> tuple[tuple[str, str], ...]:
    """Return each yes-or-no question of a text with what comes after it."""
    return tuple((m.group(), text[m.end() :]) for m in _QUESTION.finditer(text) if _closed(m))


def _closed(question: re.Match[str]) -> bool:
    """Say whether a question is answered by yes or no: it begins with its verb, or asks for nothing ("It is? No")."""
    return bool(_ASKING.match(question["opening"])) or not _OPEN.search(question.group())


def only_asked(text: str, at: int) -> bool:
    """Say whether a place of a text is in a yes-or-no question that is not answered with yes."""
    around = (m for m in _QUESTION.finditer(text) if m.start() <= at < m.end()) if "?" in text else ()
    return any(_closed(m) and not _YES.match(text, m.end()) for m in around)


@functools.lru_cache(maxsize=16384)
def told(text: str) -> str:
    """Return a text without its yes-or-no questions, those that it answers with yes left in."""
    if "?" not in text:
        return text

    def kept(question: re.Match[str]) -> str:
        return " " if _closed(question) and not _YES.match(text, question.end()) else question.group()

    return _QUESTION.sub(kept, text)
