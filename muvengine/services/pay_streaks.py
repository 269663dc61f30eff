"""Pay rewards for weeks in a row once their weeks are closed, and take back those that fall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from muvengine.core.errors import NotFound
from muvengine.core.game.held import PaidReward
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.streak import Reached
from muvengine.core.game.streak_book import StreakBook
from muvengine.core.game.weeks import WEEK
from muvengine.core.ledger.journal import By, Ref
from muvengine.core.people.actor import SYSTEM
from muvengine.services.attempt import OpenUow
from muvengine.services.game_posting import Cause, Paid, pay, unpay
from muvengine.services.game_rules import played
from muvengine.store.retry import retried
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.store.week_scores import TOGETHER

REASON: Final = "a trip of these weeks was taken back"
_STREAK: Final = "streak"


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done.

    Attributes:
        people: how many people's weeks were looked at.
        paid: rewards paid.
        back: rewards taken back.
    """

    people: int = 0
    paid: int = 0
    back: int = 0

    def plus(self, paid: int, back: int) -> Settled:
        """Add one person."""
        return Settled(self.people + 1, self.paid + paid, self.back + back)


def pay_streaks(open_uow: OpenUow, *, now: datetime) -> Settled:
    """Look at everybody one of whose closed weeks has changed since it was last looked at.

    Safe to run twice, and by two workers at once: each person's weeks are read and settled in
    one transaction, locked as an upload locks them, and a reward stands once.

    Args:
        open_uow: starts a writing transaction.
        now: aware.
    """
    with open_uow() as uow:
        games = uow.games.listed()
        if games is None:
            return Settled()
        town = played(uow, games)
        book = StreakBook(town, town.open_from(now) - WEEK)
        people = uow.week_scores.unsettled(book.last)
    done = Settled()
    for first in range(0, len(people), TOGETHER):
        some = people[first : first + TOGETHER]
        moving = retried(partial(_settle_calm, open_uow, some, book))
        done = replace(done, people=done.people + len(some) - len(moving))
        for person_id in moving:
            done = done.plus(*retried(partial(_settle, open_uow, person_id, book, now)))
    return done


def _settle_calm(open_uow: OpenUow, people: Sequence[int], book: StreakBook) -> tuple[int, ...]:
    """Settle those for whom nothing is to be paid or taken back; give the others.

    Most weeks are of these: one transaction reads and settles many.
    """
    with open_uow() as uow:
        there = uow.trips.lock_owners(people)
        active, pauses = uow.week_scores.active_days(people), uow.streaks.pauses_of(people)
        standing = uow.streaks.weeks_rewarded(people)
        calm = {
            person
            for person in there
            if standing.get(person, set())
            == book.reached(active[person], pauses.get(person, ())).keys()
        }
        uow.week_scores.settle(sorted(calm), book.last)
        uow.commit()
    return tuple(person for person in people if person not in calm)


def _settle(open_uow: OpenUow, person_id: int, book: StreakBook, now: datetime) -> tuple[int, int]:
    with open_uow() as uow:
        try:
            uow.trips.lock_owner(person_id)
        except NotFound:
            # The account was closed: nobody is there to be paid.
            due: Mapping[int, Reached] = {}
        else:
            active = uow.week_scores.active_days([person_id])[person_id]
            due = book.reached(active, uow.streaks.pauses(person_id))
        standing = {one.weeks: one for one in uow.streaks.rewards(person_id)}
        fallen = [one for weeks, one in standing.items() if weeks not in due]
        for one in fallen:
            _take_back(uow, one, now)
        fresh = sorted(due.keys() - standing.keys())
        for weeks in fresh:
            _pay(uow, person_id, weeks, due[weeks], now)
        uow.week_scores.settle([person_id], book.last)
        uow.commit()
    return len(fresh), len(fallen)


def _pay(uow: UnitOfWork, person_id: int, weeks: int, earned: Reached, now: datetime) -> None:
    """Pay a reward out of the season of the week that earned it, as far as that goes."""
    times, kept = uow.streaks.earlier(person_id, weeks)
    reference = f"{_STREAK}:{person_id}:{weeks}:{times + 1}"
    # A week may lie in two seasons: its last day says which.
    day = IsoWeek(earned.monday).sunday
    cause = Cause(person_id, reference, Ref(_STREAK, weeks), day)
    paid = pay(uow, cause, earned.points, By(SYSTEM, now), kept=kept)
    promised, monday = earned.points, earned.monday
    uow.streaks.pay(
        PaidReward(0, person_id, weeks, monday, promised, paid.points, paid.journal_id, now)
    )


def _take_back(uow: UnitOfWork, paid: PaidReward, now: datetime) -> None:
    ref, by = Ref(_STREAK, paid.weeks), By(SYSTEM, now, REASON)
    journal_id, kept = unpay(uow, paid.person_id, Paid(paid.points, paid.journal_id), ref, by)
    uow.streaks.take_back(paid.id, journal_id, kept_points=kept, now=now)
