"""What a person can choose for their points, and how far away the rest is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from muvengine.core.ledger.account import BUDGET, available
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.ceiling import CeilingUse
from muvengine.core.vouchers.choice import (
    Chooser,
    Money,
    Obstacle,
    age_to_say,
    had_in_period,
    obstacle,
)
from muvengine.core.vouchers.offer import Offer
from muvengine.core.vouchers.voucher import Voucher, VoucherState
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Choice:
    """An offer as one person sees it today.

    Attributes:
        offer: on sale.
        shop_key, shop_name: who gives it.
        obstacle: why it cannot be taken now; None when it can.
        points_short: how many points are missing; 0 when there are enough.
        again_on: when a shop's ceiling is lifted, where that is the obstacle.
        ask_age: an age they must say they have; None when nothing is to be said.
        left_today: how many are left for everybody today; None without a daily limit.
    """

    offer: Offer
    shop_key: str
    shop_name: str
    obstacle: Obstacle | None
    points_short: int
    again_on: date | None = None
    ask_age: int | None = None
    left_today: int | None = None


def choices(
    open_reading: Callable[[], UnitOfWork], person: Person, now: datetime
) -> tuple[Choice, ...]:
    """List what is on sale, cheapest first, as this person may have it.

    Args:
        open_reading: starts a reading transaction.
        person: whose points.
        now: in the town's zone; offers are sold by its calendar.
    """
    with open_reading() as uow:
        bought = uow.vouchers.all_of(person.id)
        on_sale = uow.offers.listed(on=now.date())
        budget_cents = uow.ledger.balance(BUDGET)
        ceilings = {use.ceiling.shop_id: use for use in uow.ceilings.uses(now.date())}
        who = Chooser(
            points=uow.ledger.balance(available(person.id)),
            frozen=person.frozen,
            left_today=uow.programme.get().vouchers_a_day - _today(bought, now),
            said_age=uow.people.said_age(person.id),
        )
    return tuple(
        Choice(
            offer=one.offer,
            shop_key=one.shop_key,
            shop_name=one.shop_name,
            obstacle=obstacle(
                one.offer,
                who,
                had=_had(one.offer, bought, now),
                today=now.date(),
                money=_money(budget_cents, ceilings.get(one.offer.shop_id)),
            ),
            points_short=max(0, one.offer.price_points - who.points),
            again_on=_again(ceilings.get(one.offer.shop_id), now.date()),
            ask_age=age_to_say(one.offer, who),
            left_today=one.offer.left_today(now.date()),
        )
        for one in on_sale
    )


def goal(offered: Sequence[Choice]) -> Choice | None:
    """Give the cheapest thing that points alone stand before, or nothing at all."""
    near = (one for one in offered if one.obstacle in {None, Obstacle.SHORT})
    return min(near, key=lambda one: one.offer.price_points, default=None)


def _money(budget_cents: int, ceiling: CeilingUse | None) -> Money:
    return Money(budget_cents, None if ceiling is None else ceiling.left_cents)


def _again(ceiling: CeilingUse | None, today: date) -> date | None:
    return None if ceiling is None else ceiling.ceiling.next_day(today)


def _today(bought: Sequence[Voucher], now: datetime) -> int:
    today = now.date()
    return sum(one.first_day == today and one.state is not VoucherState.VOID for one in bought)


def _had(offer: Offer, bought: Sequence[Voucher], now: datetime) -> int:
    days: list[date] = [
        voucher.issued_at.astimezone(now.tzinfo).date()
        for voucher in bought
        if voucher.offer_id == offer.id and voucher.state is not VoucherState.VOID
    ]
    return had_in_period(offer, days, now.date())
