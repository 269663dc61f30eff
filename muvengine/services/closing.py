"""Close a voucher: what was not used goes back, money to the budget and points to their lots."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotPossible
from muvengine.core.ledger import events
from muvengine.core.ledger.account import available
from muvengine.core.ledger.journal import By, Journal
from muvengine.core.ledger.lots import give_back
from muvengine.core.ledger.worth import Worth
from muvengine.core.vouchers.voucher import Voucher, VoucherState
from muvengine.store.unit_of_work import UnitOfWork


def worth_left(voucher: Voucher) -> Worth:
    """Give what returns when a voucher is closed."""
    return Worth(voucher.person_id, voucher.points_back, voucher.left_cents)


def close_voucher(
    uow: UnitOfWork, voucher: Voucher, state: VoucherState, event: Journal, now: datetime
) -> None:
    """Close ``voucher`` as it was read, post ``event`` and refill its lots.

    Raises:
        NotPossible: it was used or closed by another hand in the meantime.
    """
    reason = event.by.reason
    if not uow.vouchers.close(voucher, state, reason=reason, now=now):
        raise NotPossible(voucher=voucher.code)
    if state is VoucherState.VOID:
        uow.offers.give_back(voucher.offer_id, sold_on=voucher.first_day)
    posted = uow.ledger.post(event, now)
    points = voucher.points_back
    if not points:
        return
    returned = give_back(uow.lots.used_by(voucher.issue_journal_id), points, now)
    # The journal's first line is the one that brings the points back.
    uow.lots.use(posted.transfers[0], returned.uses)
    if returned.fresh:
        account_id = posted.accounts[available(voucher.person_id).code]
        uow.lots.add(account_id, posted.transfers[0], returned.fresh, returned.expires_at)


def close_usable(uow: UnitOfWork, person_id: int, by: By) -> int:
    """Close what was not used up: money to the budget, points to the wallet; tell how many."""
    usable = [one for one in uow.vouchers.all_of(person_id) if one.usable]
    for voucher in usable:
        end_early(uow, voucher, by)
    return len(usable)


def end_early(uow: UnitOfWork, voucher: Voucher, by: By) -> None:
    """Withdraw a good voucher; of one that was used in part what is left ends."""
    if voucher.redeemed_cents:
        event = events.voucher_expire(voucher.id, worth_left(voucher), by)
        close_voucher(uow, voucher, VoucherState.EXPIRED, event, by.at)
    else:
        event = events.voucher_void(voucher.id, worth_left(voucher), by)
        close_voucher(uow, voucher, VoucherState.VOID, event, by.at)
