"""The door to YAML: texts stay texts, places are right, hostile files are refused quickly."""

import time

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from factcheck import yamlfile
from factcheck.errors import RegistryError
from factcheck.yamlfile import Mapping, Node, Scalar, Sequence


def plain(node: Node):
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    assert isinstance(node, Mapping)
    return {key.value: plain(value) for key, value in node.entries}


def places(node: Node):
    yield node.where
    if isinstance(node, Sequence):
        for item in node.items:
            yield from places(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield from (*places(key), *places(value))


def test_scalars_stay_what_was_written():
    text = (
        "a: NO\nb: 1:30\nc: 0x1F\nd: ~\ne: 2030-01-01\nf: 1_000\ng: 'yes'\nh: |\n  two\n  lines\ni: '2,5'\nj:"
    )
    assert plain(yamlfile.load(text, "x")) == {
        "a": "NO",
        "b": "1:30",
        "c": "0x1F",
        "d": "~",
        "e": "2030-01-01",
        "f": "1_000",
        "g": "yes",
        "h": "two\nlines\n",
        "i": "2,5",
        "j": "",
    }


def test_places_count_lines_and_code_points_from_one():
    node = yamlfile.load("# ä\nüä: [é, {b: c}]\nd:\n  - e\n", "x.yaml")
    assert list(places(node)) == [
        *("x.yaml:2:1", "x.yaml:2:1", "x.yaml:2:5", "x.yaml:2:6", "x.yaml:2:9", "x.yaml:2:10", "x.yaml:2:13"),
        *("x.yaml:3:1", "x.yaml:4:3", "x.yaml:4:5"),
    ]


def test_plain_and_quoted_texts_are_told_apart():
    node = yamlfile.load("[a, 'a', \"a\", ]", "x")
    assert [item.plain for item in node.items] == [True, False, False]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff", b"\xef\xbb\xbf", "---\n...\n"])
def test_nothing_is_an_empty_mapping(text):
    assert plain(yamlfile.load(text, "x")) in ({}, "")


def test_a_byte_order_mark_moves_nothing():
    assert yamlfile.load("\ufeffa: b", "x").entries[0][0].where == "x:1:1"


REFUSED = {
    "a: &x [1]\nb: *x\n": "x:2:4: an alias",
    "a: &x [*x]\n": "x:1:8: an alias",
    "a: !!int 5\n": "x:1:4: a tag (tag:yaml.org,2002:int)",
    "a: !local {}\n": "x:1:4: a tag (!local)",
    "a: 1\nb: 2\na: 3\n": "x:3:1: the key 'a' stands twice",
    "{a: 1, a: 2}\n": "x:1:8: the key 'a' stands twice",
    "? [a]\n: b\n": "x:1:3: a key must be a word",
    "a: 1\n--- \nb: 2\n": "x:2:1: a second document",
    'a: "\\0"\n': "x:1:4: a control character",
    'a: "\\e[31m"\n': "x:1:4: a control character",
    "a: \x07\n": "x:1:4: a character that YAML does not allow",
    "a: \x00\n": "x:1:4: a character that YAML does not allow",
    b"a: b\nc: \xff\n": "x:2:4: the file is not UTF-8",
    "a: b".encode("utf-16"): "x:1:1: the file is not UTF-8",
    "a: \ud800": "x:1:4: the file is not UTF-8",
    "a:\n\tb: 1\n": "x:2:1: a tab",
    "a: 'open\nb: c\n": "x:1:4: not valid YAML",
    "%FOO\n": "x:1:",
}


@pytest.mark.parametrize(("text", "error"), REFUSED.items(), ids=[repr(text) for text in REFUSED])
def test_refused_with_place_and_hint(text, error):
    with pytest.raises(RegistryError) as raised:
        yamlfile.load(text, "x")
    assert str(raised.value).startswith(error)
    assert raised.value.hint


HOSTILE = {
    "brackets": "[" * 1_000_000,
    "braces": "{a: " * 300_000,
    "dashes": "- " * 500_000,
    "indents": "".join(f"{' ' * n}a:\n" for n in range(2_000)),
    "aliases": "a: &a [x]\n" + "b: *a\n" * 100_000,
    "questions": "? " * 300_000,
    "anchors": "a: " + "&a " * 300_000,
    "quotes": "'" * 1_000_001,
    "keys": "".join(f"k{n}: v\n" for n in range(50_000)) + "k7: v\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_quickly(text):
    begin = time.process_time()
    with pytest.raises(RegistryError):
        yamlfile.load(text, "x")
    assert time.process_time() - begin < 2


def test_the_number_of_values_is_bounded(monkeypatch):
    monkeypatch.setattr(yamlfile, "MAX_NODES", 5)
    with pytest.raises(RegistryError, match="x:3:4: more than 5 values"):
        yamlfile.load("a:\n- b\n- [c, d]\n", "x")


def test_size_is_bounded(monkeypatch):
    monkeypatch.setattr(yamlfile, "MAX_BYTES", 10)
    with pytest.raises(RegistryError, match="larger than"):
        yamlfile.load("a: 0123456789", "x")


@given(st.text(max_size=80) | st.text(alphabet="ab:-[]{}&*!|>'\"#%@,? \n\t", max_size=80))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_any_text_is_nodes_or_a_placed_error(text):
    try:
        node = yamlfile.load(text, "x")
    except RegistryError as error:
        assert error.where.startswith("x:")
    else:
        assert all(place.startswith("x:") for place in places(node))


JSON_LIKE = st.recursive(
    st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=5), JSON_LIKE, max_size=3))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_what_is_dumped_comes_back(value):
    text = yaml.safe_dump(value, allow_unicode=True)
    try:
        assert plain(yamlfile.load(text, "x")) == value
    except RegistryError as error:
        assert "control character" in error.what
