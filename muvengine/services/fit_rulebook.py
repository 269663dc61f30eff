"""Hold a rulebook against the town: is it right, and are its days free?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
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
from muvengine.formats.rulebook_yaml.checked import Checked, Published
from muvengine.services.attempt import OpenUow
from muvengine.services.check_rulebook import published
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.words.catalogue import in_full

_NUMBER_TAKEN: Final = "R403"


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


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is thought of a rulebook that might be published.

    Attributes:
        checked: of the text; its warnings too.
        version: what would be kept, ``id`` 0 where it is not published yet; None when the
            text is wrong.
        refusal: why it cannot be published now; None when it can.
    """

    checked: Checked
    version: Version | None
    refusal: RulebookRefused | None


def fit_rulebook(uow: UnitOfWork, publication: Publication, now: datetime) -> Version:
    """Give the version that would be kept; one that is in force already is given as it is.

    Args:
        uow: writing, after ``RulebookStore.alone``.
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
    weighed = weigh_rulebook(uow, publication, now)
    if weighed.refusal is not None:
        raise weighed.refusal
    assert weighed.version is not None, "nothing speaks against it"
    return weighed.version


def weigh_rulebook(uow: UnitOfWork, publication: Publication, now: datetime) -> Weighed:
    """Tell what ``fit_rulebook`` would say, and what was found in the text.

    Raises:
        NotFound: nobody has set this town up yet.
    """
    programme, versions = uow.programme.get(), uow.rulebooks.published()
    town = _Town(in_full(programme.locales), uow.zones.keys())
    checked = _checked(publication.data, town, versions)
    book = checked.rulebook
    if book is None:
        return Weighed(checked, None, RulebookRefused(problems=checked.problems))
    fresh = Version(
        id=0,
        name=book.name,
        version=book.version,
        sha256=checked.sha256,
        effective_from=publication.first_day or book.first_day,
        effective_until=book.end_day,
        note=publication.note,
        published_at=now,
    )
    for other in versions:
        if (other.sha256, other.effective_from) == (fresh.sha256, fresh.effective_from):
            return Weighed(checked, other, None)
    if any(problem.code == _NUMBER_TAKEN for problem in checked.problems):
        return Weighed(checked, fresh, RulebookRefused(problems=checked.problems))
    try:
        _free_days(uow, fresh, versions, earliest_day(now, programme.zone))
    except RulebookRefused as refusal:
        return Weighed(checked, fresh, refusal)
    return Weighed(checked, fresh, None)


def _free_days(uow: UnitOfWork, fresh: Version, versions: list[Version], earliest: date) -> None:
    if uow.rulebooks.withdrawn(fresh.name, fresh.version):
        raise RulebookWithdrawn(name=fresh.name, version=fresh.version)
    if settled(versions, fresh.effective_from, earliest):
        raise RulebookLate(first_day=fresh.effective_from, earliest=earliest)
    for other in versions:
        again = (other.name, other.version) == (fresh.name, fresh.version)
        if again or fresh.collides(other):
            raise RulebookOverlap(name=other.name, version=other.version)
    hole = new_hole(versions, [*versions, fresh], from_day=earliest)
    if hole is not None:
        raise RulebookGap(first_day=hole.first_day, end_day=hole.end_day)


class _Town(NamedTuple):
    languages: tuple[str, ...]
    zones: tuple[str, ...]


def _checked(data: bytes, town: _Town, versions: list[Version]) -> Checked:
    # Only the same version is told of here: days are compared with the day asked for.
    checked = _looked(data, town, ())
    book = checked.rulebook
    if book is None:
        return checked
    same = [one for one in versions if (one.name, one.version) == (book.name, book.version)]
    if same and same[0].sha256 != checked.sha256:
        return _looked(data, town, (published(same[0]),))
    return checked


# A draft is looked at again by each of its pages: a check is a tenth of a second and a pure one.
@lru_cache(maxsize=8)
def _looked(data: bytes, town: _Town, beside: tuple[Published, ...]) -> Checked:
    from muvengine.formats.rulebook_yaml.read import check_rulebook  # noqa: PLC0415  slow

    return check_rulebook(data, languages=town.languages, published=beside, zones=town.zones)


def weigh_text(open_reading: OpenUow, publication: Publication, now: datetime) -> Weighed:
    """Weigh a rulebook in a reading of its own; see ``weigh_rulebook``."""
    with open_reading() as uow:
        return weigh_rulebook(uow, publication, now)
