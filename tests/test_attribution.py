"""Who says what, over texts of our own: tests/data/attribution/cases.yaml; and what holds for any text."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings, strategies as st

import factcheck
from factcheck.extraction import _bare, attribution, paragraphs as parsing
from factcheck.model import Speaker, SpeakerKind

CASES = yaml.safe_load((Path(__file__).parent / "data/attribution/cases.yaml").read_text(encoding="utf-8"))


def shown(found, text, wanted):
    """Return of an attribution what the case names."""
    whole = {role: [span.of(text) for span in getattr(found, role)] for role in ("source", "cue", "content")}
    whole |= {"form": found.form, "statement": found.statement}
    speaker = found.speaker
    whole |= {"speaker": speaker and speaker.name, "kind": speaker and speaker.kind.value}
    if speaker:
        whole |= {"title": speaker.title, "affiliation": speaker.affiliation, "plural": speaker.plural}
    if "nested" in wanted:
        whole["nested"] = [shown(a, text, w) for a, w in zip(found.nested, wanted["nested"], strict=True)]
    return {key: whole[key] for key in wanted}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_who_says_what(case):
    found, wanted = factcheck.attributions(case["text"]), case["said"]
    padded = [*wanted, *[{"source": [], "content": []}] * (len(found) - len(wanted))]
    assert [shown(a, case["text"], w) for a, w in zip(found, padded, strict=False)] == wanted


def test_the_registry_is_asked_first():
    union = Speaker(name="Seaway Union", kind=SpeakerKind.PUBLISHER, id="seaway")
    names = {"the Seaway Union": union, "Seaway Union": union}
    text = "The Seaway Union said it would strike. The strike will last a week, the union said."
    found = attribution.find(
        parsing.parse(_bare(text)), lambda mention, within: names.get(mention.replace("The", "the"))
    )
    assert [a.speaker for a in found] == [union, union]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "The Miners' League met in May.\nThe water ministry in Tarn has put out its figures. It says that 40 wells"
            " are dry. Nine are new, the ministry says.",
            ["water", "water"],
        ),
        (
            "The League said no. The harbour ministry in Oldland was silent. It says that 40 wells are dry.",
            ["League", "harbour ministry"],
        ),
        ("Ida Lund said no. The dam must go, her office said.", ["Ida Lund", "lund"]),
        (
            "Ida Lund of the water ministry in Tarn said no. The dam must go, the ministry said.",
            ["Ida Lund", None],
        ),
    ],
)
def test_a_body_without_a_capital_is_what_it_goes_back_to(text, speakers):
    known = {"The water ministry in Tarn": "water", "Ida Lund's office": "lund", "League": "League"}
    found = attribution.find(
        parsing.parse(_bare(text)),
        lambda mention, within: (
            Speaker(name=known[mention], kind=SpeakerKind.PUBLISHER, id="x") if mention in known else None
        ),
    )
    assert [a.speaker and a.speaker.name for a in found] == speakers


TEXTS = [case["text"] for case in CASES]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from([*" ".join(TEXTS).split(), '"', "''", "\n", "”", ":", "(", "-"]), max_size=40)
)
def test_any_text_gives_attributions_that_lie_apart(words):
    text = " ".join(words)
    found = factcheck.attributions(text)
    assert found == factcheck.attributions(text)
    spans = sorted(span for one in found for span in one.content)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for one in found:
        assert one.cue and one.content and one.form in ("direct", "indirect", "mixed")
        assert not any(span.overlaps(cue) for span in one.content for cue in one.cue)
