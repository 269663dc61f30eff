"""Facts survive being written down."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.trips.facts import LegFacts, RouteFacts, TripFacts
from muvengine.core.trips.frozen import freeze, thaw

WORDS = st.text("abcdefghij-", min_size=1, max_size=12)
ZONES = st.sampled_from(["Europe/Paris", "America/Santiago", "Asia/Kolkata", "Pacific/Apia"])
STARTS = st.builds(
    lambda moment, zone: moment.astimezone(ZoneInfo(zone)),
    st.datetimes(
        datetime(2020, 1, 1),  # noqa: DTZ001  the zone is drawn apart
        datetime(2040, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    ZONES,
)
FACTS = st.builds(
    TripFacts,
    start=STARTS,
    duration_s=st.integers(0, 86_400),
    legs=st.lists(
        st.builds(LegFacts, WORDS, st.integers(0, 10**6))
        | st.builds(LegFacts, WORDS, st.integers(0, 10**6), WORDS, WORDS),
        min_size=1,
    ).map(tuple),
    outcome=st.sampled_from(["confirmed", "doubtful", "refused"]),
    reasons=st.lists(WORDS).map(tuple),
    evidence_class=st.sampled_from(["declared", "trace", "proven"]),
    routes=st.lists(st.builds(RouteFacts, WORDS, st.integers(0, 1000), st.booleans())).map(tuple),
    climb_m=st.integers(0, 5000),
    weather=st.none() | WORDS,
    passengers=st.integers(0, 8),
    stamps=st.integers(0, 3),
    assisted=st.booleans(),
    helper_id=st.none() | st.integers(1, 10**9),
    segments=st.lists(WORDS).map(tuple),
    reviewed=st.booleans(),
    zones_from=st.lists(WORDS).map(tuple),
    zones_to=st.lists(WORDS).map(tuple),
)


@given(FACTS)
def test_facts_written_as_json_are_read_back_equal(facts: TripFacts) -> None:
    read = thaw(json.loads(json.dumps(freeze(facts))))
    assert read == facts
    assert read.start.utcoffset() == facts.start.utcoffset()
    assert isinstance(read.start.tzinfo, ZoneInfo)


def test_the_second_two_o_clock_of_an_autumn_night_stays_the_second() -> None:
    paris = ZoneInfo("Europe/Paris")
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC).astimezone(paris)
    facts = TripFacts(second, 600, (LegFacts("walk", 500),))
    assert thaw(freeze(facts)).start.timestamp() == second.timestamp()


def test_facts_of_the_first_version_are_read_as_they_were_meant() -> None:
    facts = TripFacts(datetime(2026, 5, 4, tzinfo=ZoneInfo("UTC")), 60, (LegFacts("walk", 500),))
    assert freeze(facts)["legs"] == [["walk", 500]]
    assert thaw(freeze(facts), version=1) == facts


@pytest.mark.parametrize("version", [1, 2])
def test_trips_from_before_there_were_zones_began_in_none(version: int) -> None:
    facts = TripFacts(datetime(2026, 5, 4, tzinfo=ZoneInfo("UTC")), 60, (LegFacts("walk", 500),))
    assert "zones_from" not in freeze(facts)
    read = thaw(freeze(facts), version=version)
    assert (read.zones_from, read.zones_to) == ((), ())
