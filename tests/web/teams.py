"""Teams for tests of pages."""

from __future__ import annotations

from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.team import TeamKind
from muvengine.core.game.team_settings import Plan
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.services.make_team import NewTeam, make_team
from muvengine.services.run_tournament import NewTournament, draw_up
from tests.build import Town
from tests.people import NOON


def made(town: Town, name: str, kind: TeamKind = TeamKind.CLASS) -> str:
    """Make a team and give its code."""
    wiring = town.wiring
    public_id = make_team(
        wiring.open_uow,
        NewTeam(name, kind),
        attempt=Attempt(SYSTEM, wiring.new_token(), "make_team", name),
        now=NOON,
        new_token=wiring.new_token,
    )
    with wiring.open_reading() as uow:
        return uow.teams.get(public_id).code


def drawn(town: Town, weeks: int = 1) -> str:
    """Draw up a tournament from next week on and give its public id."""
    wiring = town.wiring
    new = NewTournament(
        {"en": "Spring cup", "fr": "Coupe du printemps"},
        IsoWeek.of(NOON.date()).after(),
        plan=Plan(ranking_weeks=weeks),
    )
    attempt = Attempt(SYSTEM, wiring.new_token(), "draw_up", "")
    return draw_up(wiring.open_uow, new, attempt=attempt, now=NOON, new_token=wiring.new_token)
