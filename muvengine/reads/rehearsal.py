"""Rehearse a rulebook on what has happened: plan it, play its parts, add them up.

A plan is made once and is plain enough to be sent to other processes; each plays parts of it
in a reading transaction of its own.  Nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from muvengine.core.errors import NotFound
from muvengine.core.rules.rehearsal_kept import Dealt, Group, Played, Wanted
from muvengine.core.rules.rehearsal_parts import added, overrun
from muvengine.core.rules.rehearsal_report import Report, merged
from muvengine.core.rules.rehearse import BookOf, Rehearsal
from muvengine.core.rules.rulebook import Rulebook
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]

# People read by one query: a hundred of them have some thousand sheets a year.
TOGETHER: Final = 100


def plan(open_reading: OpenReading, wanted: Wanted, parts: int) -> list[Dealt]:
    """Deal everybody with a trip in the period out to parts of about equal work.

    Raises:
        NotFound: no such base.
    """
    with open_reading() as uow:
        books = _books(uow, wanted)
        return uow.happenings.dealt(books, wanted.first, wanted.last, parts)


def play(open_reading: OpenReading, wanted: Wanted, groups: Iterable[Group]) -> Played:
    """Play one part."""
    with open_reading() as uow:
        candidate, *base = _books(uow, wanted)
        rehearsal = Rehearsal(_always(candidate), _always(base[0]) if base else None)
        for people in _together(groups):
            rehearsal.play(uow.happenings.of(people, wanted.first, wanted.last))
        return Played(rehearsal.report(), rehearsal.peaks())


def added_up(open_reading: OpenReading, wanted: Wanted, parts: Sequence[Played]) -> Report | None:
    """Add the parts up.

    Returns:
        None when all of them together may have reached a ceiling of the whole programme, which
        only one part with everybody in it can tell.
    """
    if len(parts) > 1:
        with open_reading() as uow:
            books = _books(uow, wanted)
        if overrun(added(part.peaks for part in parts), books):
            return None
    return merged(part.report for part in parts)


def season_left(open_reading: OpenReading, wanted: Wanted) -> int | None:
    """Give what the season of its last day had left before the period; None without one."""
    with open_reading() as uow:
        season = uow.seasons.paying_day(wanted.last, 0)
        if season is None:
            return None
        since = max(wanted.first, season.first_day)
        return uow.ledger.balance(season.envelope) + uow.happenings.points_since(since)


def version_id(open_reading: OpenReading, name: str, number: int) -> int:
    """Find a published version by its rulebook's name and its number.

    Raises:
        NotFound: there is none.
    """
    with open_reading() as uow:
        for version in uow.rulebooks.published():
            if (version.name, version.version) == (name, number):
                return version.id
    raise NotFound(kind="rulebook")


def _books(uow: UnitOfWork, wanted: Wanted) -> tuple[Rulebook, ...]:
    from muvengine.formats.rulebook_yaml.read import read_rulebook  # noqa: PLC0415  start-up time

    candidate = read_rulebook(wanted.source)
    if wanted.base_id is None:
        return (candidate,)
    versions = {version.id for version in uow.rulebooks.published()}
    if wanted.base_id not in versions:
        raise NotFound(kind="rulebook")
    return candidate, read_rulebook(uow.rulebooks.source(wanted.base_id).encode())


def _always(book: Rulebook) -> BookOf:
    return lambda _kept: book


def _together(groups: Iterable[Group]) -> Iterable[Group]:
    """Read small groups by one query; a group stays whole."""
    people: list[int] = []
    for group in groups:
        people.extend(group)
        if len(people) >= TOGETHER:
            yield tuple(people)
            people = []
    if people:
        yield tuple(people)
