"""The registry: every key read, every mistake placed, names, origins and series as the data files say."""

import json
import os
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings, strategies as st

from factcheck import registry
from factcheck.errors import RegistryError
from factcheck.labels import SOURCE_KINDS
from factcheck.model import Speaker, SpeakerKind
from factcheck.registry import _figures as figures, _read as read

DATA = Path(__file__).parent / "data/registry"
ROOT = Path(__file__).parent.parent
SCHEMA = json.loads(registry.schema_text())
REGISTRIES = [
    path
    for path in (DATA / "good/sources.yaml", ROOT / "sources.yaml", *ROOT.glob("examples/*/sources.yaml"))
    if path.exists()
]


def cases(name: str):
    found = yaml.safe_load((DATA / name).read_text())
    return [pytest.param(case, id=case["case"]) for case in found]


GOOD = registry.load(DATA / "good/sources.yaml")


@pytest.fixture
def good():
    return GOOD


def test_every_key_is_read(good):
    """The whole registry as values, against good.txt; rewrite that file only after reading the difference."""
    shown = [repr(table[key]) for table in (good.parties, good.publishers, good.sources) for key in table]
    expected = (DATA / "good.txt").read_text()
    assert "\n".join(shown) + "\n" == expected


def test_the_data_use_every_key():
    written = (DATA / "good/sources.yaml").read_text() + (DATA / "good/sources.d/press.yaml").read_text()
    keys = {*read.TOP_KEYS, *read.PARTY_KEYS, *read.PUBLISHER_KEYS, *read.SOURCE_KEYS, *read.STATEMENT_KEYS}
    keys |= {*figures.FIGURE_KEYS, *figures.SERIES_KEYS}
    assert {key for key in keys if not re.search(rf"\b{key}:", written)} == {"high", "snapshot"}


@pytest.mark.parametrize("case", cases("broken.yaml"))
def test_mistakes_are_placed_and_explained(case, tmp_path):
    for name, text in case["files"].items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    with pytest.raises(RegistryError) as raised:
        registry.load(tmp_path / "sources.yaml")
    assert str(raised.value) == case["error"].rstrip("\n")


@pytest.mark.parametrize("path", REGISTRIES, ids=lambda path: path.parent.name)
def test_registries_fit_the_schema(path):
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    files = [path, *path.parent.glob("sources.d/*.yaml")]
    for file in files:
        jsonschema.validate(_as_editors_see(file.read_text()), SCHEMA)
    registry.load(path)


def _as_editors_see(text: str):
    """Editors read YAML 1.2 core: a date stays a text, true is a truth value."""
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.yaml_implicit_resolvers = {
        first: [pair for pair in pairs if not pair[0].endswith(("timestamp", "int", "float"))]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, loader)


@pytest.mark.parametrize(
    ("definition", "known"),
    [
        ("party", read.PARTY_KEYS),
        ("publisher", read.PUBLISHER_KEYS),
        ("source", read.SOURCE_KEYS),
        ("statement", read.STATEMENT_KEYS),
        ("figure", figures.FIGURE_KEYS),
        ("series", figures.SERIES_KEYS),
    ],
)
def test_the_schema_knows_the_loaders_keys(definition, known):
    assert set(SCHEMA["definitions"][definition]["properties"]) == set(known)


def test_the_schema_knows_the_loaders_words():
    source = SCHEMA["definitions"]["source"]["properties"]
    assert tuple(source["kind"]["enum"]) == SOURCE_KINDS
    assert tuple(source["level"]["enum"]) == read.LEVELS
    assert set(SCHEMA["properties"]) == set(read.TOP_KEYS)


