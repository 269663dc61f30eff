"""Give a gift back: points to the lots they came from, the town's part to its season."""

from __future__ import annotations

from muvengine.core.ledger.account import available
from muvengine.core.ledger.journal import By
from muvengine.core.ledger.lots import give_back
from muvengine.core.ledger.pot_events import pot_match_return, pot_return
from muvengine.store.pots import GiftAt
from muvengine.store.unit_of_work import UnitOfWork


def return_gift(uow: UnitOfWork, made: GiftAt, by: By) -> bool:
    """Take a gift out of its pot, with at least fourteen days to use the points.

    The caller holds the pot's row.

    Returns:
        False when it had gone back before; nothing was done then.
    """
    if made.back_at is not None:
        return False
    gift = made.gift
    posted = uow.ledger.post(pot_return(gift, by), by.at)
    if gift.match_points:
        zone = uow.programme.get().zone
        season = uow.ledger.season_of_day(made.given_at.astimezone(zone).date())
        assert season is not None, "the town added points without a season"
        uow.ledger.post(pot_match_return(gift, season, by), by.at)
    taken = uow.pots.take_out(gift.id, posted.id, now=by.at)
    assert taken, "a gift left a pot that is held"
    returned = give_back(uow.lots.used_by(made.give_journal_id), gift.points, by.at)
    uow.lots.use(posted.transfers[0], returned.uses)
    if returned.fresh:
        wallet = posted.accounts[available(gift.person_id).code]
        uow.lots.add(wallet, posted.transfers[0], returned.fresh, returned.expires_at)
    return True
