"""When a shop does not take a voucher, and what it pays of a bill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from muvengine.core import errors
from muvengine.core.vouchers.terms import ClosedHours, ClosedTimes, Terms
from muvengine.core.vouchers.voucher import VoucherState, part_of_bill, redeem
from tests.core.vouchers.test_voucher import live

ZONE = ZoneInfo("Europe/Paris")
LUNCH = ClosedHours(1, time(12), time(14))
EVENING = ClosedHours(1, time(18))
SUNDAY = ClosedHours(6)
CHRISTMAS = date(2026, 12, 24)
CLOSED = ClosedTimes((LUNCH, EVENING, SUNDAY), (CHRISTMAS,))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("at", "closed", "again"),
    [
        ("2026-03-10T11:59:59", False, "2026-03-10T11:59:59"),
        ("2026-03-10T12:00",    True,  "2026-03-10T14:00"),
        ("2026-03-10T13:59:59", True,  "2026-03-10T14:00"),
        ("2026-03-10T14:00",    False, "2026-03-10T14:00"),
        ("2026-03-10T23:59",    True,  "2026-03-11T00:00"),
        ("2026-03-11T13:00",    False, "2026-03-11T13:00"),
        ("2026-03-15T00:00",    True,  "2026-03-16T00:00"),
        ("2026-12-24T09:00",    True,  "2026-12-25T00:00"),
        # The night the clocks go forward, and the hour that comes twice in autumn.
        ("2026-03-29T02:30",    True,  "2026-03-30T00:00"),
        ("2026-10-25T02:30",    True,  "2026-10-26T00:00"),
    ],
)  # fmt: skip
def test_hours_and_days_on_the_towns_clocks(at: str, closed: bool, again: str) -> None:  # noqa: FBT001
    assert CLOSED.holds(local(at)) is closed
    assert CLOSED.taken_again(local(at)) == local(again)


def test_a_shop_that_never_takes_it_is_said_to_take_it_never() -> None:
    never = ClosedTimes(tuple(ClosedHours(day) for day in range(7)))
    assert never.taken_again(local("2026-03-10T12:00")) is None


@pytest.mark.parametrize(("days", "again"), [
    (1,  "2026-03-11T00:00"),
    (60, "2026-05-09T00:00"),
    (61, None),
])  # fmt: skip
def test_nobody_is_sent_further_than_sixty_days(days: int, again: str | None) -> None:
    midnight = local("2026-03-10T00:00")
    closed = ClosedTimes(days=tuple(midnight.date() + timedelta(days=n) for n in range(days)))
    assert closed.taken_again(midnight) == (None if again is None else local(again))


def test_hours_that_overlap_are_waited_for_together() -> None:
    closed = ClosedTimes((LUNCH, ClosedHours(1, time(13), time(15)), EVENING))
    assert closed.taken_again(local("2026-03-10T13:30")) == local("2026-03-10T15:00")


@pytest.mark.parametrize(("at", "held"), [
    ("2026-03-10T13:00", False),     # at lunch, or not: nobody wrote the hour down
    ("2026-03-10T20:00", False),
    ("2026-03-15T13:00", True),      # a Sunday
    ("2026-12-24T13:00", True),
])  # fmt: skip
def test_a_list_written_by_hand_knows_days_only(at: str, *, held: bool) -> None:
    assert CLOSED.holds(local(at), day_only=True) is held


@pytest.mark.parametrize(("hours", "whole"), [
    (SUNDAY, True), (EVENING, False), (LUNCH, False), (ClosedHours(1, time(), time(8)), False),
])  # fmt: skip
def test_from_midnight_to_midnight_is_a_whole_day(hours: ClosedHours, *, whole: bool) -> None:
    assert hours.whole_day is whole


@pytest.mark.parametrize(("closed", "anything"), [
    (ClosedTimes(),                     False),
    (ClosedTimes((LUNCH,)),             True),
    (ClosedTimes(days=(CHRISTMAS,)),    True),
])  # fmt: skip
def test_a_shop_that_never_closes_has_nothing_to_say(
    closed: ClosedTimes, *, anything: bool
) -> None:
    assert bool(closed) is anything


def test_a_shop_that_said_nothing_asks_nothing() -> None:
    plain = Terms()
    assert (plain.percent_off, plain.min_age, plain.no_alcohol_tobacco) == (None, None, False)
    assert not plain.closed


@pytest.mark.parametrize(("weekday", "begins", "ends"), [
    (-1, time(12), time(14)),
    (7,  time(12), time(14)),
    (1,  time(14), time(12)),
    (1,  time(12), time(12)),
])  # fmt: skip
def test_hours_that_cannot_be_are_a_fault(weekday: int, begins: time, ends: time) -> None:
    with pytest.raises(AssertionError):
        ClosedHours(weekday, begins, ends)


@given(
    some.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),  # noqa: DTZ001
    some.sets(some.builds(ClosedHours, some.integers(0, 6), some.just(time(8)),
                          some.sampled_from([time(9), time(12), time()]))),
)  # fmt: skip
def test_it_is_taken_when_it_is_said_to_be_taken_again(
    at: datetime, hours: set[ClosedHours]
) -> None:
    closed = ClosedTimes(tuple(hours))
    again = closed.taken_again(at.replace(tzinfo=ZONE))
    assert again is not None
    assert not closed.holds(again)
    assert again >= at.replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("bill", "pays"),
    [(1, 0), (3, 1), (1000, 200), (1001, 200), (1003, 201), (2500, 500), (99_999, 500)],
)
def test_a_percentage_pays_its_part_up_to_its_face(bill: int, pays: int) -> None:
    assert part_of_bill(bill, 20, 500) == pays


@given(some.integers(1, 10**9), some.integers(1, 100), some.integers(0, 10**7))
def test_a_percentage_never_pays_more_than_the_bill_or_its_face(
    bill: int, percent: int, most: int
) -> None:
    pays = part_of_bill(bill, percent, most)
    assert 0 <= pays <= min(bill, most)
    assert abs(pays * 100 - bill * percent) <= 50 or pays == most


fifth = replace(live, face_cents=500, terms=Terms(percent_off=20))
NOON = datetime(2026, 3, 10, 13, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("bill", "gives"), [(1000, 200), (9000, 500), (None, "bill"), (0, "amount"), (-5, "amount")]
)
def test_a_percentage_asks_for_the_bill(bill: int | None, gives: object) -> None:
    if isinstance(gives, int):
        assert redeem(fifth, shop_id=7, at=NOON, amount_cents=bill) == gives
        return
    with pytest.raises(errors.BadAmount) as caught:
        redeem(fifth, shop_id=7, at=NOON, amount_cents=bill)
    assert caught.value.code == gives


closed = replace(live, terms=Terms(closed=CLOSED))


@pytest.mark.parametrize(
    ("voucher", "code"),
    [
        (closed,                                                    "blackout"),
        (replace(closed, holder_works_there=True),                  "own_shop"),
        (replace(closed, first_day=date(2026, 3, 11)),              "not_yet"),
        (replace(closed, state=VoucherState.REDEEMED, used_at=NOON), "already_redeemed"),
        (replace(fifth, terms=replace(fifth.terms, closed=CLOSED)), "blackout"),
    ],
)  # fmt: skip
def test_what_the_shopkeeper_hears_first(voucher: object, code: str) -> None:
    with pytest.raises(errors.VoucherRefused) as caught:
        redeem(voucher, shop_id=7, at=NOON, amount_cents=None)  # type: ignore[arg-type]
    assert caught.value.code == code


def test_a_reserved_voucher_that_a_shop_sees_was_printed() -> None:
    reserved = replace(live, state=VoucherState.RESERVED)
    assert redeem(reserved, shop_id=7, at=NOON, amount_cents=None) == 150
