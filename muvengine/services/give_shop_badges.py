"""Give the badges for shops visited, once the vouchers used there can be undone no more."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from muvengine.core.errors import NotFound
from muvengine.core.game.badges import progress
from muvengine.core.game.game import Badge
from muvengine.core.game.held import HeldBadge
from muvengine.core.game.version import GameVersion
from muvengine.core.game.weeks import monday_of
from muvengine.core.vouchers.voucher import UNDO_MAX
from muvengine.services.attempt import OpenUow
from muvengine.services.game_rules import game_of
from muvengine.store.retry import retried
from muvengine.store.unit_of_work import UnitOfWork

LOOKED_BACK: Final = timedelta(days=7)
"""A voucher that was sent earlier was looked at by an earlier run."""


def give_shop_badges(open_uow: OpenUow, *, now: datetime) -> int:
    """Look at everybody who has used a voucher of late; give how many badges were given.

    Safe to run twice: a badge is held once.

    Args:
        open_uow: starts a writing transaction.
        now: in the town's zone.
    """
    with open_uow() as uow:
        version, asked = _asked(uow, now.date())
        if version is None or not asked:
            return 0
        people = uow.badges.visitors(now - LOOKED_BACK, now - UNDO_MAX)
    give = partial(_give, open_uow, version, asked, now)
    return sum(retried(partial(give, person_id)) for person_id in people)


def _asked(uow: UnitOfWork, today: date) -> tuple[GameVersion | None, list[Badge]]:
    games = uow.games.listed()
    version = games.of_week(monday_of(today)) if games else None
    if version is None:
        return None, []
    return version, [one for one in game_of(uow, version).badges if one.shops is not None]


def _give(
    open_uow: OpenUow, version: GameVersion, asked: list[Badge], now: datetime, person_id: int
) -> int:
    given = 0
    with open_uow() as uow:
        try:
            uow.trips.lock_owner(person_id)
        except NotFound:
            # The account was closed since.
            return 0
        held = {one.badge for one in uow.badges.standing(person_id)}
        visited = uow.badges.shops_visited(person_id, now - UNDO_MAX)
        shops = uow.badges.open_shops()
        for badge in asked:
            if badge.name not in held and progress(badge, visited, (), shops).reached:
                new = HeldBadge(0, person_id, badge.name, version.id, (), None, now)
                given += uow.badges.give(new)
        uow.commit()
    return given
