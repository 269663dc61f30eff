"""Let the leaderboards know of a score sheet: a person's week, their places, their groups.

Called inside the transaction that makes the sheet; see ``note_sheet``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from muvengine.core.game.boards import Counting, brings, change, standing_at_close
from muvengine.core.game.weeks import monday_of
from muvengine.core.trips.trip import Trip
from muvengine.store.board_players import Around
from muvengine.store.boards import Group, Moved
from muvengine.store.unit_of_work import UnitOfWork

_SUNDAY: Final = timedelta(days=6)


class GroupNote(NamedTuple):
    """What is to be added to the week of groups.

    Attributes:
        monday: of the week.
        groups: whose.
        moved: by mode.
    """

    monday: date
    groups: Sequence[Group]
    moved: Sequence[Moved]


NOTHING_SHARED: Final = GroupNote(date.min, (), ())


def note_boards(
    uow: UnitOfWork, trip: Trip, sheets: Sequence[Counting], closing: datetime, around: Around
) -> GroupNote:
    """Add what the last of a trip's sheets brings to its person's week and places.

    Args:
        uow: writing, with the owner locked.
        trip: whose sheets they are.
        sheets: all there are, the new one last.
        closing: when the results of the trip's week stand.
        around: of the person, in that week.

    Returns:
        What groups gain by it, for ``note_groups``.
    """
    monday = monday_of(trip.local_day)
    before, after = (
        brings(standing_at_close(some, closing), trip.local_day) for some in (sheets[:-1], sheets)
    )
    moved = uow.boards.add(trip.person_id, monday, change(before, after))
    if moved and around.on_boards:
        season = uow.seasons.on_day(monday + _SUNDAY)
        uow.boards.add_places(trip.person_id, monday, season, moved)
    return GroupNote(monday, around.groups, moved)


def note_groups(uow: UnitOfWork, note: GroupNote) -> None:
    """Add to the weeks of groups; call it last, for others wait for these rows."""
    uow.boards.add_groups(note.groups, note.monday, note.moved)
