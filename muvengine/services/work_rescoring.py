"""List and score the trips of an act, a piece at a time: each trip once, whoever works.

Each trip is a transaction under an attempt of its own, with its owner locked as an upload locks
them.  Whatever is killed on the way, the next worker goes on with the trip that waits.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from muvengine.core.errors import NotPossible, StorageRefused
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.rules.rescoring_act import ActState, RescoringAct, TripState, Why
from muvengine.services.attempt import OpenUow, once
from muvengine.services.score_again import score_again
from muvengine.services.scoring import Hand
from muvengine.services.shelf import Shelf
from muvengine.store.rescoring_figures import outcome
from muvengine.store.rescoring_trips import Ended, Turn
from muvengine.store.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

ENDPOINT: Final = "score_again"
DAY: Final = timedelta(days=1)
# Trips of one person that are read together.
TURNS_READ: Final = 20
# A trip that went wrong so often will do it again.
TRIES_MAX: Final = 3

Clock = Callable[[], datetime]


class _NotDue(Exception):
    """Another worker was faster, or the act was stopped."""


def work_rescoring(
    open_uow: OpenUow,
    open_reading: OpenUow,
    shelf: Shelf,
    *,
    now: Clock,
    until: datetime | None = None,
) -> int:
    """Go on with the act that runs; give how many pieces were done.

    Args:
        open_uow: starts a writing transaction.
        open_reading: starts a reading one.
        shelf: of this process.
        now: the clock.
        until: when to leave the rest to the next turn; None to go on to the end.

    Raises:
        StorageRefused: the database is away or full; everything waits on.
    """
    steps = 0
    while until is None or now() < until:
        with open_reading() as uow:
            act = uow.rescorings.running()
            turns: tuple[Turn, ...] = ()
            if act is not None and act.listed:
                turns = uow.rescoring_trips.next_of_one(act.id, most=TURNS_READ)
        if act is None:
            break
        if not act.listed:
            _list_day(open_uow, act)
        elif turns:
            steps += _take_up(open_uow, shelf, act, turns, now)
            continue
        else:
            _finish(open_uow, act, now())
        steps += 1
    return steps


def end_here(open_uow: OpenUow, public_id: str, *, actor: Actor, now: datetime) -> None:
    """End an act that was stopped: trips that were not taken up stay as they are.

    Raises:
        NotFound: no such act.
        NotPossible: ``state``: it was not stopped.
    """
    with open_uow() as uow:
        act = uow.rescorings.get(public_id)
        if act.state is not ActState.STOPPED:
            raise NotPossible(state=act.state.value)
        uow.rescoring_trips.stop_rest(act.id, now)
        if not _ended(uow, act, actor, now):
            raise NotPossible(state="changed")
        uow.commit()


def _list_day(open_uow: OpenUow, act: RescoringAct) -> None:
    day = act.listed_to + DAY if act.listed_to else act.terms.first
    with open_uow() as uow:
        # Another worker may have listed it: its trips must not be listed twice.
        if uow.rescorings.listed(act, day):
            uow.rescoring_trips.list_day(act, day)
            uow.commit()


def _take_up(
    open_uow: OpenUow, shelf: Shelf, act: RescoringAct, turns: tuple[Turn, ...], now: Clock
) -> int:
    """Score trips of one person in their order; stop at one whose turn it is not."""
    for number, turn in enumerate(turns):
        try:
            _score(open_uow, shelf, act, turn, now())
        except _NotDue:
            return number
        except StorageRefused:
            raise
        except Exception:
            log.exception("trip %s of rescoring %s", turn.public_id, act.public_id)
            _failed(open_uow, turn, now())
            return number
    return len(turns)


def _score(open_uow: OpenUow, shelf: Shelf, act: RescoringAct, turn: Turn, now: datetime) -> None:
    hand = Hand(Actor(Role.ORGANISER, act.decided_by), now)

    def admit(uow: UnitOfWork) -> None:
        uow.score_rebuild.lock(turn.person_id)
        if not uow.rescoring_trips.due(turn):
            raise _NotDue

    def work(uow: UnitOfWork) -> dict[str, Any]:
        ended = score_again(uow, shelf, act, turn, hand)
        uow.rescoring_trips.end(turn, ended, now)
        return {"state": ended.state.value, "why": ended.why}

    key = f"{act.public_id}.{turn.trip_id}"
    once(open_uow, Attempt(hand.actor, key, ENDPOINT, ""), work, admit=admit)


def _failed(open_uow: OpenUow, turn: Turn, now: datetime) -> None:
    with open_uow() as uow:
        uow.score_rebuild.lock(turn.person_id)
        if uow.rescoring_trips.failed(turn) >= TRIES_MAX:
            uow.rescoring_trips.end(turn, Ended(TripState.SKIPPED, Why.FAILED), now)
        uow.commit()


def _finish(open_uow: OpenUow, act: RescoringAct, now: datetime) -> None:
    with open_uow() as uow:
        if _ended(uow, act, SYSTEM, now):
            uow.commit()


def _ended(uow: UnitOfWork, act: RescoringAct, actor: Actor, now: datetime) -> bool:
    done = outcome(uow.connection, act)
    if not uow.rescorings.finish(act, done, now):
        return False
    meta = {"trips": done.changed, "up": done.points_up, "down": done.points_down}
    uow.audit.append(actor, "rescoring.finish", "rescoring", act.public_id, meta, at=now)
    return True