@pytest.mark.parametrize("key", SCHEMA["definitions"]["source"]["required"])
def test_the_loader_requires_what_the_schema_requires(key, tmp_path):
    entry = {"id": "a", "title": "A", "publisher": "p", "kind": "plan", "level": "primary"}
    entry["published"] = "2030-01-01"
    del entry[key]
    text = yaml.safe_dump({"publishers": [{"id": "p", "name": "P"}], "sources": [entry]})
    (tmp_path / "sources.yaml").write_text(text)
    with pytest.raises(RegistryError, match=f"a source has no '{key}'"):
        registry.load(tmp_path)


@pytest.mark.parametrize(("mention", "holder"), yaml.safe_load((DATA / "names.yaml").read_text()).items())
def test_mentions(mention, holder, good):
    speaker = good.resolve(mention)
    assert (f"{speaker.kind} {speaker.id}" if speaker else "nobody") == holder


@pytest.mark.parametrize(
    ("mention", "within", "holder"), yaml.safe_load((DATA / "shortened.yaml").read_text())
)
def test_mentions_in_an_article(mention, within, holder, good):
    speaker = good.resolve(mention, within=within)
    assert (f"{speaker.kind} {speaker.id}" if speaker else "nobody") == holder


@pytest.mark.parametrize(("voice", "holder"), [("true", "party"), ("false", "publisher")])
def test_a_party_may_share_its_name_with_its_publisher(voice, holder, tmp_path):
    text = "parties:\n  - {id: league, name: Valley League}\npublishers:\n"
    text += f"  - {{id: league, name: Valley League, party: league, voice: {voice}}}\n"
    (tmp_path / "sources.yaml").write_text(text)
    assert registry.load(tmp_path).resolve("the Valley League").kind == holder


def test_a_known_person_is_taken_by_the_surname(good):
    assert good.resolve("Roe") is None
    assert good.resolve("Roe", person=True).id == "dam-office"


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_no_mention_breaks_the_names(mention):
    GOOD.resolve(mention)


def test_origins(good):
    assert {key: good.origins_of(key) for key in good.sources} == {
        "permit-2029": ("tarn-council",),
        "permit-2030": ("tarn-council",),
        "levels": ("dam-hydrology",),
        "wire-0104": ("dam-hydrology",),
        "wire-0105": ("dam-hydrology", "league-press"),
        "wire-own": ("wire",),
        "post-0106": ("dam-hydrology",),
        "league-0104": ("league-press",),
        "league-0104-en": ("league-press",),
    }
    assert good.origin_of("wire-0105") == "dam-hydrology"
    assert [source.id for source in good.relayed("post-0106")] == ["wire-0104", "levels"]
    assert [source.id for source in good.superseded_by("permit-2029")] == ["permit-2030"]


def test_parties(good):
    asked = ("levels", "dam-hydrology", "league-0104-en", "evening-post", "wire-own", "valley", "nobody")
    assert [good.party_of(name) for name in asked] == [
        "dam-board",
        "dam-board",
        "valley",
        "",
        "",
        "valley",
        "",
    ]


def test_own_sources_are_the_speakers_own_word(good):
    def own(kind, key):
        speaker = Speaker(name="", kind=kind, id=key)
        return sorted(good.own_sources(speaker))

    assert own(SpeakerKind.PARTY, "valley") == ["league-0104"]
    assert own(SpeakerKind.PARTY, "dam-board") == []  # the hydrologists' levels are not the board's word
    assert own(SpeakerKind.PUBLISHER, "dam-hydrology") == ["levels"]
    assert own(SpeakerKind.PERSON, "") == []


def test_series(good):
    houses = good.series_of("houses flooded  since 1 January 2030", "dam-hydrology")
    assert [(f.as_of.day, f.low, f.high, f.series) for f in houses] == [
        (2, 3.0, 3.0, True),
        (3, 12.0, 15.0, False),
        (3, 12.0, 15.0, True),
        (5, 20.0, float("inf"), False),
        (6, 21.0, 21.0, True),
    ]
    assert good.series_of("houses flooded since 1 January 2030", "tarn-council") == ()
    assert good.newest_figure_date() == date(2030, 1, 6)


