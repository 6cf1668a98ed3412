"""Snapshots: found by their hash whatever their ending, and only used as they were retrieved."""

import hashlib
import os

import pytest

from factcheck import snapshots
from factcheck.errors import ReadError

DATA = b"the page as it was retrieved"
HASH = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def place(tmp_path):
    path = tmp_path / f"snapshots/{HASH[:2]}/{HASH}.html"
    path.parent.mkdir(parents=True)
    path.write_bytes(DATA)
    return path


def test_found_and_read(place, tmp_path):
    assert snapshots.find(tmp_path, f"sha256:{HASH}") == place
    assert snapshots.read(tmp_path, f"sha256:{HASH}") == DATA


def test_found_without_an_ending(place, tmp_path):
    place.rename(place.with_suffix(""))
    assert snapshots.read(tmp_path, f"sha256:{HASH}") == DATA


HARM = {
    "missing": lambda path: path.unlink(),
    "altered": lambda path: path.write_bytes(DATA + b" and changed"),
    "larger than": lambda path: os.truncate(path, snapshots.MAX_BYTES + 1),
}


@pytest.mark.parametrize(("why", "harm"), HARM.items(), ids=HARM.keys())
def test_what_is_not_as_it_was_is_refused(why, harm, place, tmp_path):
    harm(place)
    with pytest.raises(ReadError, match=why):
        snapshots.read(tmp_path, f"sha256:{HASH}")


@pytest.mark.parametrize(
    "name", ["", "sha256:", "sha256:../../etc/passwd", HASH, f"sha256:{HASH.upper()}", f"sha256:{HASH}*"]
)
def test_what_is_no_hash_is_refused(name, tmp_path):
    with pytest.raises(ReadError, match="is no snapshot"):
        snapshots.find(tmp_path, name)
