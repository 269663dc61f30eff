"""When the rules change next, and what held just before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from muvengine.core.errors import NotFound
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.rules.version import Version, in_force
from muvengine.reads.rulebook import LoadRulebook, RulebookNow
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]
_EVE = timedelta(days=1)


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """A day on which the rules are no longer those of the day before.

    Attributes:
        day: local.
        before: the rulebook of the eve; None where none held.
        after: the rulebook of the day; the same one where only its dated numbers change.
        version: of ``after``.
    """

    day: date
    before: Rulebook | None
    after: Rulebook
    version: Version

    @property
    def eve(self) -> date:
        """The day before."""
        return self.day - _EVE


def coming_turns(
    open_reading: OpenReading, load: LoadRulebook, today: date, *, last_day: date | None = None
) -> tuple[Turn, ...]:
    """List the days after today on which the rules change, the next first.

    Args:
        open_reading: starts a reading transaction.
        load: ``Shelf.rulebook``.
        today: the programme's local day.
        last_day: how far to look; None for as far as rules are published.
    """
    with open_reading() as uow:
        versions = uow.rulebooks.published()
        days = _days(uow, load, versions, today)
        near = sorted(day for day in days if last_day is None or day <= last_day)
        found = (_turn(uow, load, versions, day) for day in near)
        return tuple(turn for turn in found if turn is not None)


def rulebook_before(
    open_reading: OpenReading, load: LoadRulebook, first_day: date
) -> RulebookNow | None:
    """Give the rules that hold on the eve of a day, to compare a draft with; None for none."""
    with open_reading() as uow:
        version = in_force(uow.rulebooks.published(), first_day - _EVE)
        if version is None:
            return None
        return RulebookNow(
            version, load(uow, version.id), uow.rulebooks.source(version.id), coming=()
        )


def rulebook_numbered(open_reading: OpenReading, load: LoadRulebook, number: int) -> RulebookNow:
    """Give the version of a number, the latest begun where several rulebooks had it.

    Raises:
        NotFound: no version was ever published under it.
    """
    with open_reading() as uow:
        for lived in uow.rulebooks.history():
            version = lived.version
            if version.version == number:
                source = uow.rulebooks.source(version.id)
                return RulebookNow(version, load(uow, version.id), source, coming=())
    raise NotFound(kind="rulebook")


def _days(
    uow: UnitOfWork, load: LoadRulebook, versions: Iterable[Version], today: date
) -> set[date]:
    days: set[date] = set()
    for version in versions:
        if version.effective_until is not None and version.effective_until <= today:
            continue
        days.add(version.effective_from)
        if version.effective_until is not None:
            days.add(version.effective_until)
        days.update(load(uow, version.id).days_of_change())
    return {day for day in days if day > today}


def _turn(uow: UnitOfWork, load: LoadRulebook, versions: list[Version], day: date) -> Turn | None:
    """Describe a day; None where no rules hold, and where nothing begins on it."""
    eve, version = in_force(versions, day - _EVE), in_force(versions, day)
    if version is None:
        return None
    after = load(uow, version.id)
    if eve is not None and eve.id == version.id and day not in set(after.days_of_change()):
        return None
    return Turn(day, load(uow, eve.id) if eve else None, after, version)
