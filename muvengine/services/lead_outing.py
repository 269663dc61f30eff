"""A helper leads a group: begins, arrives, or gives it up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Final

from muvengine.core.errors import BadInput, LimitReached, NotAllowed, NotFound, NotPossible
from muvengine.core.people.actor import Actor, Role
from muvengine.core.trips.outing import (
    MODES,
    NAME_CHARS_MAX,
    OUTINGS_A_DAY_MAX,
    Outing,
    OutingState,
)
from muvengine.services.attempt import OpenUow
from muvengine.store.unit_of_work import UnitOfWork

KIND: Final = "outing"


def start_outing(
    open_uow: OpenUow,
    mode: str,
    name: str,
    *,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Begin an outing and give its public id.

    Args:
        open_uow: starts a writing transaction.
        mode: of the whole way, see ``outing.MODES``.
        name: what the helper calls it, 1 to 120 characters.
        actor: the mediator who leads it.
        now: aware.
        new_token: draws 128 random bits.

    Raises:
        NotAllowed: only mediators lead.
        BadInput: an unknown mode, or no name, or too long a one.
        LimitReached: this helper has begun three today.
    """
    helper_id = require_mediator(actor)
    if mode not in MODES:
        raise BadInput(fields={"mode": "unknown"})
    if not 0 < len(name.strip()) <= NAME_CHARS_MAX:
        raise BadInput(fields={"name": "length"})
    outing = Outing(new_token(), helper_id, mode, name.strip(), OutingState.OPEN, now)
    with open_uow() as uow:
        _check_day(uow, helper_id, now)
        uow.outings.add(outing)
        uow.audit.append(actor, "outing.start", KIND, outing.public_id, {"mode": mode}, at=now)
        uow.commit()
    return outing.public_id


def _check_day(uow: UnitOfWork, helper_id: int, now: datetime) -> None:
    # Of two outings begun at once the second must see the first.
    uow.trips.lock_owner(helper_id)
    zone = uow.programme.get().zone
    midnight = datetime.combine(now.astimezone(zone).date(), time(), zone)
    if uow.outings.begun_since(helper_id, midnight) >= OUTINGS_A_DAY_MAX:
        raise LimitReached


def turn_outing(
    open_uow: OpenUow, public_id: str, *, arrived: bool, actor: Actor, now: datetime
) -> None:
    """Read cards for the end from now on; or for the start again, after a press too early.

    Raises:
        NotAllowed: this is for mediators.
        NotFound: no such outing.
        NotPossible: it is over, or being paid.
    """
    require_mediator(actor)
    with open_uow() as uow:
        outing = open_outing(uow, public_id, actor)
        if (outing.ended_at is not None) == arrived:
            return
        uow.outings.set_end(outing, now if arrived else None)
        act = "outing.arrive" if arrived else "outing.go_on"
        uow.audit.append(actor, act, KIND, public_id, at=now)
        uow.commit()


def drop_outing(open_uow: OpenUow, public_id: str, *, actor: Actor, now: datetime) -> None:
    """Give an outing up: it earns nobody anything.

    Raises:
        NotAllowed: this is for mediators.
        NotFound: no such outing.
        NotPossible: it is over, or being paid.
    """
    require_mediator(actor)
    with open_uow() as uow:
        outing = open_outing(uow, public_id, actor)
        uow.outings.set_state(outing, OutingState.DROPPED)
        uow.audit.append(actor, "outing.drop", KIND, public_id, at=now)
        uow.commit()


def open_outing(uow: UnitOfWork, public_id: str, actor: Actor) -> Outing:
    """Lock an outing that can still be changed.

    Raises:
        NotFound: no such outing, or led by a helper of other centres.
        NotPossible: it is over, or being paid.
    """
    outing = uow.outings.locked(public_id)
    require_led_here(uow, outing, actor)
    if outing.state is not OutingState.OPEN:
        raise NotPossible(state=str(outing.state))
    if any(member.trip_id for member in uow.outings.members(outing.id)):
        raise NotPossible(state="scoring")
    return outing


def require_led_here(uow: UnitOfWork, outing: Outing, actor: Actor) -> None:
    """Let whoever leads an outing through, and helpers of the same centre.

    Raises:
        NotFound: a helper of other centres.
    """
    assert actor.id is not None, "a mediator is a person"
    if actor.id != outing.helper_id and not uow.centres.knows(actor.id, outing.helper_id):
        raise NotFound(kind=KIND)


def require_mediator(actor: Actor) -> int:
    """Let mediators through, and give their number.

    Raises:
        NotAllowed: anybody else.
    """
    if actor.kind != Role.MEDIATOR or actor.id is None:
        raise NotAllowed(audience=Role.MEDIATOR.value)
    return actor.id
