"""What pages read of trips, and who may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import NoRulebook, NotFound
from muvengine.core.people.actor import Actor
from muvengine.core.trips.trip import Trip
from muvengine.reads.review_queue import review_queue
from muvengine.reads.routes import route, routes
from muvengine.reads.rulebook import rulebook_now, rulebook_versions
from muvengine.reads.score_sheet import score_sheet
from muvengine.reads.trace_path import trace_path
from muvengine.reads.trips import trips
from muvengine.services.contest_trip import Contest, contest_trip
from muvengine.services.purge_traces import purge_traces
from tests.town import NOON, Town, found, gpx, ride

REVIEWER = Actor("organiser", 1)


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def send(town: Town, hours_ago: int = 5) -> Trip:
    fixes = ride(start=NOON - timedelta(hours=hours_ago), seed=hours_ago)
    return town.trip(town.send(gpx(fixes)).public_id)


def drawn(town: Town) -> Trip:
    return town.trip(town.send(gpx(ride("drawn"), creator="https://gpx.studio")).public_id)


def contest(town: Town, trip: Trip) -> None:
    wish = Contest(trip.public_id)
    contest_trip(town.open_uow, wish, attempt=wish.attempt(town.me, town.key()), now=NOON)


def test_a_list_is_read_page_by_page_the_latest_first(town: Town) -> None:
    sent = [send(town, hours_ago) for hours_ago in (9, 7, 5, 3, 1)]
    seen: list[Trip] = []
    cursor = None
    for _ in range(3):
        page = trips(town.open_reading, town.person.id, cursor=cursor, most=2)
        seen += page.items
        cursor = page.next_cursor
    assert cursor is None
    assert [trip.public_id for trip in seen] == [trip.public_id for trip in reversed(sent)]


@pytest.mark.parametrize("cursor", ["", "x", "1-", "-1", "1-1-1", "9" * 50, "٣-٣x"])
def test_a_cursor_we_never_gave_is_not_found(town: Town, cursor: str) -> None:
    with pytest.raises(NotFound):
        trips(town.open_reading, town.person.id, cursor=cursor)


def test_the_owner_reads_the_sheet_and_when_the_points_come(town: Town) -> None:
    trip = send(town)
    found_sheet = score_sheet(town.open_reading, town.shelf.rulebook, trip.public_id, town.me)
    assert found_sheet.sheet.score.points == trip.points
    assert found_sheet.spendable_at == NOON + timedelta(hours=48)
    assert found_sheet.trace_kept
    assert found_sheet.mine
    assert not found_sheet.waiting
    assert found_sheet.rulebook.name == "muv"


def test_an_organiser_reads_the_sheet_but_may_not_act(town: Town) -> None:
    sheet = score_sheet(town.open_reading, town.shelf.rulebook, send(town).public_id, REVIEWER)
    assert not sheet.mine


@pytest.mark.parametrize("actor", [Actor("participant", 99), Actor("mediator", 1)])
def test_others_do_not_learn_that_a_trip_exists(town: Town, actor: Actor) -> None:
    with pytest.raises(NotFound):
        score_sheet(town.open_reading, town.shelf.rulebook, send(town).public_id, actor)


def test_the_queue_shows_what_waits_in_the_order_it_came(town: Town) -> None:
    contested, plain = send(town, 9), send(town, 7)
    contest(town, contested)
    made_up = drawn(town)
    first = review_queue(town.open_reading, most=1)
    second = review_queue(town.open_reading, cursor=first.next_cursor, most=1)
    assert [item.trip.public_id for item in (*first.items, *second.items)] == [
        contested.public_id,
        made_up.public_id,
    ]
    assert [item.trace_open for item in (*first.items, *second.items)] == [True, False]
    assert second.next_cursor is None
    assert plain.public_id not in {first.items[0].trip.public_id, second.items[0].trip.public_id}


def test_the_owner_sees_the_line_while_it_is_kept(town: Town) -> None:
    trip = send(town)
    path = trace_path(town.open_reading, town.shelf.seal, trip.public_id, town.me)
    lat, lon = path.lines[0][0]
    assert lat == pytest.approx(43.64, abs=0.001)
    assert lon == pytest.approx(5.09, abs=0.001)
    purge_traces(town.open_uow, now=NOON + timedelta(days=15))
    with pytest.raises(NotFound):
        trace_path(town.open_reading, town.shelf.seal, trip.public_id, town.me)


def test_a_reviewer_sees_the_line_only_while_its_owner_asks(town: Town) -> None:
    trip = drawn(town)
    with pytest.raises(NotFound):
        trace_path(town.open_reading, town.shelf.seal, trip.public_id, REVIEWER)
    contest(town, trip)
    assert trace_path(town.open_reading, town.shelf.seal, trip.public_id, REVIEWER).lines
    with pytest.raises(NotFound):
        trace_path(town.open_reading, town.shelf.seal, trip.public_id, Actor("mediator", 1))


def test_a_long_trace_is_thinned_for_the_map(town: Town) -> None:
    fixes = ride(seed=5)
    assert len(fixes) > 300
    path = trace_path(town.open_reading, town.shelf.seal, send(town).public_id, town.me)
    assert sum(len(line) for line in path.lines) <= 801


def test_routes_are_listed_by_key(town: Town) -> None:
    assert [one.line.key for one in routes(town.open_reading, today=NOON.date())] == ["street"]
    assert route(town.open_reading, "street").label["fr"] == "La rue"
    with pytest.raises(NotFound):
        route(town.open_reading, "nowhere")


def test_the_rules_of_today_are_read_verbatim(town: Town) -> None:
    now = rulebook_now(town.open_reading, town.shelf.rulebook, NOON.date())
    assert now.rulebook.version == now.version.version == 1
    assert now.source.startswith("# yaml-language-server")
    assert now.coming == ()
    assert rulebook_versions(town.open_reading) == (now.version,)
    with pytest.raises(NoRulebook):
        rulebook_now(town.open_reading, town.shelf.rulebook, NOON.date().replace(year=2020))