def test_the_digest_is_of_all_files(tmp_path):
    digests = []
    for table in ("date,n\n2030-01-01,1\n", "date,n\n2030-01-01,2\n", "date,n\n2030-01-01,1\n"):
        (tmp_path / "t.csv").write_text(table)
        (tmp_path / "sources.yaml").write_text(_with_series("t.csv"))
        digests.append(registry.load(tmp_path).digest)
    assert digests[0] == digests[2] != digests[1]


def _with_series(name: str) -> str:
    source = {"id": "a", "title": "A", "publisher": "p", "kind": "dataset", "level": "primary"}
    source |= {"published": "2030-01-01", "series": [{"file": name, "column": "n", "measure": "m"}]}
    return yaml.safe_dump({"publishers": [{"id": "p", "name": "P"}], "sources": [source]})


def test_the_template_loads_as_it_stands(tmp_path):
    (tmp_path / "sources.yaml").write_text(registry.template_text())
    assert len(registry.load(tmp_path).sources) == 2
    jsonschema.validate(_as_editors_see(registry.template_text()), SCHEMA)


def test_the_nearest_registry_is_found(tmp_path):
    (tmp_path / "desk/drafts").mkdir(parents=True)
    with pytest.raises(RegistryError, match="factcheck init"):
        registry.find_registry(tmp_path / "desk/drafts")
    (tmp_path / "sources.yaml").write_text("")
    (tmp_path / "desk/sources.yaml").write_text("")
    assert registry.find_registry(tmp_path / "desk/drafts") == tmp_path / "desk/sources.yaml"
    (tmp_path / "desk/sources.yaml").unlink()
    assert registry.find_registry(tmp_path / "desk/drafts/a.txt") == tmp_path / "sources.yaml"


@pytest.mark.parametrize("link", ["table", "include"])
def test_links_out_of_the_folder_are_refused(link, tmp_path):
    desk, outside = tmp_path / "desk", tmp_path / "outside"
    for folder in (desk / "sources.d", outside):
        folder.mkdir(parents=True)
    (outside / "t.csv").write_text("date,n\n2030-01-01,1\n")
    (outside / "more.yaml").write_text("parties: []\n")
    (desk / "t.csv").symlink_to(outside / "t.csv")
    (desk / "sources.d/more.yaml").symlink_to(outside / "more.yaml")
    text = _with_series("t.csv") if link == "table" else "include: sources.d/*.yaml\n"
    (desk / "sources.yaml").write_text(text)
    with pytest.raises(RegistryError, match="leaves the registry's folder"):
        registry.load(desk)


def test_what_is_no_plain_file_is_refused(tmp_path):
    (tmp_path / "sources.yaml").mkdir()
    with pytest.raises(RegistryError):
        registry.load(tmp_path / "sources.yaml")
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk/t.csv").symlink_to("/dev/zero")
    (tmp_path / "desk/sources.yaml").write_text(_with_series("t.csv"))
    with pytest.raises(RegistryError):
        registry.load(tmp_path / "desk")


@pytest.mark.parametrize(
    ("unit", "read_as", "measure"),
    [
        ("euros", "EUR", "cost of the dam"),
        ("€", "EUR", "cost of the dam"),
        ("per cent", "%", "cost of the dam"),
        ("kilometres", "km", "cost of the dam"),
        ("households", "", "cost of the dam (households)"),
        ("Dam", "", "cost of the dam"),
    ],
)
def test_units_are_read_as_drafts_are(unit, read_as, measure, tmp_path):
    figure = {"measure": "cost of the dam", "value": "5", "unit": unit, "as_of": "2030-01-01"}
    source = {"id": "a", "title": "A", "publisher": "p", "kind": "dataset", "level": "primary"}
    source |= {"published": "2030-01-01", "figures": [figure]}
    text = yaml.safe_dump({"publishers": [{"id": "p", "name": "P"}], "sources": [source]})
    (tmp_path / "sources.yaml").write_text(text)
    (found,) = registry.load(tmp_path).sources["a"].figures
    assert (found.unit, found.measure) == (read_as, measure)


