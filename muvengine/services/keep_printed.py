"""The printer gave vouchers out: what was reserved for it is issued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.ledger import events
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By, by_reason
from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.voucher import RESERVED_FOR, Voucher, VoucherState
from muvengine.services.attempt import OpenUow, once
from muvengine.services.closing import close_voucher, worth_left
from muvengine.store.unit_of_work import UnitOfWork

KEEP: Final = "keep_printed"
GIVE_BACK: Final = "give_back_reserved"


def keep_printed(
    open_uow: OpenUow, codes: Sequence[str], *, attempt: Attempt, now: datetime
) -> Answer:
    """Issue the vouchers of a batch that came out of the printer; their codes are on the paper.

    Args:
        open_uow: starts a writing transaction.
        codes: as the batch was printed; one that was added since stays reserved.
        attempt: claims the write; its actor is the mediator who reserved them.
        now: aware.

    Raises:
        NotPossible: none of these waits any more; it was printed or went back.
        KeyReused: the key was used for something else.
    """

    def keep(uow: UnitOfWork) -> dict[str, Any]:
        waiting = [voucher for voucher in _mine(uow, attempt) if voucher.code in set(codes)]
        printed = uow.paper.issue([voucher.id for voucher in waiting], now=now)
        if not printed:
            raise NotPossible(batch="empty")
        numbers = [voucher.id for voucher in waiting]
        uow.audit.append(attempt.actor, "voucher.print", at=now, meta={"vouchers": numbers})
        return {"printed": printed}

    return once(open_uow, attempt, keep)


def give_back_reserved(
    open_uow: OpenUow, code: str, *, reason: str, attempt: Attempt, now: datetime
) -> Answer:
    """Withdraw one voucher of the mediator's batch: it was the wrong one.

    Raises:
        NotFound: it does not wait in this mediator's batch.
        ReasonMissing: fewer than five characters.
        KeyReused: the key was used for something else.
    """

    def give_back(uow: UnitOfWork) -> dict[str, Any]:
        voucher = next((one for one in _mine(uow, attempt) if one.code == code), None)
        if voucher is None:
            raise NotFound
        by = by_reason(By(attempt.actor, now), reason)
        event = events.voucher_void(voucher.id, worth_left(voucher), by)
        close_voucher(uow, voucher, VoucherState.VOID, event, now)
        uow.audit.append(attempt.actor, "voucher.void", "voucher", str(voucher.id), at=now)
        return {"code": code}

    return once(open_uow, attempt, give_back)


def note_paper(
    open_uow: OpenUow, voucher_ids: Sequence[int], *, actor: Actor, now: datetime
) -> None:
    """Remember that good vouchers were printed; those that waited for it are issued."""
    with open_uow() as uow:
        uow.paper.note_printed(voucher_ids, now=now)
        uow.paper.issue(voucher_ids, now=now)
        uow.audit.append(actor, "voucher.print", at=now, meta={"vouchers": list(voucher_ids)})
        uow.commit()


def let_batch_wait(uow: UnitOfWork, helper_id: int, now: datetime) -> None:
    """Give a whole batch the time of its newest voucher: it is printed in one go."""
    uow.paper.extend(helper_id, now + RESERVED_FOR)


def _mine(uow: UnitOfWork, attempt: Attempt) -> list[Voucher]:
    assert attempt.actor.id is not None
    return uow.paper.reserved_by(attempt.actor.id)
