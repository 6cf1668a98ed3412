"""The quality gate: its floors only move to the better side, unless one is named."""

import pytest

from benchmarks.__main__ import moved

RISES, FALLS = {"floor": 76.0}, {"floor": 11.0, "less": True}


@pytest.mark.parametrize(
    ("rule", "value", "lower", "floor"),
    [
        (RISES, 76.5, False, 76.3),
        (RISES, 76.1, False, 76.0),  # within the slack: it stays
        (RISES, 75.0, True, 74.8),
        (FALLS, 10.0, False, 10.2),
        (FALLS, 10.9, False, 11.0),
        (FALLS, 12.0, True, 12.2),
        ({"floor": 0.7}, 0.703, False, 0.701),
    ],
)
def test_a_floor_only_rises(rule, value, lower, floor):
    assert moved(rule, value, lower=lower) == floor
