"""Let the game know of a score sheet: its week, challenges, figures, badges and boards.

Called inside the transaction that makes the sheet, with its owner locked, before the sheet is
kept.  What is written is a sum of what single sheets say, so that their order cannot matter.
"""

from __future__ import annotations

from dataclasses import dataclass

from muvengine.core.game.badges import HELPED, difference, helped_by, tallies_of
from muvengine.core.game.boards import Counting, counting
from muvengine.core.game.game import Game
from muvengine.core.game.version import Games, GameVersion
from muvengine.core.game.weeks import Seen, WeekScore, counted, monday_of
from muvengine.core.rules.sheet import Sheet
from muvengine.core.trips.facts import TripFacts
from muvengine.core.trips.trip import Trip
from muvengine.services.game_rules import game_of
from muvengine.services.note_boards import NOTHING_SHARED, GroupNote, note_boards
from muvengine.services.turn_badges import Moved, turn_badges
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class _Given:
    """What a sheet gives: its facts and its experience; 0 when it counts for nothing."""

    facts: TripFacts
    experience: int

    def tallies(self, game: Game) -> dict[str, int]:
        """Give what it adds to the figures of its person."""
        return tallies_of(game, self.facts, self.experience)

    @property
    def helper_id(self) -> int | None:
        """Whose help counts."""
        return helped_by(self.facts) if self.experience else None


def note_sheet(uow: UnitOfWork, trip: Trip, sheet: Sheet) -> GroupNote:
    """Add what a new sheet says to its week and its person's figures, less what the last one did.

    Nothing is done for a week from before the game began.

    Args:
        uow: writing, with the owner locked.
        trip: kept, with its number.
        sheet: not kept yet.

    Returns:
        What is left to be added to weeks that many people share.
    """
    monday = monday_of(trip.local_day)
    around = uow.board_players.around(trip.person_id, monday)
    games = uow.games.marked(around.mark) if around.mark else None
    version = games.of_week(monday) if games else None
    if games is None or version is None:
        return NOTHING_SHARED
    after = _given(sheet)
    assert not (trip.withdrawn_at and after.experience), "a trip that is taken back counts nothing"
    first = sheet.score_no == 1
    before = None if first else _given(uow.scores.get(trip.id, sheet.score_no - 1))
    earlier = [] if first else uow.board_rebuild.sheets_of(trip.id)
    now = counting(sheet.created_at, after.experience, after.facts.legs)
    sheets = [*earlier, now]
    more = _week(trip, sheets, version, games)
    if not more.empty:
        uow.week_scores.add(trip.person_id, more)
    less = before is not None and after.experience < before.experience
    uow.challenges.touch(trip, less=less)
    _note_figures(uow, trip, sheet, (before, after), version, games)
    return note_boards(uow, trip, sheets, version.closes(monday, games.zone), around)


def _given(sheet: Sheet) -> _Given:
    return _Given(sheet.facts, sheet.score.experience)


def _week(trip: Trip, sheets: list[Counting], version: GameVersion, games: Games) -> WeekScore:
    """Give what the last of a trip's sheets adds to its week."""
    monday = monday_of(trip.local_day)
    closing = version.closes(monday, games.zone)
    seen = [Seen(sheet.made_at, sheet.experience) for sheet in sheets]
    before, after = counted(seen[:-1], closing), counted(seen, closing)
    trips = bool(after) - bool(before)
    return WeekScore(monday).plus(trip.local_day, after - before, trips)


def _note_figures(
    uow: UnitOfWork,
    trip: Trip,
    sheet: Sheet,
    given: tuple[_Given | None, _Given],
    version: GameVersion,
    games: Games,
) -> None:
    before, after = given
    game = game_of(uow, version)
    moved = difference(before.tallies(game) if before else {}, after.tallies(game))
    _add(uow, Moved(trip.person_id, trip.id, moved, sheet.created_at), version, games)
    lost, gained = before.helper_id if before else None, after.helper_id
    if lost == gained:
        return
    for helper_id, more in ((lost, -1), (gained, 1)):
        if helper_id is not None and helper_id != trip.person_id:
            helped = Moved(helper_id, trip.id, {HELPED: more}, sheet.created_at)
            _add(uow, helped, version, games)


def _add(uow: UnitOfWork, moved: Moved, version: GameVersion, games: Games) -> None:
    uow.badges.count(moved.person_id, moved.figures)
    turn_badges(uow, moved, version, games)
