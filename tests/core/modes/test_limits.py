"""The default thresholds fit together."""

from __future__ import annotations

import pytest

from muvengine.core.modes.limits import DEFAULT_LIMITS, Family
from muvengine.core.modes.mode import TRANSIT, Mode

PAIRS = [
    ("p50_kmh_max", "refuse_p50_kmh"),
    ("p85_kmh_max", "refuse_p85_kmh"),
    ("share_gt25_max", "refuse_share_gt25"),
    ("share_gt35_max", "refuse_share_gt35"),
    ("run15_share_max", "refuse_run15_share"),
]


def test_every_mode_has_limits() -> None:
    assert set(DEFAULT_LIMITS) == {mode.value for mode in Mode}


@pytest.mark.parametrize("mode", Mode)
def test_doubt_begins_before_refusal(mode: Mode) -> None:
    limits = DEFAULT_LIMITS[mode]
    for doubtful, refused in PAIRS:
        low, high = getattr(limits, doubtful), getattr(limits, refused)
        assert low is None or high is None or low < high


@pytest.mark.parametrize("mode", Mode)
def test_only_foot_and_wheels_are_known_by_their_speed(mode: Mode) -> None:
    limits = DEFAULT_LIMITS[mode]
    by_speed = limits.family in {Family.FOOT, Family.WHEELS}
    assert by_speed == (mode not in TRANSIT | {Mode.CARPOOL, Mode.CAR})
    assert by_speed == (limits.p85_kmh_max is not None)


def test_a_walking_aid_may_go_less_far() -> None:
    assert DEFAULT_LIMITS["wheelchair"].distance_m_min == 100
    assert DEFAULT_LIMITS["wheelchair"].duration_s_min == 60
    assert DEFAULT_LIMITS["walk"].distance_m_min == 200
