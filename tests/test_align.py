"""How well a place fits is one thing, asked of one place or of all places of a document at once."""

from hypothesis import given, strategies as st

from factcheck.judge import Document
from factcheck.judge._align import fit, fits, words_around
from factcheck.model import Span

WORDS = [
    "council",
    "budget",
    "harbour",
    "toll",
    "killed",
    "12",
    "Monday",
    "school",
    "the",
    "of",
    "said",
    "vote",
]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@given(claim=SENTENCE, texts=st.lists(SENTENCE, min_size=1, max_size=6))
def test_all_places_at_once_fit_as_each_alone(claim: str, texts: list[str]) -> None:
    document = Document(texts=tuple(texts))
    words = words_around(claim, [Span(start=0, end=len(claim.split()[0]))], document)
    places = [(n, Span(start=0, end=len(text.split()[0]))) for n, text in enumerate(texts)]
    for (index, span), at_once in zip(places, fits(words, document, places), strict=True):
        alone = fit(words, document, index, span)
        assert all(abs(one - other) < 1e-9 for one, other in zip(alone, at_once, strict=True))
