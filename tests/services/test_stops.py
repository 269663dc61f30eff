"""Signs at stops and trips that pass them, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from sqlalchemy import Engine

from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.traces.fixes import Fixes
from muvengine.core.vouchers.shop import Shop
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.keep_sign import make_sign
from muvengine.services.save_shop import save_shop
from muvengine.services.scan_stop import Noted, Reading, scan_stop
from muvengine.store.stops import Sign
from tests.people import participant
from tests.town import NOON, STREET, Town, found, gpx, ride
from tests.trip_acts import correct, withdraw

WALK = ride("walk")
"""Along the street on Tuesday from seven o'clock: past the bakery, to the café."""

ORGANISER = Actor("organiser", 1)
BAKERY = Shop("ana", "Boulangerie Ana", 43.6402, 5.100)
CAFE = Shop("leo", "Café Léo", 43.6401, 5.110)


@pytest.fixture
def town(engine: Engine) -> Town:
    """A street with two signs."""
    return with_signs(engine)


def with_signs(engine: Engine) -> Town:
    town = found(engine)
    for shop in (BAKERY, CAFE):
        save_shop(town.open_uow, shop, actor=SYSTEM, now=NOON)
        hang(town, shop)
    return town


def hang(town: Town, shop: Shop = BAKERY) -> None:
    make_sign(town.open_uow, shop.key, actor=ORGANISER, now=NOON, new_token=town.dice)


def sign(town: Town, shop: Shop = BAKERY) -> Sign:
    with town.open_reading() as uow:
        hanging = uow.stops.sign_of(shop.key)
    assert hanging is not None
    return hanging


def passed(shop: Shop, fixes: Fixes = WALK) -> datetime:
    """The moment at which a trace is nearest to a shop."""
    nearest = np.argmin(np.hypot(fixes.lat - shop.lat, fixes.lon - shop.lon))
    return datetime.fromtimestamp(float(fixes.t_s[nearest]), NOON.tzinfo)


def scan(
    town: Town,
    now: datetime,
    *,
    shop: Shop = BAKERY,
    actor: Actor | None = None,
    key: str | None = None,
    said: str | None = None,
) -> Noted:
    reading = Reading(town.person.id, said or sign(town, shop).code)
    attempt = reading.attempt(actor or town.me, key or town.key())
    return scan_stop(town.open_uow, town.shelf, reading, attempt=attempt, now=now)


def counted(town: Town) -> list[int | None]:
    """Which trips count the person's scans, the first scan first."""
    with town.open_reading() as uow:
        return [one.trip_id for one in uow.stops.scans_of(town.person.id, NOON - timedelta(9))][
            ::-1
        ]


def test_a_scan_before_the_upload_proves_the_walk_and_gives_a_stamp(town: Town) -> None:
    plain = found_points(town)
    noted = scan(town, passed(BAKERY) + timedelta(minutes=2))
    assert (noted.shop, noted.again, noted.trip) == ("Boulangerie Ana", False, "")
    trip = town.trip(town.send(gpx(WALK)).public_id)
    assert (trip.outcome, trip.evidence_class) == ("confirmed", "proven")
    assert trip.legs[0].proof == "scan"
    sheet = town.sheet(trip.public_id)
    assert (sheet.facts.stamps, sheet.facts.evidence_class) == (1, "proven")
    assert {line.rule: line.points for line in sheet.score.lines}["stamps"] == 5
    assert trip.points == plain + 5
    assert counted(town) == [trip.id]
    assert check_ledger(town.open_reading) == ()


def found_points(town: Town) -> int:
    """What the same walk earns somebody who read no sign."""
    other = replace(town, person=participant(town.open_uow, "Plain"))
    fixes = ride("walk", seed=5)
    trip = other.trip(other.send(gpx(fixes)).public_id)
    assert trip.evidence_class == "trace"
    assert counted(other) == []
    return trip.points


