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
from muvengine.words.catalogue import in_full


@dataclass(frozen=True, slots=True)
class GamePublication:
    """A game file that shall hold.

    Attributes:
        data: the file.
        first_day: a day of its first week; None for the first week that can still change.
    """

    data: bytes = field(repr=False)
    first_day: date | None = None


@dataclass(frozen=True, slots=True)
class FitGame:
    """A game that may hold: ``kept`` is the version that says the very same already."""

    game: Game
    sha256: str
    first_day: date
    last: GameVersion | None
    kept: GameVersion | None


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
    with open_uow() as uow:
        uow.games.alone()
        version = put_game_in_force(uow, publication, fit_game(uow, publication, now), actor, now)
        uow.commit()
    return version


def fit_game(uow: UnitOfWork, publication: GamePublication, now: datetime) -> FitGame:
    """Hold a game against the town: is it right, and may its first week still change?

    Raises:
        GameRefused, GameLate: see ``publish_game``.
    """
    programme = uow.programme.get()
    checked = check_game(publication.data, languages=in_full(programme.locales))
    if checked.game is None:
        raise GameRefused(problems=checked.problems)
    games = uow.games.listed()
    last = games.versions[-1] if games else None
    if last is not None and last.sha256 == checked.sha256:
        return FitGame(checked.game, checked.sha256, last.first_day, last, last)
    first_day = _first_day(uow, publication, now.astimezone(programme.zone).date())
    return FitGame(checked.game, checked.sha256, first_day, last, None)


def put_game_in_force(
    uow: UnitOfWork, publication: GamePublication, fit: FitGame, actor: Actor, now: datetime
) -> GameVersion:
    """Keep a game that fits; one that is in force already is given as it is."""
    if fit.kept is not None:
        return fit.kept
    game, first_day = fit.game, fit.first_day
    source = publication.data.decode("utf-8-sig")
    number = uow.games.publish(game, source, fit.sha256, first_day, by=actor.id, now=now)
    _suspend(uow, game, fit.last)
    meta = {"sha256": fit.sha256, "first_day": first_day.isoformat()}
    uow.audit.append(actor, "game.publish", "game", str(number), meta, at=now)
    return GameVersion(number, fit.sha256, first_day, game.closes_after_days, now, actor.id)


def _first_day(uow: UnitOfWork, publication: GamePublication, today: date) -> date:
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
