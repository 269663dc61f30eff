"""Whatever a stranger sends in an app's name is read or left out, and never a fault."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muvengine.core.traces.gather import SentFix, is_plausible
from muvengine.formats.sealing import TraceSeal
from muvengine.formats.sent_fix import close_fix, open_fix
from muvengine.formats.traccar import SentBody, read_body, read_fields

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
NOON_MS = round(NOON.timestamp() * 1_000)
PLACE = {"lat": "43.64", "lon": "5.09"}
NAMES = st.sampled_from(
    ["device_id", "id", "location", "coords", "latitude", "longitude", "lat", "lon", "timestamp"]
)
NUMBERS = st.integers() | st.floats() | st.just(10**400)
ANY = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=20),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(NAMES | st.text(max_size=4), inside, max_size=5)
    ),
    max_leaves=10,
)


@settings(max_examples=60)
@given(ANY)
def test_any_json_is_read_without_a_fault(body: object) -> None:
    found = read_body(json.dumps(body).encode())
    assert all(is_plausible(fix, NOON) in {True, False} for fix in found.fixes)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_a_fault(body: bytes) -> None:
    assert read_body(body).fixes == ()


@given(st.dictionaries(NAMES, st.text(max_size=30)))
def test_any_fields_are_read_without_a_fault(fields: dict[str, str]) -> None:
    found = read_fields(fields)
    assert len(found.fixes) + found.unread == 1


@pytest.mark.parametrize(
    "said",
    [
        "1775563200",
        "1775563200.0",
        "1775563200000",
        "2026-04-07T12:00:00Z",
        "2026-04-07T12:00:00.000Z",
        "2026-04-07T14:00:00+02:00",
        "2026-04-07 12:00:00",
    ],
)
def test_a_time_may_be_written_in_many_ways(said: str) -> None:
    assert read_fields({**PLACE, "timestamp": said}).fixes[0].at_ms == NOON_MS


@pytest.mark.parametrize("said", ["-1", "", "x", "nan"])
def test_an_accuracy_that_is_none_is_unknown(said: str) -> None:
    [fix] = read_fields({**PLACE, "timestamp": "1775563200", "accuracy": said}).fixes
    assert math.isnan(fix.accuracy_m)


def test_positions_that_were_kept_back_come_in_one_body() -> None:
    one = {"timestamp": "2026-04-07T12:00:00Z", "coords": {"latitude": 43.64, "longitude": 5.09}}
    found = read_body(json.dumps({"device_id": "phone", "location": [one, {}, one]}).encode())
    assert (found.token, len(found.fixes), found.unread) == ("phone", 2, 1)
    assert read_body(b"[]") == SentBody("", unread=1)


@given(
    st.builds(
        SentFix,
        st.integers(0, 2 * NOON_MS),
        st.floats(-90, 90),
        st.floats(-180, 180),
        st.floats(0, 500) | st.just(math.nan),
        st.floats(-400, 9_000) | st.just(math.nan),
    ),
    st.integers(1, 99),
)
def test_a_position_is_sealed_alike_each_time_and_opens_for_its_own_app(
    fix: SentFix, sender_id: int
) -> None:
    seal = TraceSeal("a secret")
    sealed = close_fix(seal, sender_id, fix)
    assert sealed == close_fix(seal, sender_id, fix)
    assert repr(open_fix(seal, sender_id, fix.at_ms, sealed)) == repr(fix)
    assert open_fix(seal, sender_id + 1, fix.at_ms, sealed) is None
    assert open_fix(TraceSeal("another"), sender_id, fix.at_ms, sealed) is None
