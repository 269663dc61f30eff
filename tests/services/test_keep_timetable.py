"""A timetable is sent, looked at, used, replaced; trips are held against the one in use."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text

from muvengine.core.errors import BadInput, FileRefused, NotFound, NotPossible
from muvengine.core.people.actor import SYSTEM
from muvengine.core.routes.feed import Feed, FeedState
from muvengine.core.trips.trip import Trip
from muvengine.reads.timetables import timetable, timetables
from muvengine.services.keep_timetable import (
    close_timetable,
    publish_timetable,
    upload_timetable,
)
from muvengine.services.shelf import Shelf
from tests.formats.gtfs.feeds import along, pack, small
from tests.services.test_races import together
from tests.town import AVENUE, NOON, SECRET, Town, found, gpx, ride

RIDE = ride("bus", way=AVENUE)
RUN_S = int(RIDE.t_s[-1] - RIDE.t_s[0])
# Nine o'clock in the town.
NINE = 9 * 3_600


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def feed(start_s: int = NINE, line: str = "7") -> bytes:
    lat, lon = AVENUE
    return pack(along((lat.tolist(), lon.tolist()), [start_s], RUN_S, line=line))


def send(town: Town, data: bytes, name: str = "City buses") -> int:
    number, _ = upload_timetable(town.open_uow, data, name, actor=SYSTEM, now=NOON)
    assert number is not None
    return number


def use(town: Town, data: bytes, name: str = "City buses") -> int:
    number = send(town, data, name)
    publish_timetable(town.open_uow, number, actor=SYSTEM, now=NOON)
    return number


def sent(town: Town) -> Trip:
    return town.trip(town.send(gpx(RIDE), "bus").public_id)


def state(town: Town, number: int) -> FeedState:
    return timetable(town.open_reading, number).feed.state


def test_a_draft_proves_nothing_and_the_one_in_use_does(town: Town) -> None:
    number = send(town, feed())
    assert town.shelf.yardstick(now=NOON).provers == ()
    publish_timetable(town.open_uow, number, actor=SYSTEM, now=NOON)
    trip = sent(town)
    assert (trip.outcome, trip.evidence_class, trip.reasons) == ("confirmed", "proven", ())
    [leg] = trip.legs
    assert leg.proof == "timetable"
    assert leg.about == {"line": "7", "from": "Stop 0", "to": "Stop 7"}


def test_the_line_at_another_time_pays_half_of_the_way(town: Town) -> None:
    use(town, feed(NINE + 7_200))
    trip = sent(town)
    [leg] = trip.legs
    assert (trip.outcome, leg.proof, leg.paid_share) == ("confirmed", "line", 0.5)
    [fact] = town.sheet(trip.public_id).facts.legs
    assert fact.distance_m == leg.paid_m == (leg.distance_m + 1) // 2


def test_without_a_timetable_the_trip_is_doubtful_and_has_the_small_amount_at_once(
    town: Town,
) -> None:
    trip = sent(town)
    assert (trip.outcome, trip.reasons) == ("doubtful", ("transit_unproven",))
    assert trip.points > 0
    assert town.pending() == trip.points


def test_only_two_trips_a_day_are_paid_on_somebodys_word_and_nobody_is_asked(
    town: Town,
) -> None:
    points = []
    for hours in (6, 4, 2):
        data = gpx(ride("bus", way=AVENUE, start=NOON - timedelta(hours=hours), seed=hours))
        trip = town.trip(town.send(data, "bus").public_id)
        assert trip.reasons == ("transit_unproven",)
        points.append(trip.points)
        with town.open_reading() as uow:
            assert uow.reviews.of_trip(trip.id) == []
    assert points == [10, 10, 0]


def test_the_next_one_of_a_name_takes_the_place_of_the_last(town: Town) -> None:
    first, other = use(town, feed()), use(town, feed(), "Trains")
    second = use(town, feed(line="8"))
    assert [state(town, number) for number in (first, other, second)] == [
        FeedState.REPLACED, FeedState.LIVE, FeedState.LIVE,
    ]  # fmt: skip
    assert len(town.shelf.yardstick(now=NOON).provers) == 2


def test_one_put_away_is_used_by_no_process_any_more(town: Town) -> None:
    other = Shelf(town.open_reading, secret=SECRET, trace_days=14)
    number = use(town, feed())
    assert len(other.yardstick(now=NOON).provers) == 1
    close_timetable(town.open_uow, number, actor=SYSTEM, now=NOON)
    assert other.yardstick(now=NOON).provers == town.shelf.yardstick(now=NOON).provers == ()


def test_what_did_not_change_is_not_compiled_again(town: Town) -> None:
    use(town, feed())
    first, second = (town.shelf.yardstick(now=NOON) for _ in range(2))
    assert first.provers[0] is second.provers[0]


def test_one_kept_in_a_form_of_the_past_stops_nobody(town: Town) -> None:
    use(town, feed())
    with town.open_uow() as uow:
        uow.connection.execute(text("UPDATE transit_feed SET kept = :kept"), {"kept": b"MUVT0"})
        uow.commit()
    assert sent(town).reasons == ("transit_unproven",)


def test_errors_keep_nothing(town: Town) -> None:
    tables = small()
    del tables["stops.txt"]
    number, problems = upload_timetable(
        town.open_uow, pack(tables), "City buses", actor=SYSTEM, now=NOON
    )
    assert number is None
    assert "file_missing" in [problem.code for problem in problems]
    assert timetables(town.open_reading) == ()


def test_warnings_are_kept_with_it(town: Town) -> None:
    tables = small()
    tables["routes.txt"].append("f,Ferry,,4")
    number = send(town, pack(tables))
    shown = timetable(town.open_reading, number)
    assert shown.feed.problems == (("mode_left_out", "routes.txt", 3, {"value": "Ferry"}),)
    assert shown.lines == (("7", "bus"),)
    assert shown.feed.summary == {"lines": 1, "stops": 4, "departures": 4}
    assert (shown.feed.first_day, shown.feed.last_day) == (date(2026, 3, 1), date(2026, 12, 31))


@pytest.mark.parametrize(("name", "code"), [("  ", "missing"), ("x" * 65, "too_long")])
def test_it_needs_a_name(town: Town, name: str, code: str) -> None:
    with pytest.raises(BadInput) as refusal:
        upload_timetable(town.open_uow, feed(), name, actor=SYSTEM, now=NOON)
    assert refusal.value.facts == {"fields": {"name": code}}


def test_what_is_no_zip_is_refused(town: Town) -> None:
    with pytest.raises(FileRefused):
        send(town, b"stop_id,stop_name")


def test_it_is_used_once_and_must_be_there(town: Town) -> None:
    number = use(town, feed())
    with pytest.raises(NotPossible):
        publish_timetable(town.open_uow, number, actor=SYSTEM, now=NOON)
    assert state(town, number) == FeedState.LIVE
    with pytest.raises(NotFound):
        publish_timetable(town.open_uow, 999, actor=SYSTEM, now=NOON)
    with pytest.raises(NotFound):
        close_timetable(town.open_uow, 999, actor=SYSTEM, now=NOON)


def test_of_many_published_at_once_one_is_live(town: Town) -> None:
    numbers = [send(town, feed(line=str(k))) for k in range(16)]
    heard = together(lambda k: publish_timetable(town.open_uow, numbers[k], actor=SYSTEM, now=NOON))
    assert heard["City buses"] == 16
    states = [state(town, number) for number in numbers]
    assert states.count(FeedState.LIVE) == 1


@pytest.mark.parametrize(
    ("last_day", "told"),
    [(-1, (False, False)), (0, (True, True)), (30, (True, True)), (31, (True, False))],
)
def test_a_timetable_tells_when_the_next_one_is_needed(
    last_day: int, told: tuple[bool, bool]
) -> None:
    day = NOON.date()
    one = Feed(
        1, "x", FeedState.LIVE, "", day - timedelta(9), day + timedelta(last_day), {}, (), NOON
    )
    assert (one.covers(day), one.ends_soon(day)) == told
