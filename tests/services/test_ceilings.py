"""A shop never sells more of the town's money than was agreed, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from muvengine.core.errors import NotFound, Unfunded
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.ceiling import CeilingPeriod
from muvengine.reads.ceilings import ceiling_of
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.set_ceiling import set_ceiling
from tests.money import NOON, Town, town
from tests.people import OpenUow
from tests.services.test_races import HANDS, together

MONTH, SEASON = CeilingPeriod.MONTH, CeilingPeriod.SEASON


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    return town(open_uow)


def agree(place: Town, cents: int | None, period: CeilingPeriod = MONTH) -> None:
    set_ceiling(place.open_uow, "fournil", cents, period=period, actor=SYSTEM, now=NOON)


def test_sixteen_people_at_once_cannot_pass_a_ceiling(place: Town, open_reading: OpenUow) -> None:
    people = [place.person(f"Person {n}") for n in range(HANDS)]
    for person in people:
        place.give(person, 150)
    # Two offers, so that the offer's own row is not the lock.
    offers = [place.offer(), place.offer(title={"en": "A bun"})]
    agree(place, 5 * 150 + 149)
    heard = together(lambda n: bool(place.buy(people[n], offers[n % 2], key="tap")))
    assert heard == {True: 5, "unfunded": HANDS - 5}
    use = ceiling_of(open_reading, place.shop_id, NOON.date())
    assert use is not None
    assert (use.sold_cents, use.left_cents) == (750, 149)
    assert check_ledger(open_reading) == ()


def test_a_ceiling_counts_its_period_and_what_is_kept(place: Town, open_reading: OpenUow) -> None:
    fatou = place.person()
    place.give(fatou, 2000)
    coffee = place.offer(per_person=50)
    agree(place, 300)
    first = place.buy(fatou, coffee)
    place.buy(fatou, coffee)
    with pytest.raises(Unfunded) as refused:
        place.buy(fatou, coffee, key="third")
    assert refused.value.facts["again"] == date(2026, 5, 1)
    assert place.points(fatou) == 2000 - 240
    # One given back makes room; what the shop gives itself needs none.
    place.void(fatou, first)
    place.buy(fatou, coffee)
    place.buy(fatou, place.offer(face_cents=0, shop_share_cents=200))
    # The next month is a new one, but a year is not over.
    place.now = NOON + timedelta(days=30)
    place.buy(fatou, coffee)
    agree(place, 600, SEASON)
    place.buy(fatou, coffee)
    with pytest.raises(Unfunded):
        place.buy(fatou, coffee)
    agree(place, None)
    place.buy(fatou, coffee)
    assert ceiling_of(open_reading, place.shop_id, NOON.date()) is None
    assert check_ledger(open_reading) == ()


def test_a_refused_purchase_hears_the_same_again(place: Town) -> None:
    fatou = place.person()
    place.give(fatou, 150)
    coffee = place.offer()
    agree(place, 0)
    for _ in range(2):
        with pytest.raises(Unfunded) as refused:
            place.buy(fatou, coffee, key="one tap")
        assert refused.value.facts["again"] == date(2026, 5, 1)
    agree(place, 150)
    assert place.buy(fatou, coffee, key="another tap")


def test_a_shop_nobody_knows_gets_no_ceiling(place: Town) -> None:
    with pytest.raises(NotFound):
        set_ceiling(place.open_uow, "nobody", 1, period=MONTH, actor=SYSTEM, now=NOON)
