"""A shop has none today: nothing is sold meanwhile, and nobody loses a voucher by it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from muvengine.core import errors
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.vouchers.choice import Obstacle
from muvengine.reads.choices import choices
from muvengine.reads.offers import offer as read_offer
from muvengine.services.mark_none import DAYS_AHEAD_MAX, NoneLeft, clear_none, mark_none
from muvengine.services.save_offer import save_offer
from tests.counter import NOON, TODAY, Counter, days, open_counter
from tests.people import OpenUow


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading)


def none(counter: Counter, offer: int, until: date = TODAY, shop: str = "bakery") -> int:
    left, actor = NoneLeft(counter.shops[shop], offer, until), counter.tablets[shop].actor
    return mark_none(counter.open_uow, left, actor=actor, now=NOON)


def test_it_cannot_be_bought_until_tonight_and_comes_back_by_itself(counter: Counter) -> None:
    offer = counter.offer()
    none(counter, offer)
    with pytest.raises(errors.SoldOut) as refusal:
        counter.buy(offer)
    assert refusal.value.facts == {"offer": offer, "none_until": TODAY}
    [choice] = choices(counter.open_reading, counter.person, NOON)
    assert choice.obstacle is Obstacle.SOLD_OUT
    tomorrow = NOON.replace(hour=0) + days(1)
    assert choices(counter.open_reading, counter.person, tomorrow)[0].obstacle is None
    counter.buy(offer, now=tomorrow)


def test_a_refused_purchase_tells_the_same_when_it_is_sent_again(counter: Counter) -> None:
    offer = counter.offer()
    none(counter, offer)
    for _ in range(2):
        with pytest.raises(errors.SoldOut) as refusal:
            counter.buy(offer, key="tap")
        assert refusal.value.facts["none_until"] == TODAY


def test_it_is_undone_at_once(counter: Counter) -> None:
    offer = counter.offer()
    none(counter, offer, TODAY + timedelta(days=7))
    shop, actor = counter.shops["bakery"], counter.tablets["bakery"].actor
    clear_none(counter.open_uow, shop, offer, actor=actor, now=NOON)
    counter.buy(offer)


def test_vouchers_that_are_out_stay_good_and_are_still_taken(counter: Counter) -> None:
    offer = counter.offer()
    code = counter.buy(offer).code
    none(counter, offer)
    with counter.open_reading() as uow:
        voucher = uow.vouchers.get(code=code)
    assert voucher.none_on(TODAY)
    assert not voucher.none_on(TODAY + timedelta(days=1))
    counter.take(code)
    assert counter.state(code) == "redeemed"


@pytest.mark.parametrize(
    ("valid_days", "until", "last_day"),
    [
        # Three days to come back, where the voucher would have ended before.
        (1, 0, 3),
        (3, 0, 3),
        (4, 0, 3),
        (5, 0, 4),
        (6, 7, 10),
        (90, 7, 89),
    ],
)
def test_nobody_loses_a_voucher_while_there_is_none(
    counter: Counter, valid_days: int, until: int, last_day: int
) -> None:
    offer = counter.offer(valid_days=valid_days)
    code = counter.buy(offer).code
    longer = none(counter, offer, TODAY + timedelta(days=until))
    with counter.open_reading() as uow:
        voucher = uow.vouchers.get(code=code)
    assert voucher.last_day == TODAY + timedelta(days=last_day)
    assert longer == (last_day != valid_days - 1)
    assert none(counter, offer, TODAY + timedelta(days=until)) == 0


def test_what_is_over_or_of_another_offer_is_not_woken_up(counter: Counter) -> None:
    offer, other = counter.offer(valid_days=1), counter.offer(valid_days=1)
    used, beside = counter.buy(offer).code, counter.buy(other).code
    counter.take(used)
    assert none(counter, offer) == 0
    with counter.open_reading() as uow:
        assert uow.vouchers.get(code=used).last_day == TODAY
        assert uow.vouchers.get(code=beside).last_day == TODAY


@pytest.mark.parametrize("until", [-1, DAYS_AHEAD_MAX + 1])
def test_only_a_day_of_the_next_month_can_be_chosen(counter: Counter, until: int) -> None:
    offer = counter.offer()
    with pytest.raises(errors.BadInput):
        none(counter, offer, TODAY + timedelta(days=until))
    counter.buy(offer)


def test_a_shop_says_so_of_its_own_offers_only(counter: Counter) -> None:
    offer = counter.offer()
    with pytest.raises(errors.NotFound):
        none(counter, offer, shop="books")
    with pytest.raises(errors.NotFound):
        clear_none(
            counter.open_uow, counter.shops["books"], offer, actor=Actor("device", 1), now=NOON
        )
    counter.buy(offer)


def test_an_organiser_who_saves_the_offer_meanwhile_does_not_bring_it_back(
    counter: Counter,
) -> None:
    offer = counter.offer()
    before = read_offer(counter.open_reading, offer).offer
    none(counter, offer)
    save_offer(counter.open_uow, before, actor=SYSTEM, now=NOON)
    with pytest.raises(errors.SoldOut):
        counter.buy(offer)
