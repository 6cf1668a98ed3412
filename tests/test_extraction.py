"""Whole articles: safety counted, asides with their reasons, identities that survive edits."""

from pathlib import Path

import pytest

import factcheck
from benchmarks import safety
from factcheck.extraction import attributions_in, extract
from factcheck.read._blocks import article_from_text

ARTICLES = sorted((Path(__file__).parent / "data/split/articles").glob("*.txt"))
COUNCIL = """Town council backs new pool
Vote follows months of talks

LEEDS

The council voted 31 to 14 on Monday to build a pool. Will it be warm? The rebel group, Free Dawn, opposed the plan.

The group said the pool was a waste. Mayor Ann Lee said she had read the report. She opened a library in May.
"""


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_nothing_is_lost_torn_or_made_up(path):
    counts = safety.check_text(path.read_text(encoding="utf-8"), fine=False)
    assert {key: counts[key] for key in (*safety.FATAL, "hedges") if counts[key]} == {}
    assert counts["claims"] >= 20


def test_asides_have_a_kind_and_a_reason():
    found = extract(article_from_text(COUNCIL))
    asides = {aside.span.of(COUNCIL): aside.kind for aside in found.asides}
    assert asides["Town council backs new pool"] == "headline"
    assert asides["Will it be warm?"] == "question"
    assert asides["LEEDS"] == "dateline"
    assert all(aside.why for aside in found.asides)


def test_references_are_settled_where_there_is_one_candidate():
    claims = {claim.text for claim in extract(article_from_text(COUNCIL)).claims}
    assert "Ann Lee opened a library in May." in claims
    assert "The pool was a waste." in claims


def test_a_group_is_named_once_an_apposition_has_named_it():
    text = (
        "The rebel group, Free Dawn, seized the port.\n\nOn Friday the group freed 12 sailors from Norway.\n"
    )
    claims = [claim.text for claim in extract(factcheck_article(text)).claims]
    assert "On Friday Free Dawn freed 12 sailors from Norway." in claims


def test_two_candidates_leave_the_word_and_flag_it():
    text = "Maria Lopez met Anna Berg in Rome on Friday.\n\nShe left on Sunday after three long meetings.\n"
    claims = extract(factcheck_article(text)).claims
    assert [(c.text, c.flags) for c in claims if "left" in c.text] == [
        ("She left on Sunday after three long meetings.", ("unresolved: she",))
    ]


def factcheck_article(text):
    from factcheck.extraction import _bare

    return _bare(text)


def test_identity_survives_an_edit_above():
    before = {claim.text: claim.id for claim in extract(article_from_text(COUNCIL)).claims}
    edited = COUNCIL.replace("The council voted", "After a long debate, the council voted")
    after = {claim.text: claim.id for claim in extract(article_from_text(edited)).claims}
    same = [text for text in before if text in after]
    assert len(same) >= 3
    assert all(before[text] == after[text] for text in same)


def test_the_same_words_twice_are_two_claims():
    text = "The bridge was closed.\n\nThe port was open again by noon on Friday.\n\nThe bridge was closed.\n"
    ids = [claim.id for claim in extract(factcheck_article(text)).claims if "bridge" in claim.text]
    assert len(ids) == len(set(ids)) == 2


def test_a_bare_line_is_never_an_aside():
    assert [claim.text for claim in factcheck.extract("Mayor resigns")] == ["Mayor resigns."]


def test_attributions_of_every_line():
    text = "Mayor says bridge is safe\n\nThe bridge is safe, Ann Lee said.\n"
    assert any(a.content[0].start > 20 for a in attributions_in(text))


def test_what_is_said_carries_its_speaker():
    found = factcheck.extract("The bridge is safe, Ann Lee said.")
    (claim,) = found
    assert claim.text == "The bridge is safe."
    assert claim.attribution is not None


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The order affects 43 planes. The plane was built in Selby.", "The plane was built in Selby."),
        ("The town ordered two yellow planes. The planes were built in Selby.", "were built in Selby"),
    ],
)
def test_the_plane_is_none_of_several(text, claim):
    assert any(claim in one.text for one in factcheck.extract(text))


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("On May 3 the ship sank. The next day divers found the bell.", "On 4 May divers found the bell."),
        (
            "The ship sank on 3 May 2026. Divers found the bell two days later.",
            "Divers found the bell on 5 May 2026.",
        ),
        (
            "The ship sank on 1 May 2026. A day earlier it had left Torv.",
            "On 30 April 2026 it had left Torv.",
        ),
        ("In 2019 the brewery opened. Two years later it moved to Torv.", "In 2021 it moved to Torv."),
        # From a day that was loosely said, on which somebody spoke, of another thing, or told in the sentence itself
        (
            "On May 3 the ship sank. About two days later it was raised.",
            "About two days later it was raised.",
        ),
        (
            "Ann Lee said on May 3 that it sank. Two days later it was raised.",
            "Two days later it was raised.",
        ),
        (
            "The ship built on May 3, 1998, sank. Two days later it was raised.",
            "Two days later it was raised.",
        ),
        (
            "The ship sank on May 3. The thief was caught and freed a day later.",
            "The thief was caught and freed a day later.",
        ),
        ("The ship sank on May 3. The next day of talks was short.", "The next day of talks was short."),
        ("The ship sank on May 3. The mole fell in June. A day later it rained.", "A day later it rained."),
    ],
)
def test_a_day_that_is_counted_from_the_sentence_before_is_told(text, claim):
    article = article_from_text(f"Ship sinks off Torv\n\nTORV, 20 May 2026\n\n{text}\n")
    found = extract(article).claims[-1]
    assert found.text == claim
    assert bool(found.added) is (claim not in text)


def test_a_claim_that_adds_words_to_a_quotation_is_none():
    found = factcheck.extract('"We were a small port built by sailors," Ann Lee said.')
    forms = {claim.text: claim.attribution.form for claim in found if claim.attribution}
    assert forms == {"We were a small port.": "direct", "The small port was built by sailors.": "mixed"}


def test_a_quotation_with_a_gap_is_no_direct_one():
    found = factcheck.extract('"My brother, a pilot, died in May," Ann Lee said.')
    forms = {claim.text: claim.attribution.form for claim in found}
    assert forms == {"My brother died in May.": "mixed", "My brother is a pilot.": "mixed"}


def test_a_quoted_sentence_without_a_telling_word_stays_with_the_one_before():
    said = factcheck.extract(
        '"They told us the pier was sound. It was not," Ina Voss said. "We closed it. We did."'
    )
    assert [claim.text for claim in said][:2] == [
        "They told us the pier was sound. It was not.",
        "We closed it. We did.",
    ]
    assert len({claim.id for claim in said}) == len(said)
