"""The seed town is whole, and its trips are judged as its plan says."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.people.actor import Role
from muvengine.core.traces.check import check_recording
from muvengine.core.traces.clean import clean
from muvengine.core.traces.signs import honesty_signs
from muvengine.core.trips.judgement import Claim, finding_of, judge_claim
from muvengine.core.trips.proof import prove
from muvengine.core.trips.transit import TransitProver
from muvengine.formats.gpx.read import read_gpx
from muvengine.formats.gpx.route_file import read_route_line
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.gtfs.read import read_gtfs
from muvengine.formats.town_files import RouteEntry, read_town
from muvengine.formats.trace_generator.line import Line
from muvengine.formats.trip_plans import TripPlan, make_fixes, read_trip_plans

FOLDER = Path(__file__).parents[2] / "seed_data"
TOWN = read_town(FOLDER)
PLANS = read_trip_plans(FOLDER, TOWN.routes)
ALL = PLANS.uploaded + PLANS.aside
READING = read_gtfs(TOWN.timetable)
assert READING.timetable is not None
TIMETABLE = READING.timetable
BUSES = TransitProver(TIMETABLE)
PARIS = ZoneInfo(TOWN.zone)
# An ordinary week, and the weeks in which the clock jumps.
STARTS = [date(2026, 4, 10), date(2026, 3, 30), date(2026, 10, 26)]


def test_it_has_six_routes_ten_shops_and_forty_seven_trips() -> None:
    assert len(TOWN.routes) == 6
    assert len(TOWN.shops) == 10
    assert len(PLANS.uploaded) == 47
    assert {plan.expect for plan in PLANS.aside} == {"confirmed", "doubtful", "refused"}
    assert {person.role for person in TOWN.people} == set(Role)


@pytest.mark.parametrize("route", TOWN.routes, ids=lambda route: route.key)
def test_a_route_lies_in_the_area_and_says_that_it_is_illustrative(route: RouteEntry) -> None:
    _name, lat, lon = read_route_line(route.gpx)
    assert all(TOWN.area.holds(*position) for position in zip(lat, lon, strict=True))
    assert 600 <= Line.of(lat, lon).length_m <= 3500
    assert b"Illustrative" in route.gpx


def test_what_the_files_name_exists() -> None:
    shops = {shop.key for shop in TOWN.shops}
    players = {person.key for person in TOWN.people if person.role is Role.PARTICIPANT}
    assert {offer.shop for offer in TOWN.offers} == shops
    assert {stop for route in TOWN.routes for stop in route.stops} <= shops
    assert {plan.person for plan in PLANS.uploaded} == players
    assert all(TOWN.area.holds(shop.lat, shop.lon) for shop in TOWN.shops)


def test_offers_cost_what_they_are_worth_and_somebody_new_can_afford_one() -> None:
    assert all(120 <= offer.price_points <= 1000 for offer in TOWN.offers)
    assert all(120 <= offer.face_cents <= 1000 for offer in TOWN.offers)
    assert TOWN.opening_points >= 300
    assert min(offer.price_points for offer in TOWN.offers) <= TOWN.opening_points


@pytest.mark.parametrize("start", STARTS, ids=str)
@pytest.mark.parametrize("plan", ALL, ids=lambda plan: plan.key)
def test_a_trip_is_judged_as_planned_whenever_the_town_is_started(
    plan: TripPlan, start: date
) -> None:
    made = write_gpx(make_fixes(plan, start, PARIS), plan.key, plan.creator)
    recording = check_recording(read_gpx(made.encode()), area=TOWN.area, now=None)
    trace = clean(recording)
    signs = honesty_signs(trace, recording)
    legs = judge_claim(trace, Claim(plan.mode), DEFAULT_LIMITS, signs).legs
    proven = prove(legs, BUSES(trace, legs), DEFAULT_LIMITS)
    assert str(finding_of(proven, signs).verdict.outcome) == plan.expect


def test_the_timetable_has_two_lines_and_nothing_wrong() -> None:
    assert READING.problems == ()
    assert [line.name for line in TIMETABLE.lines] == ["1", "2"]
    assert TOWN.timetable == read_town(FOLDER).timetable
    assert all(
        TOWN.area.holds(*at) for at in zip(TIMETABLE.stop_lat, TIMETABLE.stop_lon, strict=True)
    )


@pytest.mark.parametrize("person", sorted({plan.person for plan in PLANS.uploaded}))
def test_nobody_is_in_two_places_at_once_even_after_uploading_what_was_kept_aside(
    person: str,
) -> None:
    theirs = [plan for plan in PLANS.uploaded if plan.person == person]
    spans = sorted(
        (float(fixes.t_s[0]), float(fixes.t_s[-1]))
        for fixes in (make_fixes(plan, STARTS[0], PARIS) for plan in (*theirs, *PLANS.aside))
    )
    assert all(end < begin for (_, end), (begin, _) in pairwise(spans))


def test_traces_kept_aside_are_of_yesterday_and_end_before_midnight() -> None:
    for plan in PLANS.aside:
        assert plan.days_ago == 1
        last_s = float(make_fixes(plan, STARTS[0], PARIS).t_s[-1])
        assert datetime.fromtimestamp(last_s, PARIS).date() == STARTS[0] - timedelta(days=1)
