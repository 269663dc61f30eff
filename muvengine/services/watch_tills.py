"""Look for what is unusual at the tills, and let an organiser know; nothing is blocked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from muvengine.core.vouchers import alert
from muvengine.core.vouchers.alert import AlertKind, Sighting
from muvengine.services.attempt import OpenUow
from muvengine.store.unit_of_work import UnitOfWork


def watch_tills(open_uow: OpenUow, open_reading: OpenUow, *, now: datetime) -> int:
    """Raise alerts for today and yesterday, and tell how many are new; safe to run twice.

    Yesterday is looked at again: scans made without network arrive later.

    Args:
        open_uow: starts a writing transaction.
        open_reading: starts a reading one.
        now: in the town's zone.
    """
    today = now.date()
    with open_reading() as uow:
        seen = [one for day in (today - timedelta(days=1), today) for one in _seen(uow, day, now)]
    if not seen:
        return 0
    with open_uow() as uow:
        new = sum(uow.watch.raise_alert(one, now=now) for one in seen)
        uow.commit()
    return new


def _seen(uow: UnitOfWork, day: date, now: datetime) -> Iterator[Sighting]:
    yield from _same_hands(uow, day, now)
    yield from _busy_shops(uow, day, now)


def _same_hands(uow: UnitOfWork, day: date, now: datetime) -> Iterator[Sighting]:
    start, end = _midnight(day, now), _midnight(day + timedelta(days=1), now)
    for hand in uow.watch.hands(start, end, more_than=alert.SAME_HAND_MAX):
        subject = f"{hand.person_id}:{hand.device_id}"
        facts = {"times": hand.times}
        yield Sighting(AlertKind.SAME_HAND, hand.shop_id, day, subject, facts)


def _busy_shops(uow: UnitOfWork, day: date, now: datetime) -> Iterator[Sighting]:
    start = _midnight(day - timedelta(days=alert.USUAL_DAYS), now)
    end = _midnight(day + timedelta(days=1), now)
    counts: defaultdict[int, Counter[date]] = defaultdict(Counter)
    for shop_id, scanned_at in uow.watch.taken(start, end):
        counts[shop_id][scanned_at.astimezone(now.tzinfo).date()] += 1
    for shop_id, by_day in sorted(counts.items()):
        times = by_day.pop(day, 0)
        before = list(by_day.values())
        if alert.is_busy(times, before):
            facts = {"times": times, "usual": alert.usual(before)}
            yield Sighting(AlertKind.BUSY_SHOP, shop_id, day, facts=facts)


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo)
