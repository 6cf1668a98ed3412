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

    def watch(texts, **how):
        texts = list(texts)
        seen.extend(texts)
        return real(texts, **how)

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


@pytest.fixture
def judged(monkeypatch):
    """The judges' memory, empty before and after."""
    from factcheck.judge import _context

    for name in ("_PARSES", "_SEEN"):
        monkeypatch.setattr(_context, name, {})
    monkeypatch.setattr(_context, "_NEW", set())
    return _context


def test_what_was_judged_is_kept_for_the_next_process(tmp_path, parsed, judged, monkeypatch):
    kept = tmp_path / "passages" / "p.bin"
    judged.recall(kept)
    judged.prime([FIRST, SECOND])
    judged.keep(kept)
    written = kept.stat().st_mtime_ns
    monkeypatch.setattr(judged, "_PARSES", {})
    monkeypatch.setattr(judged, "_SEEN", {})
    parsed.clear()
    judged.recall(kept)
    assert [t.text for t in judged.parsed(SECOND)][:2] == ["The", "mayor"]
    judged.keep(kept)
    assert parsed == [] and kept.stat().st_mtime_ns == written


def test_a_damaged_file_of_passages_is_made_anew(tmp_path, parsed, judged):
    kept = tmp_path / "p.bin"
    kept.write_bytes(b"not what it was")
    judged.recall(kept)
    judged.prime([FIRST])
    judged.keep(kept)
    assert parsed == [FIRST] and set(nlp.unpack(kept.read_bytes())) == {FIRST}


def test_spacy_comes_without_its_command_line_and_can_still_be_given_it():
    import subprocess
    import sys

    code = (
        "import sys; from factcheck import nlp; list(nlp.parse(['It rains.'])); "
        "print('typer' in sys.modules, 'spacy.cli' in sys.modules); "
        "import spacy.cli; print(type(spacy.cli.app).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "Typer"]
