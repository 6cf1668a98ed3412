"""What a passage says of a claim in other words: synonyms are no details."""

import pytest

from factcheck.weighing._synonyms import telling


@pytest.mark.parametrize(
    ("claim", "word", "said"),
    [
        ("The schools are shut until Friday.", "shut", "close"),
        ("The ministry sold the land.", "land", "ground"),
        ("The firm will extend the lease.", "extend", "prolong"),
    ],
)
def test_a_synonym_says_the_word(claim, word, said):
    from factcheck import bm25

    forms = dict(telling(claim))[word]
    assert set(bm25.terms(said)) <= forms


@pytest.mark.parametrize(
    ("claim", "word", "other"),
    [
        ("Forty people were killed.", "killed", "injured"),
        ("Houses were damaged.", "damaged", "destroyed"),
        ("The council approved the plan.", "approved", "rejected"),
        ("Prices rose.", "rose", "fell"),
    ],
)
def test_words_of_one_kind_are_no_synonyms(claim, word, other):
    from factcheck import bm25

    assert set(bm25.terms(other)).isdisjoint(dict(telling(claim))[word])
