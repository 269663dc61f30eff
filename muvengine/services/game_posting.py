"""Pay points of the game out of a season, once a cause, and take them back with the cause.

Called inside another service's transaction, with the person locked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from muvengine.core.ledger.account import available
from muvengine.core.ledger.game_events import game_award, game_reverse
from muvengine.core.ledger.journal import By, Ref
from muvengine.core.ledger.lots import expiry, take_back
from muvengine.store.unit_of_work import UnitOfWork

LIFE_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Cause:
    """What is paid for.

    Attributes:
        person_id: whose wallet.
        reference: names the cause for ever: it is paid once.
        ref: what it is about.
        day: local day whose season pays.
    """

    person_id: int
    reference: str
    ref: Ref
    day: date


@dataclass(frozen=True, slots=True)
class Paid:
    """Points that were paid, and the journal; None for 0 points."""

    points: int
    journal_id: int | None = None


def pay(uow: UnitOfWork, cause: Cause, points: int, by: By, *, kept: int = 0) -> Paid:
    """Pay as many of the points as the season still has.

    Args:
        uow: writing, with the person locked.
        cause: see ``Cause``.
        points: 0 or more.
        by: whose hand, and when.
        kept: of the points, those spent before they were taken back: nobody is paid them twice.
    """
    wallet, now = available(cause.person_id), by.at
    # The wallet before the season, as everywhere: two hands never wait for each other.
    uow.ledger.lock(wallet)
    season = uow.seasons.paying_day(cause.day, points)
    left = 0 if season is None else uow.ledger.lock(season.envelope)
    points = min(max(points - kept, 0), left)
    if season is None or not points:
        return Paid(0)
    award = game_award(cause.person_id, points, season.envelope, cause.reference, cause.ref, by)
    posted = uow.ledger.post(award, now)
    zone = uow.programme.get().zone
    expires_at = expiry(now, zone, after_days=LIFE_DAYS, end_of_month=True)
    uow.lots.add(posted.accounts[wallet.code], posted.transfers[0], points, expires_at)
    return Paid(points, posted.id)


def unpay(uow: UnitOfWork, person_id: int, paid: Paid, ref: Ref, by: By) -> tuple[int | None, int]:
    """Take points back, as far as the wallet goes.

    Args:
        uow: writing, with the person locked.
        person_id: whose wallet.
        paid: what was paid.
        ref: what it was about.
        by: with a reason.

    Returns:
        The journal's number (None where nothing was paid), and how many points were spent already.

    Raises:
        ReasonMissing: fewer than five characters.
    """
    if paid.journal_id is None:
        return None, 0
    uow.ledger.lock(available(person_id))
    season = uow.seasons.payer(paid.journal_id).envelope
    lot_id = uow.lots.of_journal(paid.journal_id)
    assert lot_id is not None, "points of the game were paid without a lot"
    uses = take_back(uow.lots.open(person_id), paid.points, from_lot=lot_id)
    taken = sum(use.amount for use in uses)
    journal = game_reverse(person_id, paid.points, taken, season, paid.journal_id, ref, by)
    posted = uow.ledger.post(journal, by.at)
    if uses:
        uow.lots.use(posted.transfers[0], uses)
    return posted.id, paid.points - taken
