"""A season closes: nothing is lost, nothing appears, and late trips are paid all the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from muvengine.core.errors import BadInput, NotFound, NotPossible, ReasonMissing, Unfunded
from muvengine.core.ledger.account import BUDGET, ISSUED
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.season import HOLD_DAYS
from muvengine.core.people.actor import SYSTEM
from muvengine.core.rules.score import CLOSED, ENVELOPE
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.close_season import Closing, close_season
from muvengine.services.fund_season import SeasonGrant, fund_season
from muvengine.services.posting import season_points_left
from muvengine.services.release_points import release_points
from muvengine.services.return_budget import Return, return_budget
from muvengine.services.yardstick import DAYS_BACK_MAX
from muvengine.store.connection import connect
from muvengine.store.figures import seasons
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import PARIS, SEASON, Town, town
from tests.town import NOON, found, gpx, ride

OpenUow = Callable[[], UnitOfWork]
OVER = datetime(2027, 1, 8, 9, 0, tzinfo=PARIS)
NEXT = SeasonGrant("2027", date(2027, 1, 1), date(2027, 12, 31), 0)
KEYS = count()


@pytest.fixture
def made(open_uow: OpenUow) -> Town:
    return town(open_uow, points=1000, cents=5000)


@pytest.fixture
def sqlite_town(sqlite_template: Path, tmp_path: Path) -> Iterator[Callable[[], Town]]:
    """Found a new town in a file of its own, as often as it is asked for."""
    engines = list[Engine]()

    def found() -> Town:
        path = tmp_path / f"{len(engines)}.db"
        shutil.copy(sqlite_template, path)
        engines.append(connect(f"sqlite:///{path}", synchronous="OFF"))
        return town(partial(UnitOfWork, engines[-1]), points=1000, cents=5000)

    yield found
    for engine in engines:
        engine.dispose()


def close(made: Town, left: int, carried: int = 0, now: datetime = OVER) -> dict[str, int]:
    closing = Closing(SEASON.key, left, carried)
    attempt = Attempt.of(SYSTEM, f"close-{next(KEYS)}", "close_season", closing)
    done: dict[str, int] = close_season(made.open_uow, closing, attempt=attempt, now=now).value
    return done


def following(made: Town, points: int = 0) -> None:
    fund_season(made.open_uow, replace(NEXT, points=points), actor=SYSTEM, now=OVER)


def left_in(made: Town) -> dict[str, int]:
    with made.open_uow() as uow:
        return {one.key: one.points_left for one in seasons(uow.connection)}


def issued(made: Town) -> int:
    """Points that exist because somebody decided it."""
    with made.open_uow() as uow:
        return -uow.ledger.net(ISSUED)


def holds(made: Town) -> bool:
    return check_ledger(made.open_uow) == ()


def test_what_was_not_given_goes_back_and_people_keep_theirs(made: Town) -> None:
    fatou, karim = made.person(), made.person("Karim")
    made.earn(fatou, 300)
    release_points(made.open_uow, now=datetime(2026, 5, 1, tzinfo=PARIS))
    made.now = datetime(2026, 12, 31, tzinfo=PARIS)
    made.earn(karim, 50)
    assert close(made, 650) == {"carried": 0, "returned": 650}
    assert (left_in(made), issued(made), made.points(fatou)) == ({"2026": 0}, 350, 300)
    release_points(made.open_uow, now=OVER)
    assert made.points(karim) == 50
    assert holds(made)


def test_a_part_goes_on_to_the_next_season(made: Town) -> None:
    following(made)
    assert close(made, 1000, 400) == {"carried": 400, "returned": 600}
    assert (left_in(made), issued(made)) == ({"2027": 400, "2026": 0}, 400)
    with made.open_uow() as uow:
        assert seasons(uow.connection)[0].points_granted == 400
    assert holds(made)


def test_closing_again_moves_only_what_came_back(made: Town) -> None:
    fatou = made.person()
    trip = made.earn(fatou, 100)
    following(made)
    close(made, 900, 900)
    assert close(made, 0) == {"carried": 0, "returned": 0}
    made.now = OVER
    made.take_back(fatou, trip)
    assert left_in(made) == {"2026": 100, "2027": 900}
    assert close(made, 100, 40) == {"carried": 40, "returned": 60}
    assert (left_in(made), issued(made)) == ({"2026": 0, "2027": 940}, 940)
    assert holds(made)


def test_one_attempt_closes_once(made: Town) -> None:
    closing = Closing(SEASON.key, 1000)
    attempt = Attempt.of(SYSTEM, "the same", "close_season", closing)
    first, second = (
        close_season(made.open_uow, closing, attempt=attempt, now=OVER) for _ in range(2)
    )
    assert (first.value, second.replayed) == (second.value, True)
    assert issued(made) == 0


def test_a_late_trip_is_paid_by_the_next_season(made: Town) -> None:
    fatou = made.person()
    following(made, 500)
    close(made, 1000)
    made.earn(fatou, 120)
    assert left_in(made) == {"2026": 0, "2027": 380}
    assert holds(made)


def test_what_came_back_pays_before_the_next_season_does(made: Town) -> None:
    fatou = made.person()
    trip = made.earn(fatou, 100)
    following(made, 500)
    close(made, 900)
    made.now = OVER
    made.take_back(fatou, trip)
    made.earn(fatou, 70)
    assert left_in(made) == {"2026": 30, "2027": 500}
    made.earn(fatou, 70)
    assert left_in(made) == {"2026": 30, "2027": 430}
    assert holds(made)


def test_a_late_trip_taken_back_returns_to_the_season_that_paid(made: Town) -> None:
    fatou = made.person()
    following(made, 500)
    close(made, 1000)
    trip = made.earn(fatou, 120)
    made.take_back(fatou, trip)
    assert left_in(made) == {"2026": 0, "2027": 500}
    assert holds(made)


def test_without_a_next_season_a_closed_one_gives_nothing(made: Town) -> None:
    close(made, 1000)
    with pytest.raises(Unfunded):
        made.earn(made.person(), 1)
    with made.open_uow() as uow:
        assert season_points_left(uow, SEASON.first_day, 5) == 0
    assert holds(made)


def test_what_is_refused(made: Town) -> None:
    with pytest.raises(NotPossible):
        close(made, 1000, now=datetime(2027, 1, 7, 23, 59, tzinfo=PARIS))
    with pytest.raises(NotPossible):
        close(made, 999)
    with pytest.raises(BadInput):
        close(made, 1000, 1)
    following(made)
    for carried in (1001, -1):
        with pytest.raises(BadInput):
            close(made, 1000, carried)
    nowhere, attempt = Closing("1999", 0), Attempt(SYSTEM, "no", "close_season", "")
    with pytest.raises(NotFound):
        close_season(made.open_uow, nowhere, attempt=attempt, now=OVER)
    assert left_in(made) == {"2026": 1000, "2027": 0}


def test_the_season_waits_as_long_as_people_may_upload() -> None:
    assert HOLD_DAYS == DAYS_BACK_MAX


def give_back(made: Town, cents: int, reason: str = "the season is over", ref: str = "R1") -> None:
    back = Return("ville", cents, ref, reason)
    attempt = Attempt.of(SYSTEM, f"back-{next(KEYS)}", "return_budget", back)
    return_budget(made.open_uow, back, attempt=attempt, now=OVER)


def test_money_that_nobody_was_promised_goes_back_to_its_funder(made: Town) -> None:
    fatou = made.person()
    made.give(fatou, 500)
    made.buy(fatou, made.offer())
    for cents in (0, -5, 5001):
        with pytest.raises(BadInput):
            give_back(made, cents)
    with pytest.raises(Unfunded):
        give_back(made, 4851)
    with pytest.raises(ReasonMissing):
        give_back(made, 100, "no")
    give_back(made, 4850)
    with pytest.raises(NotPossible):
        give_back(made, 1)
    with made.open_uow() as uow:
        assert uow.ledger.balance(BUDGET) == 0
    assert holds(made)


@pytest.mark.parametrize("follows", [False, True])
def test_the_sheet_of_a_late_trip_says_why_it_earns_nothing(
    sqlite_engine: Engine, *, follows: bool
) -> None:
    place = found(sqlite_engine, points=0)
    if follows:
        more = replace(NEXT, points=500)
        fund_season(place.open_uow, more, actor=SYSTEM, now=NOON)
    with place.open_uow() as uow:
        uow.seasons.close(uow.seasons.get("2026"), now=NOON)
        uow.commit()
    sheet = place.sheet(place.send(gpx(ride())).public_id)
    names = [line.rule for line in sheet.score.lines]
    assert (sheet.score.points > 0, CLOSED in names) == (follows, not follows)
    assert ENVELOPE not in names


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    acts=st.lists(
        st.one_of(
            st.tuples(st.just("earn"), st.integers(1, 400)),
            st.tuples(st.just("close"), st.integers(0, 1000)),
            st.tuples(st.just("back"), st.integers(0, 5)),
            st.tuples(st.just("fund"), st.integers(1, 300)),
        ),
        min_size=3,
        max_size=12,
    )
)
def test_no_point_appears_or_vanishes(
    sqlite_town: Callable[[], Town], acts: list[tuple[str, int]]
) -> None:
    made = sqlite_town()
    fatou, given_points, trips = made.person(), 0, list[tuple[int, int]]()
    following(made)
    made.now = OVER
    for number, (act, amount) in enumerate(acts):
        if act == "earn":
            try:
                trips.append((made.earn(fatou, amount), amount))
            except Unfunded:
                continue
            given_points += amount
        elif act == "close":
            left = left_in(made)["2026"]
            close(made, left, min(amount, left))
        elif act == "back" and trips:
            trip, points = trips.pop(amount % len(trips))
            made.take_back(fatou, trip)
            given_points -= points
        elif act == "fund":
            grant = replace(NEXT, points=amount, reference=f"more {number}")
            fund_season(made.open_uow, grant, actor=SYSTEM, now=OVER)
        assert sum(left_in(made).values()) + given_points == issued(made)
    assert holds(made)
