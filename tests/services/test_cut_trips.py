"""Positions that apps send are cut into trips exactly once, whatever dies meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import NotFound, NotPossible, TooManyAttempts
from muvengine.core.people.limits import REQUESTS_OF_SENDER, Bucket
from muvengine.core.people.sender import SENDERS_MAX, App, Sender
from muvengine.core.traces.fixes import Fixes
from muvengine.core.traces.gather import KEPT, SentFix
from muvengine.core.trips.trip import Trip
from muvengine.services.connect_app import connect_app, new_sender
from muvengine.services.cut_trips import SETTLED, CutTrips, cut_trips
from muvengine.services.disconnect_app import disconnect_app
from muvengine.services.hear_app import hear_fixes, known_app
from muvengine.services.work_upload import work_upload
from muvengine.store.unit_of_work import UnitOfWork
from tests.town import NOON, Town, found, ride

WALK = ride(start=NOON - timedelta(minutes=40))
ENDED = datetime.fromtimestamp(float(WALK.t_s[-1]), NOON.tzinfo)


class Killed(BaseException):
    """The process is gone: nothing catches that."""


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


@pytest.fixture
def sender(town: Town) -> Sender:
    return connected(town)


def connected(town: Town) -> Sender:
    new = new_sender(town.person.id, App.TRACCAR, "walk", NOON - timedelta(days=1))
    token = connect_app(town.open_uow, new, actor=town.me, new_token=town.dice)
    return known_app(town.open_reading, token, App.TRACCAR)


def sent(fixes: Fixes) -> list[SentFix]:
    places = zip(fixes.t_s.tolist(), fixes.lat.tolist(), fixes.lon.tolist(), strict=True)
    return [SentFix(round(t_s * 1_000), lat, lon) for t_s, lat, lon in places]


def hear(town: Town, sender: Sender, fixes: list[SentFix], now: datetime = ENDED) -> None:
    hear_fixes(town.open_uow, town.shelf, sender, fixes, now=now)


def cut(
    town: Town, now: datetime = NOON, open_uow: Callable[[], UnitOfWork] | None = None
) -> CutTrips:
    return cut_trips(
        open_uow or town.open_uow, town.open_reading, town.shelf, now=now, new_token=town.dice
    )


def judged(town: Town) -> list[Trip]:
    step = partial(work_upload, town.open_uow, town.shelf, now=lambda: NOON, new_token=town.dice)
    while step():
        pass
    with town.open_reading() as uow:
        return uow.trips.page(town.person.id, before=None, most=20)


def waiting(town: Town, sender: Sender) -> int:
    with town.open_reading() as uow:
        return len(uow.senders.fixes(sender.id))


def test_a_trip_that_has_ended_is_put_in_line_and_its_positions_forgotten(
    town: Town, sender: Sender
) -> None:
    hear(town, sender, sent(WALK))
    assert cut(town) == CutTrips(1, 0, 0)
    assert waiting(town, sender) == 0
    assert [trip.mode for trip in judged(town)] == ["walk"]
    assert cut(town) == CutTrips(0, 0, 0)


def test_a_trip_that_goes_on_waits(town: Town, sender: Sender) -> None:
    hear(town, sender, sent(WALK))
    assert cut(town, ENDED + timedelta(minutes=9)).trips == 0
    assert waiting(town, sender) == len(WALK)


@pytest.mark.parametrize("dies_at", range(6))
def test_a_job_that_dies_at_any_step_is_followed_by_one_that_makes_the_trip_once(
    town: Town, sender: Sender, dies_at: int
) -> None:
    hear(town, sender, sent(WALK))
    opened = 0

    def dying() -> UnitOfWork:
        nonlocal opened
        opened += 1
        if opened > dies_at:
            raise Killed
        return town.open_uow()

    died = False
    try:
        cut(town, open_uow=dying)
    except Killed:
        died = True
    assert died == (dies_at < 5)
    cut(town)
    assert len(judged(town)) == 1
    assert waiting(town, sender) == 0


def test_what_a_telephone_sends_late_is_part_of_the_trip(town: Town, sender: Sender) -> None:
    """It was without network, and empties its buffer when the trip is long over."""
    half = len(WALK) // 2
    hear(town, sender, sent(WALK)[:half], NOON)
    assert cut(town, NOON + SETTLED / 2).trips == 0
    hear(town, sender, sent(WALK)[half:], NOON + SETTLED / 2)
    assert cut(town, NOON + 2 * SETTLED).trips == 1
    [trip] = judged(town)
    assert trip.duration_s == pytest.approx(float(WALK.t_s[-1] - WALK.t_s[0]), abs=30)


def test_a_telephone_that_lies_at_home_leaves_little_behind(town: Town, sender: Sender) -> None:
    start_ms = round((NOON - timedelta(hours=2)).timestamp()) * 1_000
    home = [SentFix(start_ms + 10_000 * n, 43.64, 5.09 + 1e-6 * (n % 5)) for n in range(720)]
    hear(town, sender, home, NOON)
    assert cut(town, NOON + SETTLED).trips == 0
    assert waiting(town, sender) == 61
    assert judged(town) == []


def test_positions_that_lead_nowhere_are_forgotten_after_a_silence(
    town: Town, sender: Sender
) -> None:
    hear(town, sender, sent(WALK)[:3])
    assert cut(town) == CutTrips(0, 0, 0)
    assert waiting(town, sender) == 0


def test_nothing_waits_longer_than_three_days(town: Town, sender: Sender) -> None:
    hear(town, sender, sent(WALK), NOON)
    with town.open_uow() as uow:
        # Closed by a secret that was changed since: it never becomes a trip.
        uow.connection.exec_driver_sql(
            "UPDATE sent_fix SET sender_id = sender_id, at_ms = at_ms + 1"
        )
        uow.commit()
    assert cut(town, NOON + KEPT).forgotten == 0
    assert cut(town, NOON + KEPT + timedelta(minutes=5)).forgotten == len(WALK)


def test_of_too_many_positions_the_oldest_go(town: Town, sender: Sender) -> None:
    with town.open_uow() as uow:
        fixes = [(at_ms, b"%d" % at_ms) for at_ms in (30, 10, 20, 40)]
        assert uow.senders.keep_fixes(sender.id, fixes, most=3, now=NOON) == 4
        uow.commit()
    with town.open_reading() as uow:
        assert [fix.at_ms for fix in uow.senders.fixes(sender.id)] == [20, 30, 40]


def test_an_app_that_is_shut_out_leaves_nothing(town: Town, sender: Sender) -> None:
    hear(town, sender, sent(WALK))
    disconnect_app(town.open_uow, sender.id, person_id=town.person.id, actor=town.me, now=NOON)
    assert waiting(town, sender) == 0
    assert cut(town).trips == 0
    with pytest.raises(NotFound):
        disconnect_app(town.open_uow, sender.id, person_id=town.person.id, actor=town.me, now=NOON)


def test_nobody_connects_more_than_four(town: Town) -> None:
    for _ in range(SENDERS_MAX):
        connected(town)
    with pytest.raises(NotPossible):
        connected(town)


def test_an_app_that_never_stops_asking_waits(town: Town, sender: Sender) -> None:
    key = f"sender:{sender.id}"
    with town.open_uow() as uow:
        uow.buckets.lock(key, Bucket.full(REQUESTS_OF_SENDER, NOON))
        uow.buckets.keep(key, Bucket(0.5, NOON))
        uow.commit()
    with pytest.raises(TooManyAttempts):
        hear(town, sender, sent(WALK)[:1], NOON)
    assert waiting(town, sender) == 0
