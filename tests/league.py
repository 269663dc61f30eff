"""Teams of a small town, and weeks in which they move."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Final

from sqlalchemy import insert, select, update

from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.team import Team, TeamKind
from muvengine.core.game.team_settings import Plan
from muvengine.core.game.tournament_life import Match
from muvengine.core.game.weeks import closes_at
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.services.close_weeks import close_weeks
from muvengine.services.join_team import Joining, join_by_code
from muvengine.services.make_team import NewTeam, make_team
from muvengine.services.run_tournament import NewTournament, draw_up
from muvengine.store.tables import metadata
from tests.money import NOON, PARIS, Town, kept_trip

WEEK: Final = IsoWeek.of(NOON.date())
"""The week that runs at ``NOON``, a Tuesday."""
NEXT: Final = WEEK.after()


@dataclass
class League:
    """A town with teams; nobody moves unless a test says so."""

    town: Town
    trips: count[int] = field(default_factory=lambda: count(10_000))

    def team(
        self, name: str, members: int = 0, kind: TeamKind = TeamKind.CLASS, *, open_: bool = False
    ) -> Team:
        """Make a team, with people who count from next week."""
        public_id = make_team(
            self.town.open_uow,
            NewTeam(name, kind, open_),
            attempt=Attempt(SYSTEM, self.town.key(), "make_team", name),
            now=NOON,
            new_token=self.town.dice,
        )
        with self.town.open_uow() as uow:
            team = uow.teams.get(public_id)
        for number in range(members):
            self.join(self.town.person(f"{name} {number}"), team)
        return team

    def join(self, person: Person, team: Team, now: datetime = NOON, shown_as: str = "") -> None:
        opened = self.town.open_uow
        hand, joining = self.town.hand(person), Joining(person.id, shown_as)
        join_by_code(opened, opened, team.code, joining, actor=hand, now=now)

    def members(self, team: Team) -> list[int]:
        with self.town.open_uow() as uow:
            return [one.person_id for one in uow.teams.staying(team.id)]

    def move(self, person_id: int, experience: int, day: date, sent: datetime = NOON) -> int:
        """Let somebody make a trip on a day; give its number."""
        start_at = datetime.combine(day, time(8), PARIS)
        with self.town.open_uow() as uow:
            number = next(self.trips)
            trip_id = kept_trip(uow, person_id, number, experience, sent, start_at)
            uow.commit()
        return trip_id

    def correct(self, trip_id: int, experience: int, sent: datetime = NOON) -> None:
        """Let another sheet of a trip stand."""
        sheets, trips = metadata.tables["trip_score"], metadata.tables["trip"]
        with self.town.open_uow() as uow:
            kept = select(sheets).where(sheets.c.trip_id == trip_id)
            sheet = dict(uow.connection.execute(kept).mappings().one())
            del sheet["id"]
            sheet |= {"score_no": 2, "experience": experience, "created_at": sent}
            uow.connection.execute(insert(sheets).values(sheet))
            uow.connection.execute(update(trips).where(trips.c.id == trip_id).values(score_no=2))
            uow.commit()

    def week(self, team: Team, week: IsoWeek, *experience: int) -> None:
        """Let the first members of a team move in a week."""
        for number, (person_id, one) in enumerate(
            zip(self.members(team), experience, strict=False)
        ):
            if one:
                self.move(person_id, one, week.monday + timedelta(days=number % 7))

    def tournament(self, first_week: IsoWeek = NEXT, plan: Plan | None = None) -> str:
        new = NewTournament({"en": "Spring cup"}, first_week, (), plan or Plan())
        attempt = Attempt(SYSTEM, self.town.key(), "draw_up", "")
        opened, dice = self.town.open_uow, self.town.dice
        return draw_up(opened, new, attempt=attempt, now=NOON, new_token=dice)

    def close(self, day: date) -> int:
        """Run the job at noon of a day."""
        return close_weeks(self.town.open_uow, now=datetime.combine(day, time(12), PARIS))

    def experience(self, week: IsoWeek) -> dict[int, dict[int, int]]:
        """Give each member's experience of a week by team."""
        with self.town.open_uow() as uow:
            return uow.team_weeks.experience(week, closes_at(week.monday, 3, PARIS))

    def scores(self, week: IsoWeek) -> dict[int, int]:
        """Give the final scores of a week by team."""
        with self.town.open_uow() as uow:
            return {one.team_id: one.worked.score for one in uow.team_weeks.results(week=week)}

    def matches(self, public_id: str) -> tuple[Match, ...]:
        with self.town.open_uow() as uow:
            return uow.tournaments.matches(uow.tournaments.get(public_id).id)


def final(week: IsoWeek) -> date:
    """Give the first day on which a week is final."""
    return week.closes_on(3)
