"""The seed town's teams, and the weeks they have played."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.team import TeamKind
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.formats.town_files import load_yaml
from muvengine.services.attempt import OpenUow
from muvengine.services.close_weeks import close_weeks
from muvengine.services.join_team import join_by_card
from muvengine.services.make_team import NewTeam, make_team
from muvengine.services.run_tournament import NewTournament, draw_up


def seed_teams(
    open_uow: OpenUow,
    folder: Path,
    people: Mapping[str, Person],
    *,
    begun: datetime,
    now: datetime,
    new_token: Callable[[], str],
) -> int:
    """Make the teams of ``teams.yaml`` and give how many.

    Args:
        open_uow: starts a writing transaction.
        folder: the seed data.
        people: participants by key.
        begun: in the town's zone; when the teams were made.
        now: in the town's zone; weeks that are final by then are closed.
        new_token: draws codes and keys.
    """
    said = load_yaml(folder / "teams.yaml")
    for entry in said["teams"]:
        new = NewTeam(entry["name"], TeamKind(entry["kind"]))
        attempt = Attempt.of(SYSTEM, new_token(), "make_team", new)
        made = make_team(open_uow, new, attempt=attempt, now=begun, new_token=new_token)
        for key in entry["members"]:
            join_by_card(open_uow, made, people[key].name, actor=SYSTEM, now=begun)
    cup = NewTournament(said["tournament"], IsoWeek.of(begun.date()).after())
    attempt = Attempt.of(SYSTEM, new_token(), "draw_up", cup)
    draw_up(open_uow, cup, attempt=attempt, now=begun, new_token=new_token)
    close_weeks(open_uow, now=now)
    return len(said["teams"])
