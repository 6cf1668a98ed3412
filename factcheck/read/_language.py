"""Which language an article is in: judged on its body only, and only where there is enough of it."""

from __future__ import annotations

import re

from ..model import BODY, Article
from ._language_names import NAMES

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEAST = 20  # words; below this any guess is a coin
_ENOUGH = 20_000  # code points of the body
# Function words of English that are none in the languages it is confused with.
_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the of and to that for was were with his her their its has have had been by from which who would"
        " could said this these those they are not but also after before about into over between more than"
        " there where when what will",
    )
)


def language(article: Article) -> tuple[str, float]:
    """Return the ISO 639-1 code of the article's language and the probability of it, 0 to 1.

    Under twenty words nothing can be told, and the answer is ``("en", 0.0)``.
    """
    body = " ".join(block.span.of(article.text)[:_ENOUGH] for block in article.blocks if block.kind in BODY)[
        :_ENOUGH
    ]
    words = [word.lower() for word in _WORD.findall(body)]
    if len(words) < _LEAST and not _unspaced(body):
        return "en", 0.0
    if sum(word in _ENGLISH for word in words) >= 0.12 * len(words) and words:
        return "en", 1.0
    return _identified(body)


def name_of(code: str) -> str:
    """Return the English name of a language code; an unknown code stands for itself."""
    return NAMES.get(code, code)


def _unspaced(body: str) -> bool:
    """Say whether enough of ``body`` is in a script that does not space its words."""
    return (
        sum(1 for char in body if "\u3040" <= char <= "\u9fff" or "\u0e00" <= char <= "\u0e7f") >= 3 * _LEAST
    )


def _identified(body: str) -> tuple[str, float]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    code, probability = identifier.classify(body)
    return str(code), float(probability)
