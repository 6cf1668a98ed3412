"""Every format's whole output over one report that has everything, also text that wants to be alive."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from reports import sample

from factcheck import report, wire
from factcheck.model import Attribution, Span

DATA = Path(__file__).parent / "data/report"
LIVE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.mark.parametrize("width", [80, 100, 160])
def test_table(width, whole):
    whole(report.render("table", [sample()], width=width), DATA / f"table-{width}.txt")


@pytest.mark.parametrize("width", [40, 80, 120, 160])
def test_table_keeps_to_its_width(width):
    assert max(map(len, report.render("table", [sample()], width=width).splitlines())) <= width


def test_table_in_colour_says_the_same_words():
    plain = report.render("table", [sample()], width=100)
    colour = report.render("table", [sample()], width=100, colour=True)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", colour)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


def test_table_with_details_shows_every_finding(whole):
    whole(report.render("table", [sample()], width=100, details=True), DATA / "table-details.txt")


def test_line(whole):
    whole(report.render("line", [sample()]), DATA / "line.txt")


def test_json(whole):
    whole(report.render("json", [sample()]), DATA / "json.json")


@pytest.mark.parametrize("name", report.formats())
def test_no_format_lets_control_characters_through(name):
    document = report.render(name, [sample()])
    if isinstance(document, str):
        assert not LIVE.search(document)


def test_json_of_several_reports_is_a_list():
    found = json.loads(report.render("json", [sample(), sample()]))
    assert [one["schema"] for one in found] == [wire.SCHEMA] * 2


def test_json_has_the_documented_keys_and_no_other():
    text = (Path(__file__).parent.parent / "docs/wire.md").read_text()
    documented = set(re.findall(r"`([a-z0-9_.]+)`", text))
    spelled = {key.split(".")[-1] for key in documented}
    keys = _keys(json.loads(report.render("json", [sample()])))
    assert keys - spelled == {"text", "span"} - spelled


def _keys(value) -> set[str]:
    if isinstance(value, dict):
        return set(value) | set().union(*(_keys(inner) for inner in value.values()), set())
    if isinstance(value, list):
        return set().union(*(_keys(inner) for inner in value), set())
    return set()


def test_spans_in_json_point_into_the_article():
    found = json.loads(report.render("json", [sample()]))
    text = sample().article.text
    for verdict in found["verdicts"]:
        for start, end in verdict["claim"]["spans"]:
            assert text[start:end] in verdict["claim"]["sentence"]


def test_canonical_json_does_not_depend_on_order():
    assert wire.digest({"a": 1, "b": [2]}) == wire.digest({"b": [2], "a": 1})


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("the chief executive, Tomas Arden, 47, who", "the chief executive, Tomas Arden"),
        ("Ann Reed , 52", "Ann Reed"),
        ("officials\nfrom the port", "officials from the port"),
        ("The Who", "The Who"),
        ("Channel 4", "Channel 4"),
    ],
)
def test_a_mention_is_shown_without_what_hangs_on_behind(mention, name):
    said = Attribution(
        source=(Span(start=0, end=len(mention)),),
        cue=(),
        content=(),
        speaker=None,
        form="direct",
        statement=True,
    )
    claim = replace(sample().verdicts[0].claim, attribution=said)
    assert wire.speaker_name(claim, mention) == name