def test_a_scan_after_the_upload_settles_the_kept_trip(town: Town) -> None:
    end = passed(CAFE)
    sent = town.send(gpx(WALK), now=end + timedelta(minutes=1))
    before = town.trip(sent.public_id)
    noted = scan(town, end + timedelta(minutes=3), shop=CAFE)
    assert noted.trip == sent.public_id
    trip = town.trip(sent.public_id)
    assert (trip.evidence_class, trip.points) == ("proven", before.points + 5)
    assert trip.score_no == before.score_no + 1
    assert (town.pending(), town.spendable()) == (0, trip.points)
    assert check_ledger(town.open_reading) == ()


def test_without_kept_traces_a_later_scan_waits(engine: Engine) -> None:
    town = found(engine, trace_days=0)
    save_shop(town.open_uow, CAFE, actor=SYSTEM, now=NOON)
    hang(town, CAFE)
    end = passed(CAFE)
    town.send(gpx(WALK), now=end + timedelta(minutes=1))
    assert scan(town, end + timedelta(minutes=2), shop=CAFE).trip == ""
    assert counted(town) == [None]


def test_a_photo_of_the_sign_read_at_home_is_nothing(town: Town) -> None:
    scan(town, passed(BAKERY) + timedelta(minutes=40))
    trip = town.trip(town.send(gpx(WALK)).public_id)
    assert (trip.evidence_class, town.sheet(trip.public_id).facts.stamps) == ("trace", 0)
    assert counted(town) == [None]


def test_a_friends_scan_is_the_friends(town: Town) -> None:
    friend = replace(town, person=participant(town.open_uow, "Friend"))
    scan(friend, passed(BAKERY))
    trip = town.trip(town.send(gpx(WALK)).public_id)
    assert trip.evidence_class == "trace"
    assert counted(friend) == [None]


def test_a_car_past_the_sign_is_no_bus(town: Town) -> None:
    drive = ride("car", way=(np.array([43.64, 43.64]), np.array([5.06, 5.14])))
    scan(town, passed(BAKERY, drive))
    trip = town.trip(town.send(gpx(drive), "bus").public_id)
    assert (trip.outcome, trip.reasons) == ("doubtful", ("transit_unproven",))
    assert town.sheet(trip.public_id).facts.stamps == 0
    assert counted(town) == [None]


@pytest.mark.parametrize(
    ("shops", "share", "stamps"), [((BAKERY,), 0.5, 1), ((BAKERY, CAFE), 1.0, 2)]
)
def test_a_ride_between_signs_is_known_by_its_ends(
    town: Town, shops: tuple[Shop, ...], share: float, stamps: int
) -> None:
    far = replace(CAFE, lon=5.14)
    save_shop(town.open_uow, far, actor=SYSTEM, now=NOON)
    bus = ride("bus", way=(np.array([43.64, 43.64]), np.array([5.10, 5.14])))
    for shop in shops:
        scan(town, passed(far if shop is CAFE else shop, bus), shop=shop)
    trip = town.trip(town.send(gpx(bus), "bus").public_id)
    assert (trip.outcome, trip.legs[0].proof, trip.legs[0].paid_share) == (
        "confirmed",
        "stamp",
        share,
    )
    assert town.sheet(trip.public_id).facts.stamps == stamps


def test_the_second_end_read_after_the_upload_makes_the_ride_whole(town: Town) -> None:
    far = replace(CAFE, lon=5.14)
    save_shop(town.open_uow, far, actor=SYSTEM, now=NOON)
    bus = ride("bus", way=(np.array([43.64, 43.64]), np.array([5.10, 5.14])))
    scan(town, passed(BAKERY, bus))
    end = passed(far, bus)
    sent = town.send(gpx(bus), "bus", now=end + timedelta(minutes=1))
    assert town.trip(sent.public_id).legs[0].paid_share == 0.5
    assert scan(town, end + timedelta(minutes=2), shop=CAFE).trip == sent.public_id
    assert town.trip(sent.public_id).legs[0].paid_share == 1.0
    assert town.sheet(sent.public_id).facts.stamps == 2
    assert check_ledger(town.open_reading) == ()


