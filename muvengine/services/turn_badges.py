"""Give the badges that running figures have reached, and take back those they no longer reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from muvengine.core.game.badges import progress, reads, routes_in, tallies_of
from muvengine.core.game.game import Badge, Game
from muvengine.core.game.held import HeldBadge
from muvengine.core.game.version import Games, GameVersion
from muvengine.services.game_rules import game_of
from muvengine.store.unit_of_work import UnitOfWork

LOOKED_AT_MAX: Final = 200
"""Trips among which another one is sought that a badge can stand on."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a trip has changed for one person.

    Attributes:
        person_id: whose figures; the trip's own person or its helper.
        trip_id: the trip.
        figures: what was added to running figures; below zero it was taken away.
        now: aware.
    """

    person_id: int
    trip_id: int
    figures: Mapping[str, int]
    now: datetime

    @property
    def up(self) -> frozenset[str]:
        """Figures that have risen."""
        return frozenset(key for key, more in self.figures.items() if more > 0)

    @property
    def down(self) -> frozenset[str]:
        """Figures that have fallen."""
        return frozenset(key for key, more in self.figures.items() if more < 0)


def turn_badges(uow: UnitOfWork, moved: Moved, version: GameVersion, games: Games) -> None:
    """Look at the badges that depend on what has moved.

    Args:
        uow: writing, with the figures added up already.
        moved: see ``Moved``.
        version: of the game in the trip's week.
        games: every version: a badge is held by the terms under which it was reached.
    """
    asked = [badge for badge in game_of(uow, version).badges if reads(badge, moved.figures)]
    held = uow.badges.standing(moved.person_id) if asked or moved.down else ()
    if not asked and not held:
        return
    tallies = uow.badges.tallies(moved.person_id)
    for one in held:
        _look_at(uow, one, tallies, moved, games)
    names = {one.badge for one in held}
    for badge in asked:
        if badge.name not in names and reads(badge, moved.up):
            _give(uow, badge, tallies, moved, version)


def _give(
    uow: UnitOfWork, badge: Badge, tallies: Mapping[str, int], moved: Moved, version: GameVersion
) -> None:
    # One open route more than somebody has followed is enough to know that some are missing.
    routes = uow.badges.open_routes(most=routes_in(tallies) + 1) if badge.routes == 0 else ()
    if progress(badge, tallies, routes).reached:
        held = HeldBadge(
            0, moved.person_id, badge.name, version.id, routes, moved.trip_id, moved.now
        )
        uow.badges.give(held)


def _look_at(
    uow: UnitOfWork, held: HeldBadge, tallies: Mapping[str, int], moved: Moved, games: Games
) -> None:
    """Take a badge back that is reached no more; let it stand on another trip where one does."""
    game = game_of(uow, games.numbered(held.version_id))
    badge = game.badge(held.badge)
    if badge is None or not reads(badge, moved.down):
        return
    if not progress(badge, tallies, held.routes).reached:
        uow.badges.take_back(held.id, trip_id=moved.trip_id, now=moved.now)
    elif held.trip_id == moved.trip_id:
        uow.badges.owe_to(held.id, _other_trip(uow, badge, game, moved))


def _other_trip(uow: UnitOfWork, badge: Badge, game: Game, moved: Moved) -> int | None:
    """Find the latest other trip that counts for a badge; None among very many or for help."""
    if badge.helped is not None:
        return None
    for trip_id, sheet in uow.badges.counting(moved.person_id, most=LOOKED_AT_MAX):
        if trip_id != moved.trip_id and reads(
            badge, tallies_of(game, sheet.facts, sheet.score.experience)
        ):
            return trip_id
    return None
