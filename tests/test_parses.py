"""Parses kept between scans: only changed paragraphs are parsed again, and a damaged file costs nothing."""

import pytest

from factcheck import nlp
from factcheck.extraction import paragraphs
from factcheck.read import article_from_text


def article(*lines: str):
    return article_from_text("\n\n".join(lines) + "\n")


@pytest.fixture
def parsed(monkeypatch):
    """The texts that the parser was given, as they come."""
    seen = []
    real = nlp.parse

    def watch(texts):
        texts = list(texts)
        seen.extend(texts)
        return real(texts)

    monkeypatch.setattr(nlp, "parse", watch)
    return seen


FIRST = "The council met on Monday and adopted the budget for the coming year."
SECOND = "The mayor\u00a0said “no new debt” would be taken up before the winter."


def shape(found):
    return [
        [(t.text, t.tag_, t.dep_, t.head.i, t.ent_type_, t.lemma_, t.is_sent_start) for t in p.doc]
        for p in found
    ]


def test_only_the_changed_paragraph_is_parsed_again(tmp_path, parsed):
    kept = tmp_path / "parses" / "a.bin"
    fresh = paragraphs.parse(article(FIRST, SECOND), kept=kept)
    assert parsed == [nlp.parser_view(FIRST), nlp.parser_view(SECOND)]
    parsed.clear()
    edited = SECOND.replace("winter", "summer")
    again = paragraphs.parse(article(FIRST, edited), kept=kept)
    assert parsed == [nlp.parser_view(edited)]
    assert shape(again)[0] == shape(fresh)[0]
    assert again[0].block == fresh[0].block


def test_a_kept_parse_is_the_parse(tmp_path):
    kept = tmp_path / "a.bin"
    first = paragraphs.parse(article(FIRST, SECOND), kept=kept)
    second = paragraphs.parse(article(FIRST, SECOND), kept=kept)
    assert shape(first) == shape(second) == shape(paragraphs.parse(article(FIRST, SECOND)))


def test_a_damaged_file_is_made_anew(tmp_path, parsed):
    kept = tmp_path / "a.bin"
    kept.write_bytes(b"not what it was")
    assert len(paragraphs.parse(article(FIRST), kept=kept)) == 1
    assert parsed == [FIRST]
    assert set(nlp.unpack(kept.read_bytes())) == {FIRST}