def test_a_scan_counts_for_one_trip(town: Town) -> None:
    turn = passed(BAKERY)
    there = ride(
        "walk", way=(STREET[0], np.array([5.09, 5.10])), start=turn - timedelta(minutes=10)
    )
    ends = datetime.fromtimestamp(float(there.t_s[-1]), NOON.tzinfo)
    back = ride("walk", way=(STREET[0], np.array([5.10, 5.09])), start=ends, seed=3)
    scan(town, ends)
    one = town.trip(town.send(gpx(there)).public_id)
    two = town.trip(town.send(gpx(back)).public_id)
    assert [trip.evidence_class for trip in (one, two)] == ["proven", "trace"]
    # Taken back, it lets go of the scan; nobody moves it to the other by themselves.
    withdraw(town, one)
    assert counted(town) == [None]
    assert town.sheet(one.public_id).facts.stamps == 0
    correct(town, two, "run")
    assert town.trip(two.public_id).evidence_class == "proven"
    assert counted(town) == [two.id]
    assert check_ledger(town.open_reading) == ()


def test_a_trip_told_otherwise_is_judged_with_its_scans_again(town: Town) -> None:
    scan(town, passed(BAKERY))
    trip = town.trip(town.send(gpx(WALK)).public_id)
    correct(town, trip, "car")
    told = town.trip(trip.public_id)
    assert (told.outcome, town.sheet(trip.public_id).facts.stamps) == ("refused", 0)
    assert counted(town) == [None]
    correct(town, told, "walk")
    again = town.trip(trip.public_id)
    assert (again.evidence_class, again.points) == ("proven", trip.points)
    assert counted(town) == [trip.id]
    assert check_ledger(town.open_reading) == ()


def test_a_trip_that_waits_for_a_person_is_left_to_them(town: Town) -> None:
    end = passed(CAFE)
    drawn = town.send(gpx(WALK, creator="https://gpx.studio"), now=end + timedelta(minutes=1))
    assert scan(town, end + timedelta(minutes=2), shop=CAFE).trip == ""
    assert town.trip(drawn.public_id).evidence_class == "trace"


def test_two_scans_at_once_are_one(town: Town) -> None:
    with ThreadPoolExecutor(6) as hands:
        noted = [hands.submit(scan, town, passed(BAKERY)) for _ in range(6)]
        assert sum(not one.result().again for one in noted) == 1
    assert len(counted(town)) == 1


def test_a_scan_and_an_upload_at_once_meet(town: Town) -> None:
    end = passed(CAFE)
    now = end + timedelta(minutes=2)
    with ThreadPoolExecutor(2) as hands:
        sent = hands.submit(town.send, gpx(WALK), now=now)
        read = hands.submit(scan, town, now, shop=CAFE)
        public_id = sent.result().public_id
        read.result()
    trip = town.trip(public_id)
    assert (trip.evidence_class, town.sheet(public_id).facts.stamps) == ("proven", 1)
    assert counted(town) == [trip.id]
    assert check_ledger(town.open_reading) == ()


def test_of_two_trips_at_once_one_counts_the_scan(town: Town) -> None:
    turn = NOON - timedelta(hours=4)
    there = ride("walk", way=(STREET[0], np.array([5.09, 5.10])), start=turn)
    ends = datetime.fromtimestamp(float(there.t_s[-1]), NOON.tzinfo)
    back = ride("walk", way=(STREET[0], np.array([5.10, 5.09])), start=ends, seed=3)
    scan(town, ends)
    with ThreadPoolExecutor(2) as hands:
        sent = [hands.submit(town.send, gpx(fixes)) for fixes in (there, back)]
        trips = [town.trip(one.result().public_id) for one in sent]
    assert sorted(trip.evidence_class for trip in trips) == ["proven", "trace"]
    assert sum(town.sheet(trip.public_id).facts.stamps for trip in trips) == 1
    assert check_ledger(town.open_reading) == ()
