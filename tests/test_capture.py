"""What a document says of itself is proposed, never asserted; one page is known under all its addresses."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from factcheck import capture, read, registry, snapshots
from factcheck.capture import _addresses
from factcheck.errors import FactcheckError, UsageError
from factcheck.fetch import Fetched

DATA = Path(__file__).parent / "data/capture"
CASES = yaml.safe_load((DATA / "proposals.yaml").read_text(encoding="utf-8"))
NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path):
    shutil.copy(DATA / "sources.yaml", tmp_path / "sources.yaml")
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_proposals(case, desk):
    known = registry.load(desk / "sources.yaml")
    found = capture.propose(case["text"].encode(), origin=case["origin"], registry=known, when=NOW)
    if "publisher" in case:
        given_ = {"publisher": case["publisher"], "given": frozenset({"publisher"})}
        found = capture.completed(replace(found, **given_, guessed=found.guessed - {"publisher"}), known)
    assert {name: getattr(found, name) for name in case["gives"]} == {
        name: tuple(value) if isinstance(value, list) else value for name, value in case["gives"].items()
    }
    assert list(found.missing) == case["missing"]
    if "places" in case:
        assert [block.locator for block in found.article.blocks] == case["places"]


ONE_PAGE = (
    *("https://council.example/a", "http://www.council.example/a/", "https://COUNCIL.example/a#top"),
    *("https://council.example:443/a?utm_source=x&fbclid=1", " https://council.example/a "),
)
OTHERS = ("https://council.example/b", "https://council.example/a?page=2", "https://council.example:8443/a")


def test_one_page_has_many_addresses():
    assert len({_addresses.same(url) for url in ONE_PAGE}) == 1
    assert len({_addresses.same(url) for url in (ONE_PAGE[0], *OTHERS)}) == 4


@pytest.mark.parametrize(
    ("url", "places"),
    [
        ("https://t.me/islesferry/77", ("t.me/islesferry",)),
        ("https://t.me/s/islesferry/77", ("t.me/islesferry",)),
        ("https://x.com/IslesFerry/status/1", ("x.com/islesferry",)),
        ("https://council.example/news/1", ("council.example/news", "council.example")),
        ("https://council.example", ("council.example",)),
        ("", ()),
        ("http://[broken", ()),
    ],
)
def test_whose_address_it_is(url, places):
    assert _addresses.places(url) == places


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.text(max_size=60))
def test_any_address_is_compared(url):
    assert _addresses.same(url) == _addresses.same(url)
    assert isinstance(_addresses.places(f"https://{url}"), tuple)


@settings(deadline=None, derandomize=True, max_examples=25)
@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_bytes_are_proposed_or_refused_in_words(text):
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    try:
        found = capture.propose(data, origin="a.txt", registry=KNOWN, when=NOW)
    except FactcheckError as error:
        assert error.what
    else:
        assert "id" in found.missing


KNOWN = registry.load(DATA / "sources.yaml")


def test_a_server_says_what_kind_of_file_it_sends(desk):
    known = registry.load(desk / "sources.yaml")
    page = Fetched(
        url="https://council.example/doc?id=3",
        final_url="https://council.example/doc?id=3",
        status=200,
        headers=(("content-type", "text/plain; charset=utf-8"),),
        data=b"<b>Not a page</b>",
        retrieved=NOW,
    )
    assert capture.propose(page.data, origin=page.url, registry=known, fetched=page).ending == "txt"


def test_registered_bytes_are_refused_under_another_name(desk):
    path, data = desk / "sources.yaml", b"Quay shut\n\nThe quay is shut."
    made = capture.propose(data, origin="a.txt", registry=registry.load(path), when=NOW)
    filled = {"publisher": "pier-wire", "published": "2024-06-01", "kind": "report", "level": "relay"}
    made = replace(made, **filled, guessed=frozenset())
    first = replace(made, id="first")
    assert capture.register(path, first, data=data, when=NOW) == "first"
    with pytest.raises(UsageError, match="registered as 'first'"):
        capture.register(path, replace(made, id="second"), data=data, when=NOW)
    assert capture.register(path, replace(made, id="second"), data=data, force=True, when=NOW) == "second"
    assert len(snapshots.log(desk)) == 2


def test_an_id_is_free_and_tells_who_and_when(desk):
    known = registry.load(desk / "sources.yaml")
    article = read.read(b"Text.", "a.txt")
    proposal = capture.Proposal(
        article=article,
        ending="txt",
        publisher="isles-council",
        published="2024-03-01",
        title="Winter sailings",
    )
    assert capture.named(proposal, known) == "isles-council-2024-03-01-winter"
    assert capture.named(replace(proposal, published="2024-03-02"), known) == "isles-council-2024-03-02"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("a ferry “every” thirty minutes", "¶ 1"),
        ("sails AT ten", "¶ 2"),
        ("every forty minutes", None),
        ("", None),
    ],
)
def test_words_are_placed_where_they_stand(words, place):
    article = read.read(
        b'The town wants a ferry "every" thirty minutes.\n\nThe night boat sails at ten.', "a.txt"
    )
    assert capture.locate(words, article) == place
