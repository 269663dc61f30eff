"""Acts that score past trips anew: for organisers who ask and decide, and for those they touch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from muvengine.core.people.actor import Role
from muvengine.core.rules.life import begun
from muvengine.core.rules.rehearsal_kept import KeptRehearsal
from muvengine.core.rules.rescoring_act import ActState, RescoringAct
from muvengine.core.rules.version import Version
from muvengine.store.rescoring_figures import Told, progress, told
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
LISTED: Final = 50
TOLD_FOR: Final = timedelta(days=14)
"""How long people read of it on their first page."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The last acts.

    Attributes:
        acts: the one asked for last first.
        versions: the rules they score by, by number.
        names: of those behind them, by number.
    """

    acts: tuple[RescoringAct, ...]
    versions: Mapping[int, Version]
    names: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """One act with what is around it.

    Attributes:
        act: see there.
        version: the rules it scores by.
        rehearsal: the one it was asked for with, with its report.
        names: of those behind it, by number.
        seconds: names of the organisers who may approve it.
        listed, done: trips that are listed, and those of them that are done.
        season_left: points of the season that pays for its last day; None without one.
    """

    act: RescoringAct
    version: Version
    rehearsal: KeptRehearsal
    names: Mapping[int, str]
    seconds: tuple[str, ...]
    listed: int
    done: int
    season_left: int | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A version and a period that somebody thinks of.

    Attributes:
        version: one that has begun.
        rehearsal: of exactly that; None where there is none.
        season_left: see ``Seen``.
    """

    version: Version
    rehearsal: KeptRehearsal | None
    season_left: int | None


def rescorings(open_reading: OpenReading) -> Listed:
    """List the last acts."""
    with open_reading() as uow:
        acts = uow.rescorings.latest(most=LISTED)
        versions = {one.terms.version_id: uow.rulebooks.get(one.terms.version_id) for one in acts}
        hands = {hand for one in acts for hand in (one.asked_by, one.decided_by)}
        return Listed(acts, versions, uow.people.names(hands))


def rescoring_seen(open_reading: OpenReading, public_id: str) -> Seen:
    """Give one act.

    Raises:
        NotFound: no such act.
    """
    with open_reading() as uow:
        act = uow.rescorings.get(public_id)
        listed, done = progress(uow.connection, act.id)
        seconds = tuple(
            person.name
            for person in uow.people.staff()
            if person.role is Role.ORGANISER and act.second_may_be(person.id)
        )
        return Seen(
            act=act,
            version=uow.rulebooks.get(act.terms.version_id),
            rehearsal=uow.simulations.get(uow.rescorings.rehearsal_of(act)),
            names=uow.people.names({act.asked_by, act.decided_by}),
            seconds=seconds if act.state is ActState.ASKED else (),
            listed=listed,
            done=done,
            season_left=_season_left(uow, act.terms.last),
        )


def begun_versions(open_reading: OpenReading, today: date) -> tuple[Version, ...]:
    """List the versions that may score past trips, the latest first."""
    with open_reading() as uow:
        begun = [one for one in uow.rulebooks.published() if one.effective_from <= today]
    return tuple(reversed(begun))


def rescoring_choice(
    open_reading: OpenReading, version_id: int, first: date, last: date, today: date
) -> Choice:
    """Give what is known of a version on a period.

    Raises:
        NotFound: no such version.
        NotPossible: ``state``: it was withdrawn, or has not begun.
    """
    with open_reading() as uow:
        version = begun(uow.rulebooks.lived(version_id), today)
        public_id = uow.rescorings.rehearsed(version.sha256, first, last)
        rehearsal = uow.simulations.get(public_id) if public_id else None
        return Choice(version, rehearsal, _season_left(uow, last))


def counted_again(open_reading: OpenReading, person_id: int, now: datetime) -> tuple[Told, ...]:
    """Give what was changed for somebody lately, the latest first."""
    with open_reading() as uow:
        return told(uow.connection, person_id, since=now - TOLD_FOR)


def _season_left(uow: UnitOfWork, day: date) -> int | None:
    season = uow.seasons.paying_day(day, 0)
    if season is None or season.closed_at is not None:
        return None
    return uow.ledger.balance(season.envelope)
