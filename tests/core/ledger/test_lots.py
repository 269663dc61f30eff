from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.ledger.lots import (
    GIVEN_BACK_DAYS_MIN,
    Lot,
    LotUse,
    expiry,
    give_back,
    spend_lots,
    take_back,
)

NOW = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def lot(number: int, remaining: int, days: int | None = 100, amount: int = 50) -> Lot:
    expires_at = None if days is None else NOW + timedelta(days=days)
    return Lot(number, amount, remaining, expires_at)


lots_of_somebody = st.lists(
    st.tuples(st.integers(0, 50), st.one_of(st.none(), st.integers(-5, 400))), max_size=8
).map(lambda parts: [lot(n, left, days) for n, (left, days) in enumerate(parts, start=1)])


def test_what_expires_first_goes_first_and_what_never_does_goes_last() -> None:
    lots = [lot(1, 10, None), lot(2, 10, 90), lot(3, 10, 30), lot(4, 10, 30)]
    assert spend_lots(lots, 35) == (LotUse(3, 10), LotUse(4, 10), LotUse(2, 10), LotUse(1, 5))


def test_empty_lots_are_passed_over() -> None:
    assert spend_lots([lot(1, 0, 1), lot(2, 5, 90)], 5) == (LotUse(2, 5),)


def test_lots_that_hold_less_than_the_wallet_are_a_fault() -> None:
    with pytest.raises(AssertionError):
        spend_lots([lot(1, 5)], 6)


@given(lots_of_somebody, st.data())
def test_spending_takes_just_the_amount_and_never_more_than_a_lot_holds(
    lots: list[Lot], data: st.DataObject
) -> None:
    amount = data.draw(st.integers(0, sum(each.remaining for each in lots)))
    uses = spend_lots(lots, amount)
    left = {each.id: each.remaining for each in lots}
    assert sum(use.amount for use in uses) == amount
    assert all(0 < use.amount <= left[use.lot_id] for use in uses)
    assert len({use.lot_id for use in uses}) == len(uses)


def test_a_wrong_award_is_taken_from_its_own_lot_then_from_the_newest() -> None:
    lots = [lot(1, 10), lot(2, 4), lot(3, 10)]
    assert take_back(lots, 20, from_lot=2) == (LotUse(2, 4), LotUse(3, 10), LotUse(1, 6))


def test_taking_back_stops_at_what_is_there() -> None:
    assert take_back([lot(1, 3)], 20, from_lot=9) == (LotUse(1, 3),)


def test_points_return_to_the_lots_they_came_from() -> None:
    taken = [(LotUse(1, 10), lot(1, 0)), (LotUse(2, 5), lot(2, 1))]
    back = give_back(taken, 15, NOW)
    assert set(back.uses) == {LotUse(1, -10), LotUse(2, -5)}
    assert back.fresh == 0


@pytest.mark.parametrize(("days", "returns"), [
    (-1,                        False),
    (GIVEN_BACK_DAYS_MIN - 1,   False),
    (GIVEN_BACK_DAYS_MIN,       True),
    (None,                      True),
])  # fmt: skip
def test_a_lot_that_ends_soon_is_replaced_by_one_of_two_weeks(
    days: int | None, *, returns: bool
) -> None:
    back = give_back([(LotUse(1, 10), lot(1, 0, days))], 10, NOW)
    assert back.uses == ((LotUse(1, -10),) if returns else ())
    assert back.fresh == (0 if returns else 10)
    assert back.expires_at == NOW + timedelta(days=14)


def test_a_part_returns_to_what_lives_longest() -> None:
    taken = [(LotUse(1, 10), lot(1, 0, 20)), (LotUse(2, 10), lot(2, 0, 200))]
    assert give_back(taken, 12, NOW).uses == (LotUse(2, -10), LotUse(1, -2))


def test_lots_that_need_nothing_back_are_not_touched() -> None:
    taken = [(LotUse(number, 10), lot(number, 0, 100 + number)) for number in (1, 2, 3)]
    assert give_back(taken, 10, NOW).uses == (LotUse(3, -10),)


@given(lots_of_somebody, st.data())
def test_what_was_spent_can_always_be_given_back(lots: list[Lot], data: st.DataObject) -> None:
    spent = data.draw(st.integers(0, sum(each.remaining for each in lots)))
    uses = {use.lot_id: use for use in spend_lots(lots, spent)}
    after = [(uses[each.id], each) for each in lots if each.id in uses]
    amount = data.draw(st.integers(0, spent))
    back = give_back(after, amount, NOW)
    assert back.fresh - sum(use.amount for use in back.uses) == amount
    assert all(-uses[use.lot_id].amount <= use.amount < 0 for use in back.uses)


@pytest.mark.parametrize(("released", "days", "end_of_month", "expires"), [
    ("2026-04-07T12:00+02:00", None, True,  None),
    ("2026-04-07T12:00+02:00", 365,  True,  "2027-05-01T00:00+02:00"),
    ("2026-04-07T12:00+02:00", 365,  False, "2027-04-07T12:00+02:00"),
    ("2026-03-31T23:30+00:00", 1,    True,  "2026-05-01T00:00+02:00"),
    ("2026-02-28T12:00+01:00", 0,    True,  "2026-03-01T00:00+01:00"),
    ("2026-12-31T23:59+01:00", 0,    True,  "2027-01-01T00:00+01:00"),
    ("2026-03-28T12:00+01:00", 1,    False, "2026-03-29T12:00+02:00"),
    ("2026-10-01T12:00+02:00", 1,    True,  "2026-11-01T00:00+01:00"),
])  # fmt: skip
def test_points_end_with_a_local_month(
    released: str, days: int | None, expires: str | None, *, end_of_month: bool
) -> None:
    moment = datetime.fromisoformat(released)
    wanted = None if expires is None else datetime.fromisoformat(expires)
    assert expiry(moment, PARIS, after_days=days, end_of_month=end_of_month) == wanted
