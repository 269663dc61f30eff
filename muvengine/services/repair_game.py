"""Put the game's figures right where they are not the sum of what the score sheets say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Actor
from muvengine.services.attempt import OpenUow
from muvengine.store.retry import retried
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RepairedGame:
    """What was put right.

    Attributes:
        weeks: how many, also of those by mode that boards read.
        people: of how many people.
        sums: of groups and of people on boards.
    """

    weeks: int
    people: int
    sums: int = 0


def repair_game(
    open_uow: OpenUow, open_reading: OpenUow, *, actor: Actor, now: datetime
) -> RepairedGame:
    """Compare every week with the sheets, and put right what differs.

    Each person's in a transaction of their own, locked as an upload locks them, so that trips
    may come in meanwhile; each leaves a line in the audit trail.  Rewards are looked at again
    for what was put right, and those of every challenge, which are counted from the sheets
    each time.

    Args:
        open_uow: starts a writing transaction.
        open_reading: starts a reading one.
        actor: by whose hand.
        now: aware.
    """
    with open_reading() as uow:
        people = {one.person_id for one in uow.game_rebuild.differing()}
        people |= {one.person_id for one in uow.board_rebuild.differing()}
    weeks = [retried(partial(_repair, open_uow, person, actor, now)) for person in sorted(people)]
    sums = retried(partial(_repair_sums, open_uow, actor, now))
    retried(partial(_look_again, open_uow))
    return RepairedGame(sum(weeks), sum(1 for count in weeks if count), sums)


def _repair(open_uow: OpenUow, person_id: int, actor: Actor, now: datetime) -> int:
    with open_uow() as uow:
        _lock(uow, person_id)
        found = uow.game_rebuild.differing_of(person_id)
        for one in found:
            uow.week_scores.add(person_id, one.missing)
        by_mode = uow.board_rebuild.differing_of(person_id)
        for week in by_mode:
            missing = {week.mode: week.due.minus(week.kept)}
            uow.boards.add(person_id, week.monday, missing)
        weeks = len(found) + len(by_mode)
        if weeks:
            meta = {"weeks": weeks}
            uow.audit.append(actor, "game.repair", "person", str(person_id), meta, at=now)
            uow.commit()
    return weeks


def _repair_sums(open_uow: OpenUow, actor: Actor, now: datetime) -> int:
    """Add up the weeks of groups and the places of people again, with all uploads waiting."""
    with open_uow() as uow:
        uow.games.alone()
        wrong = uow.board_rows.recount_all()
        if wrong:
            uow.audit.append(actor, "game.repair", "board", "", {"sums": wrong}, at=now)
            uow.commit()
    return wrong


def _look_again(open_uow: OpenUow) -> None:
    with open_uow() as uow:
        uow.challenges.touch_all()
        uow.commit()


def _lock(uow: UnitOfWork, person_id: int) -> None:
    try:
        uow.trips.lock_owner(person_id)
    except NotFound:
        # A closed account sends no trips any more: nothing has to be waited for.
        return
