"""A prize draw in the small town, from its form to its winners, for tests of pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from muvengine.services.draw_prizes import Worked, work_draws
from tests.build import ZONE, Town
from tests.conftest import Clock
from tests.people import NOON

NEW: Final = "/organiser/draws/new"
SPRING: Final = {
    "title_en": "Spring draw",
    "title_fr": "Tirage du printemps",
    "first_day": "2026-04-01",
    "last_day": "2026-04-12",
    "draw_day": "2026-04-16",
    "per": "day",
    "tickets_max": "10",
    "prize_1_en": "A bicycle bell",
    "prize_1_fr": "Une sonnette",
    "count_1": "1",
}
DRAW_DAY: Final = NOON + timedelta(days=9)


def announced(town: Town, **changed: str) -> str:
    """Announce a draw by the form; give its key."""
    page = town.ines().post(NEW, 200, **{**SPRING, **changed})
    assert "The draw is announced." in page.told
    return page.path.rpartition("/")[2]


def drawn(town: Town, clock: Clock) -> Worked:
    """Let the day of the draw come."""
    clock.moment = DRAW_DAY
    now = DRAW_DAY.astimezone(ZONE)
    return work_draws(town.wiring.open_uow, now=now, new_token=town.wiring.new_token)
