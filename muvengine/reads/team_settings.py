"""How teams count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.team_settings import TeamSettings
from muvengine.formats.game_yaml.known import known_team_settings
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


def team_settings(open_reading: OpenReading, now: datetime) -> TeamSettings:
    """Give how teams count in the week that runs."""
    with open_reading() as uow:
        return settings_of(uow, IsoWeek.of(uow.programme.local_day(now)))


def settings_of(uow: UnitOfWork, week: IsoWeek) -> TeamSettings:
    """Give how teams count in a week."""
    return known_team_settings(uow.games.listed(), uow.games.source, week.monday)
