"""Hold a rulebook against the town: is it right, and are its days free?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from muvengine.core.errors import (
    RulebookGap,
    RulebookLate,
    RulebookOverlap,
    RulebookRefused,
    RulebookWithdrawn,
)
from muvengine.core.rules.succession import new_hole, settled
from muvengine.core.rules.version import Version
from muvengine.core.traces.check import AHEAD_S_MAX
from muvengine.services.check_rulebook import published
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Publication:
    """A rulebook on its way into force.

    Attributes:
        data: the file.
        first_day: from which it holds; None for the day written in it.
        note: what changes and why, for the history.
    """

    data: bytes = field(repr=False)
    first_day: date | None = None
    note: str = ""


def earliest_day(now: datetime, zone: ZoneInfo) -> date:
    """Give the first local day on which no trip can have been judged yet.

    It is tomorrow: a day has one rulebook.  Just before midnight it is the day after, since
    a phone whose clock is ahead may have sent a trip of tomorrow already.
    """
    latest_trip = now + timedelta(seconds=AHEAD_S_MAX)
    return latest_trip.astimezone(zone).date() + timedelta(days=1)


def fit_rulebook(uow: UnitOfWork, publication: Publication, now: datetime) -> Version:
    """Give the version that would be kept; one that is in force already is given as it is.

    Args:
        uow: reading, or writing after ``RulebookStore.alone``.
        publication: what, and from when.
        now: aware.

    Returns:
        ``id`` is 0 where it is not published yet.

    Raises:
        NotFound: nobody has set this town up yet.
        RulebookRefused: with ``problems``, every one.
        RulebookWithdrawn: its number was given to a version that was taken back.
        RulebookLate: it would change days that have their rules; the first rulebook of a town
            may begin in the past, and so may one for days that had none.
        RulebookOverlap: it claims days of another one.
        RulebookGap: days between it and another one would have none.
    """
    programme, versions = uow.programme.get(), uow.rulebooks.published()
    fresh = _checked(publication, programme.locales, versions, now)
    for other in versions:
        if (other.sha256, other.effective_from) == (fresh.sha256, fresh.effective_from):
            return other
    if uow.rulebooks.withdrawn(fresh.name, fresh.version):
        raise RulebookWithdrawn(name=fresh.name, version=fresh.version)
    earliest = earliest_day(now, programme.zone)
    if settled(versions, fresh.effective_from, earliest):
        raise RulebookLate(first_day=fresh.effective_from, earliest=earliest)
    for other in versions:
        again = (other.name, other.version) == (fresh.name, fresh.version)
        if again or fresh.collides(other):
            raise RulebookOverlap(name=other.name, version=other.version)
    hole = new_hole(versions, [*versions, fresh], from_day=earliest)
    if hole is not None:
        raise RulebookGap(first_day=hole.first_day, end_day=hole.end_day)
    return fresh


def _checked(
    publication: Publication, locales: tuple[str, ...], versions: list[Version], now: datetime
) -> Version:
    from muvengine.formats.rulebook_yaml.read import check_rulebook  # noqa: PLC0415  slow

    # Only the same version is told of here: days are compared with the day asked for.
    checked = check_rulebook(publication.data, languages=locales)
    book = checked.rulebook
    if book is None:
        raise RulebookRefused(problems=checked.problems)
    same = [one for one in versions if (one.name, one.version) == (book.name, book.version)]
    if same and same[0].sha256 != checked.sha256:
        again = check_rulebook(publication.data, languages=locales, published=[published(same[0])])
        raise RulebookRefused(problems=again.problems)
    return Version(
        id=0,
        name=book.name,
        version=book.version,
        sha256=checked.sha256,
        effective_from=publication.first_day or book.first_day,
        effective_until=book.end_day,
        note=publication.note,
        published_at=now,
    )
