"""The door to spaCy: sentences end where a reader ends them, and offsets are those of the draft."""

from pathlib import Path

import pytest
import yaml

from factcheck import nlp

CASES = yaml.safe_load((Path(__file__).parent / "data/nlp/sentences.yaml").read_text("utf-8"))


@pytest.mark.parametrize("sentences", CASES, ids=[case[0] for case in CASES])
def test_a_figure_with_a_stop_ends_a_sentence_before_a_capital(sentences: list[str]) -> None:
    text = " ".join(sentences)
    (doc,) = nlp.parse([text])
    assert [text[s.start_char : s.end_char] for s in doc.sents] == sentences


def test_the_tokenizer_is_the_models_own() -> None:
    """Loaded without English's exceptions, it has the same rules, the model's: none is lost."""
    import spacy
    from spacy.lang.en import EnglishDefaults

    whole = spacy.load(nlp.model_name().split()[0])
    for unit in "hsl":  # what is ours beside the model's: the stop of "60 km/h."
        whole.tokenizer.add_special_case(f"{unit}.", [{"ORTH": unit}, {"ORTH": "."}])
    for rank in nlp._RANKS:  # and "Sgt." before a name
        whole.tokenizer.add_special_case(f"{rank}.", [{"ORTH": f"{rank}."}])
    ours, theirs = (model.tokenizer.to_bytes(exclude=["vocab"]) for model in (nlp._pipeline(), whole))
    assert ours == theirs
    assert EnglishDefaults.tokenizer_exceptions


NAMED = "On Tuesday, Sgt. Mara Olsen of Ferndale United told 40 reporters in Oslo so."


def test_names_found_later_are_those_found_at_once() -> None:
    (eager,), (later,) = nlp.parse([NAMED]), nlp.parse([NAMED], entities=False)
    assert not later.has_annotation("ENT_IOB")
    assert [(t.text, nlp.kind_of(t), t.ent_iob) for t in later] == [
        (t.text, t.ent_type_, t.ent_iob) for t in eager
    ]
    assert nlp.entities_in(later) == later.ents and len(eager.ents) > 2


def test_a_kept_parse_says_whether_its_names_were_looked_for() -> None:
    texts = (NAMED, "It rained.")
    eager, later = list(nlp.parse(texts)), list(nlp.parse(texts, entities=False))
    for docs, looked in ((eager, True), (later, False)):
        again = nlp.unpack(nlp.pack(dict(zip(texts, docs, strict=True))))
        assert [doc.has_annotation("ENT_IOB") for doc in again.values()] == [looked, looked]
        assert [[e.text for e in nlp.entities_in(doc)] for doc in again.values()] == [
            [e.text for e in doc.ents] for doc in eager
        ]
