"""A town that plays, and what its figures should be by the sheets alone."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from muvengine.core.game.badges import HELPED, helped_by, progress, tallies_of
from muvengine.core.game.game import Game
from muvengine.core.game.weeks import WeekScore
from muvengine.core.people.actor import SYSTEM
from muvengine.core.trips.trip import Trip
from muvengine.formats.game_yaml.read import read_game
from muvengine.services.publish_game import GamePublication, publish_game
from muvengine.store.unit_of_work import UnitOfWork
from tests.town import NOON, Town, gpx, ride

FILE: Final = Path(__file__).parent.parent / "rules" / "game" / "muv.yaml"
GAME: Final[Game] = read_game(FILE.read_bytes())
BEGUN: Final = date(2026, 3, 2)
MONDAY: Final = date(2026, 4, 6)


def begin_game(town: Town, data: bytes = FILE.read_bytes()) -> None:
    """Publish a game before the first trip."""
    publish_game(town.open_uow, GamePublication(data, BEGUN), actor=SYSTEM, now=NOON)


def walk_on(town: Town, day: date, *, days_later: int = 0, hour: int = 7) -> Trip:
    """Send a walk of a day, on the same day or some days later."""
    start = NOON + (day - NOON.date()) * 1 - timedelta(hours=12 - hour)
    data = gpx(ride(start=start, seed=10 * day.toordinal() + hour))
    now = NOON + (day - NOON.date()) + timedelta(days=days_later)
    return town.trip(town.send(data, now=now).public_id)


def weeks(town: Town) -> dict[date, WeekScore]:
    with town.open_reading() as uow:
        return {one.monday: one for one in uow.week_scores.of(town.person.id) if not one.empty}


def badges(town: Town) -> set[str]:
    with town.open_reading() as uow:
        return {one.badge for one in uow.badges.standing(town.person.id)}


def kept_tallies(uow: UnitOfWork) -> dict[tuple[int, str], int]:
    rows = uow.connection.exec_driver_sql("SELECT person_id, key, value FROM game_tally")
    return {(row.person_id, row.key): row.value for row in rows if row.value}


def due_tallies(uow: UnitOfWork) -> dict[tuple[int, str], int]:
    """Add up what the standing sheets say, one by one."""
    due: Counter[tuple[int, str]] = Counter()
    rows = uow.connection.exec_driver_sql(
        "SELECT id, person_id, score_no FROM trip WHERE withdrawn_at IS NULL"
    ).all()
    for row in rows:
        sheet = uow.scores.get(row.id, row.score_no)
        for key, more in tallies_of(GAME, sheet.facts, sheet.score.experience).items():
            due[row.person_id, key] += more
        helper = helped_by(sheet.facts)
        if helper is not None and helper != row.person_id and sheet.score.experience:
            due[helper, HELPED] += 1
    return dict(due)


def kept_badges(uow: UnitOfWork) -> set[tuple[int, str]]:
    rows = uow.connection.exec_driver_sql(
        "SELECT person_id, badge FROM badge_held WHERE lost_at IS NULL"
    )
    return {(row.person_id, row.badge) for row in rows}


def due_badges(tallies: dict[tuple[int, str], int]) -> set[tuple[int, str]]:
    """Tell who holds what by the sums alone, whatever came first."""
    due = set()
    for person in {person for person, _ in tallies}:
        mine = {key: value for (whose, key), value in tallies.items() if whose == person}
        for badge in GAME.badges:
            if progress(badge, mine, ("street",)).reached:
                due.add((person, badge.name))
    return due
