"""Nobody's hand gives anything to themselves: not a helper's, and not a holder's of a mandate.

Called inside another service's transaction.
"""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotAllowed, OwnAccount
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.mandate import Mandate
from muvengine.core.trips.trip import Trip
from muvengine.store.unit_of_work import UnitOfWork


def require_other_hand(uow: UnitOfWork, actor: Actor, person_id: int, now: datetime) -> None:
    """Keep a helper from acting on the account they play under, or on one they hold a mandate of.

    Raises:
        OwnAccount: another helper must do it.
    """
    if actor.kind != Role.MEDIATOR or actor.id is None:
        return
    own = uow.mandates.account_of(actor.id)
    if own is None:
        return
    today = uow.programme.local_day(now)
    if own == person_id or uow.mandates.between(own, person_id, today) is not None:
        raise OwnAccount


def require_mandate(
    uow: UnitOfWork, actor: Actor, person_id: int, now: datetime, *, spend: bool = False
) -> Mandate | None:
    """See that one participant may act for another now; everybody else passes.

    Args:
        uow: reading or writing.
        actor: whose hand it is.
        person_id: whose trips and points are meant.
        now: aware.
        spend: points go out.

    Returns:
        The mandate; None where nobody acts by one.

    Raises:
        NotAllowed: none is in force, or it does not let the holder spend.
    """
    if actor.kind != Role.PARTICIPANT or actor.on_behalf_of in {None, actor.id}:
        return None
    assert actor.id is not None, "a participant is a person"
    mandate = uow.mandates.between(actor.id, person_id, uow.programme.local_day(now))
    if mandate is None or actor.on_behalf_of != person_id or (spend and not mandate.may_spend):
        raise NotAllowed(audience="mandate")
    return mandate


def require_rightful(uow: UnitOfWork, actor: Actor, person_id: int, now: datetime) -> None:
    """See that a hand may send something for somebody, whoever's hand it is.

    Raises:
        NotAllowed, OwnAccount: see ``require_mandate`` and ``require_other_hand``.
    """
    require_mandate(uow, actor, person_id, now)
    require_other_hand(uow, actor, person_id, now)


def one_hand(uow: UnitOfWork, trip: Trip, other: Trip) -> bool:
    """Tell whether one participant sent both trips: neither then speaks for the other."""
    hands = {one.submitted_by or one.person_id for one in (trip, other)}
    return len(hands) == 1 and uow.people.get(hands.pop()).role is Role.PARTICIPANT
