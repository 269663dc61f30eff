"""What an organiser does to a treasure hunt: start, pause, cancel, take a wrong stamp back."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.game.hunt import ALL, Hunt, HuntState, check_start
from muvengine.core.game.hunt_find import Find, HuntReward
from muvengine.core.ledger.journal import By, Ref, given_reason
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.services.attempt import OpenUow
from muvengine.services.find_place import REF
from muvengine.services.game_posting import Paid, unpay
from muvengine.store.unit_of_work import UnitOfWork


def start_hunt(open_uow: OpenUow, key: str, *, actor: Actor, now: datetime) -> None:
    """Let a draft be played from its first moment on; it changes no more.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such hunt.
        NotPossible: see ``check_start``.
    """
    require_organiser(actor)
    with open_uow() as uow:
        hunt = uow.hunts.locked(key)
        check_start(hunt, now)
        uow.hunts.turn(hunt.id, HuntState.RUNNING, started_at=now)
        uow.audit.append(actor, "hunt.start", "hunt", key, at=now)
        uow.commit()


def pause_hunt(open_uow: OpenUow, key: str, *, pause: bool, actor: Actor, now: datetime) -> None:
    """Let nobody find anything for a while, or go on.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such hunt.
        NotPossible: it is not running, or not paused.
    """
    require_organiser(actor)
    before, after = HuntState.RUNNING, HuntState.PAUSED
    if not pause:
        before, after = after, before
    with open_uow() as uow:
        hunt = uow.hunts.locked(key)
        if hunt.state is not before:
            raise NotPossible(state=hunt.state.value)
        uow.hunts.turn(hunt.id, after)
        act = "hunt.pause" if pause else "hunt.go_on"
        uow.audit.append(actor, act, "hunt", key, at=now)
        uow.commit()


def cancel_hunt(open_uow: OpenUow, key: str, reason: str, *, actor: Actor, now: datetime) -> None:
    """End a hunt before its time: everybody reads why, and keeps what they were paid.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such hunt.
        ReasonMissing: fewer than five characters.
        NotPossible: it was cancelled before, or its time is up.
    """
    require_organiser(actor)
    reason = given_reason(reason)
    with open_uow() as uow:
        hunt = uow.hunts.locked(key)
        if hunt.state is HuntState.CANCELLED or hunt.over(now):
            raise NotPossible(state=hunt.state.value)
        said = {"cancelled_at": now, "cancelled_reason": reason}
        uow.hunts.turn(hunt.id, HuntState.CANCELLED, **said)
        uow.audit.append(actor, "hunt.cancel", "hunt", key, {"reason": reason}, at=now)
        uow.commit()


def take_find_back(
    open_uow: OpenUow, find_id: int, reason: str, *, actor: Actor, now: datetime
) -> str:
    """Take a wrong stamp back, with exactly the points it brought; they may find it again.

    Args:
        open_uow: starts a writing transaction.
        find_id: of the stamp.
        reason: at least five characters; the finder reads it with their hunts.
        actor: an organiser.
        now: aware.

    Returns:
        The hunt's key.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such stamp.
        ReasonMissing: fewer than five characters.
        NotPossible: it was taken back before.
    """
    require_organiser(actor)
    by = By(actor, now, given_reason(reason))
    with open_uow() as uow:
        find = uow.hunt_finds.get(find_id)
        _hold(uow, find)
        hunt = uow.hunts.get(hunt_id=find.hunt_id)
        number = next(one.number for one in hunt.places if one.id == find.place_id)
        if not uow.hunt_finds.take_back(find_id, by.reason, by=actor.id, now=now):
            raise NotPossible(state="back")
        standing = uow.hunt_finds.rewards(hunt.id, find.person_id)
        for cause in (number, ALL):
            if cause in standing:
                _unpay(uow, hunt, standing[cause], by)
        meta = {"person": find.person_id, "reason": by.reason}
        uow.audit.append(actor, "hunt.take_back", "hunt", hunt.key, meta, at=now)
        uow.commit()
    return hunt.key


def _hold(uow: UnitOfWork, find: Find) -> None:
    try:
        uow.trips.lock_owner(find.person_id)
    except NotFound:
        # The account was closed: nobody plays under it any more.
        return


def _unpay(uow: UnitOfWork, hunt: Hunt, paid: HuntReward, by: By) -> None:
    back = Paid(paid.points, paid.journal_id)
    journal_id, kept = unpay(uow, paid.person_id, back, Ref(REF, hunt.id), by)
    uow.hunt_finds.unpay(paid.id, journal_id, kept_points=kept, now=by.at)
