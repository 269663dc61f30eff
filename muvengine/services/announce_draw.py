"""An organiser announces a prize draw: its seed is drawn, and the hash of it is public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import AgeUnsaid, NotPossible, OfferClosed, SoldOut, Unfunded
from muvengine.core.game.draw import Draw, check_announced
from muvengine.core.game.drawing import commitment_of
from muvengine.core.ledger.account import BUDGET
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.vouchers.offer import OfferState
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

SAME_NAME_MAX: Final = 50


def announce_draw(
    open_uow: OpenUow,
    draw: Draw,
    *,
    attempt: Attempt,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Keep ``draw`` with a seed and its commitment; give its key, numbered where it is taken.

    Args:
        open_uow: starts a writing transaction.
        draw: without seed and commitment; its prizes are numbered from 1.
        attempt: claims the write.
        now: in the town's zone.
        new_token: gives 128 random bits; two of them are the seed.

    Raises:
        BadInput: see ``check_announced``.
        NotFound: no such offer.
        OfferClosed, SoldOut, AgeUnsaid: a voucher could not be given: its offer is closed, fewer
            are left than are to be won, or it asks for an age, which a winner may not have.
        Unfunded: the budget does not hold the vouchers that are to be won.
        NotPossible: too many draws have this name.
        KeyReused: the attempt's key was used for something else.
    """
    check_announced(draw, now.date())
    # Two tokens: 256 bits, which nobody can try out.
    seed = new_token() + new_token()
    secret = replace(draw, seed=seed, commitment=commitment_of(seed))

    def announce(uow: UnitOfWork) -> dict[str, Any]:
        _check_vouchers(uow, draw)
        key = _add(uow, secret, now, attempt.actor.id)
        said = {"commitment": secret.commitment}
        uow.audit.append(attempt.actor, "draw.announce", "draw", key, at=now, meta=said)
        return {"key": key}

    return str(once(open_uow, attempt, announce).value["key"])


def _check_vouchers(uow: UnitOfWork, draw: Draw) -> None:
    """Promise nothing that could not be given today; it is issued when it is won."""
    cents = 0
    for offer_id, count in Counter(one.offer_id for one in draw.prizes).items():
        if offer_id is None:
            continue
        offer = uow.offers.get(offer_id).offer
        if offer.state is OfferState.CLOSED:
            raise OfferClosed(offer=offer_id)
        if offer.terms.min_age is not None:
            raise AgeUnsaid(offer=offer_id, min_age=offer.terms.min_age)
        if offer.stock_left is not None and offer.stock_left < count:
            raise SoldOut(offer=offer_id)
        cents += count * offer.face_cents
    held = uow.ledger.balance(BUDGET)
    if cents > held:
        raise Unfunded(account=BUDGET.code, left=held, needed=cents)


def _add(uow: UnitOfWork, draw: Draw, now: datetime, by: int | None) -> str:
    for number in range(1, SAME_NAME_MAX):
        key = draw.key if number == 1 else f"{draw.key[:60]}-{number}"
        if uow.draws.add(replace(draw, key=key), now=now, by=by) is not None:
            return key
    raise NotPossible(key=draw.key)