def test_what_can_be_left_out(tmp_path):
    source = {"id": "a", "title": "A", "publisher": "p", "kind": "dataset", "level": "primary"}
    source |= {
        "published": "2030-01-01",
        "figures": [{"measure": "m", "value": "5"}],
        "statements": [{"text": "t"}],
    }
    text = yaml.safe_dump({"publishers": [{"id": "p", "name": "P"}], "sources": [source]})
    (tmp_path / "sources.yaml").write_text(text)
    found = registry.load(tmp_path).sources["a"]
    assert found.figures[0].as_of == date(2030, 1, 1)
    assert found.statements[0].locator == "statement 1"


def test_a_table_as_a_spreadsheet_writes_it(tmp_path):
    (tmp_path / "t.csv").write_bytes(
        b'\xef\xbb\xbf"date","n"\r\n2030-01-01,"1,234.5"\r\n\r\n2030-01-02,12-15\r\n'
    )
    (tmp_path / "sources.yaml").write_text(_with_series("t.csv"))
    figures_read = registry.load(tmp_path).sources["a"].figures
    assert [(f.low, f.high) for f in figures_read] == [(1234.5, 1234.5), (12.0, 15.0)]


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "t.csv")
    (tmp_path / "sources.yaml").write_text(_with_series("t.csv"))
    with pytest.raises(RegistryError, match="not a plain file"):
        registry.load(tmp_path)
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(RegistryError, match="not a plain file"):
        registry.load(tmp_path / "pipe.yaml")


def test_a_registry_behind_a_link_keeps_the_links_folder(tmp_path):
    (tmp_path / "desk").mkdir()
    (tmp_path / "real.yaml").write_text(_with_series("t.csv"))
    (tmp_path / "desk/t.csv").write_text("date,n\n2030-01-01,1\n")
    (tmp_path / "desk/sources.yaml").symlink_to(tmp_path / "real.yaml")
    loaded = registry.load(tmp_path / "desk")
    assert loaded.folder == tmp_path / "desk"
    assert loaded.sources["a"].figures


def test_a_million_mistakes_are_cut_short(tmp_path):
    (tmp_path / "sources.yaml").write_text(
        "sources:\n  - " + "".join(f"k{n}: v\n    " for n in range(50_000))
    )
    with pytest.raises(RegistryError) as raised:
        registry.load(tmp_path)
    assert len(str(raised.value)) < 3000


KEYS = st.sampled_from([*read.TOP_KEYS, *read.SOURCE_KEYS, *read.PUBLISHER_KEYS, *figures.FIGURE_KEYS])
VALUES = st.recursive(
    st.one_of(
        st.text(max_size=12), st.sampled_from(["2030-01-01", "relay", "true", "1-2", "a", "", "a/../../b"])
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=25,
)


@given(st.dictionaries(st.sampled_from(read.TOP_KEYS), VALUES, max_size=4))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_any_structure_loads_or_is_refused(tmp_path_factory, content):
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    (folder / "sources.yaml").write_text(yaml.safe_dump(content, allow_unicode=True))
    try:
        registry.load(folder)
    except RegistryError as error:
        assert str(error)
        assert error.where


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_table_loads_or_is_refused(tmp_path_factory, table):
    folder = tmp_path_factory.getbasetemp() / "table"
    folder.mkdir(exist_ok=True)
    (folder / "sources.yaml").write_text(_with_series("t.csv"))
    (folder / "t.csv").write_bytes(b"date,n\n" + table)
    try:
        registry.load(folder)
    except RegistryError as error:
        assert re.match(r"t\.csv:\d+:\d+: ", str(error))
