"""Gather what shops took in periods that are over."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from muvengine.core.vouchers.shop import Shop
from muvengine.core.vouchers.statement import cut_off, first_day_of, whole_periods
from muvengine.core.vouchers.voucher import UNDO_MAX
from muvengine.services.attempt import OpenUow
from muvengine.services.keep_papers import keep_papers
from muvengine.store.unit_of_work import UnitOfWork


def draft_statements(open_uow: OpenUow, *, now: datetime) -> tuple[int, ...]:
    """Draft one statement for each shop and each period that is over and has none.

    A period that was missed is drafted later, with its own days.  What a till sends late
    goes on the statement of the period in which it arrived, with the day of the scan; so does a
    correction, by the day of its decision.  A closed statement whose paper was not kept, as a
    crash leaves it, gets it now.
    Safe to run twice and at any time; one commit for each shop.

    Args:
        open_uow: starts a writing transaction.
        now: in the town's zone.

    Returns:
        The rows' numbers of the new drafts.
    """
    with open_uow() as uow:
        shops = uow.shops.listed(open_only=False)
    made: list[int] = []
    for shop in shops:
        with open_uow() as uow:
            made += _draft(uow, shop, now)
            uow.commit()
    keep_papers(open_uow, now=now)
    return tuple(made)


def _draft(uow: UnitOfWork, shop: Shop, now: datetime) -> list[int]:
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)
    first = _first_day(uow, shop, zone)
    if first is None:
        return []
    rhythm = uow.settlements.payee(shop.id).rhythm
    drafts = (
        uow.settlements.draft(shop.id, period, cut_off(period[1], zone), now=now)
        for period in whole_periods(first, rhythm, (now - UNDO_MAX).date())
    )
    return [draft for draft in drafts if draft is not None]


def _first_day(uow: UnitOfWork, shop: Shop, zone: ZoneInfo) -> date | None:
    """Give the first day that no statement covers; None where nothing waits for one."""
    waiting = uow.settlements.first_unclaimed(shop.id)
    if waiting is None:
        return None
    last = uow.settlements.last_day(shop.id)
    if last is not None:
        return last + timedelta(days=1)
    rhythm = uow.settlements.payee(shop.id).rhythm
    return first_day_of(waiting.astimezone(zone).date(), rhythm)
