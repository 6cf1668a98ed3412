"""What is no copy to be checked: not in English, or longer than any article."""

from __future__ import annotations

from ..errors import ReadError
from ..model import Article
from ._language import language, name_of

LONGEST = 1_000_000  # code points; a book is no article
SURE = 0.5  # the share of a copy that is in another language


def refuse_unfit(article: Article) -> None:
    """Return nothing where an article can be checked.

    :raises ReadError: when the copy is not in English, or longer than any article.
    """
    if len(article.text) > LONGEST:
        what = f"{len(article.text):,} characters are more than one article ({LONGEST:,})"
        raise ReadError(what, where=article.origin, hint="nothing was checked; scan it in parts")
    code, probability = language(article)
    if code not in ("en", "") and probability >= SURE:
        raise ReadError(
            f"the copy is in {name_of(code)}, and only English can be checked",
            where=article.origin,
            hint="nothing was checked; scan an English version",
        )
