"""Put a game in force, from a Monday on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from muvengine.core.errors import GameLate, GameRefused
from muvengine.core.game.game import Game
from muvengine.core.game.version import GameVersion
from muvengine.core.game.weeks import WEEK, monday_of
from muvengine.core.people.actor import Actor
from muvengine.formats.game_yaml.read import check_game
from muvengine.services.attempt import OpenUow
from muvengine.services.game_rules import game_of
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class GamePublication:
    """A game file that shall hold.

    Attributes:
        data: the file.
        first_day: a day of its first week; None for the first week that can still change.
    """

    data: bytes = field(repr=False)
    first_day: date | None = None


def publish_game(
    open_uow: OpenUow, publication: GamePublication, *, actor: Actor, now: datetime
) -> GameVersion:
    """Check a game and keep it for ever, unless this very one is in force already.

    It holds from a Monday to come: weeks that have begun are counted by what held when they
    did.  Only a town without any trip may begin in the past.  Suspensions alone hold at once,
    also for weeks that are over: strikes are known late.

    Args:
        open_uow: starts a writing transaction.
        publication: what, and from when.
        actor: by whose hand.
        now: aware.

    Raises:
        GameRefused: the file has problems; ``problems`` lists them.
        GameLate: a week that has begun already would be counted anew.
    """
    checked = check_game(publication.data)
    if checked.game is None:
        raise GameRefused(problems=checked.problems)
    with open_uow() as uow:
        uow.games.alone()
        games = uow.games.listed()
        last = games.versions[-1] if games else None
        if last is not None and last.sha256 == checked.sha256:
            return last
        first_day = _first_day(uow, publication, now)
        source = publication.data.decode("utf-8-sig")
        by = actor.id
        number = uow.games.publish(checked.game, source, checked.sha256, first_day, by=by, now=now)
        _suspend(uow, checked.game, last)
        meta = {"sha256": checked.sha256, "first_day": first_day.isoformat()}
        uow.audit.append(actor, "game.publish", "game", str(number), meta, at=now)
        uow.commit()
    return GameVersion(number, checked.sha256, first_day, checked.game.closes_after_days, now, by)


def _first_day(uow: UnitOfWork, publication: GamePublication, now: datetime) -> date:
    today = now.astimezone(uow.programme.get().zone).date()
    earliest = monday_of(today) + WEEK
    if publication.first_day is None:
        return earliest if uow.games.any_trip() else monday_of(today)
    asked = monday_of(publication.first_day)
    if asked < earliest and uow.games.any_trip():
        raise GameLate(first_day=asked, earliest=earliest)
    return asked


def _suspend(uow: UnitOfWork, game: Game, last: GameVersion | None) -> None:
    """Let rewards be looked at again for weeks that are suspended since."""
    known = game_of(uow, last).suspended if last is not None else ()
    added = [one.first for one in game.suspended if one not in known]
    if added:
        uow.week_scores.unsettle(monday_of(min(added)))
