"""People of the simulated season who take challenges up, and what their rehearsal had foreseen.

One in three looks at what is proposed each Monday and takes one, in turn the first, the second
and the third.  Some of them move more for it: see ``season_trying``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from muvengine.core.errors import MuvError
from muvengine.core.game.challenges.challenge import PERSONAL, Difficulty, Kind
from muvengine.core.game.challenges.expected import Expected
from muvengine.core.game.challenges.proposals import Proposal
from muvengine.core.game.game import Game
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.rehearsal import GameRehearsal
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.reads.challenges import this_week
from muvengine.reads.game_rehearsal import WEEKS, rehearse_game
from muvengine.services.choose_challenge import Choosing, choose_challenge
from muvengine.services.leave_challenge import CarFree, say_car_free
from muvengine.services.settle_challenges import settle_challenges
from tests.long.season_challenges import Chosen, Shares
from tests.long.season_trying import tried_trip, tries
from tests.long.trips_of_a_year import Sent
from tests.town import ZONE, Town

TAKE_ONE_IN: Final = 3
DAYS_OF_TEN_WITHOUT_A_CAR: Final = 7


class _Taken(NamedTuple):
    """A challenge that somebody took up; ``place`` is theirs in the town."""

    place: int
    run_id: int
    proposal: Proposal
    week: IsoWeek
    tries: bool


@dataclass
class PlayedChallenges:
    """The hand of the season at its challenges; four of its weeks foresee the last four."""

    town: Town
    people: list[Person]
    game: Game
    begun: IsoWeek
    weeks: int
    told: GameRehearsal | None = None
    looked_ahead: IsoWeek | None = None
    done: Counter[str] = field(default_factory=Counter)
    taken: defaultdict[IsoWeek, list[_Taken]] = field(default_factory=lambda: defaultdict(list))

    def begin(self, week: IsoWeek, now: datetime) -> None:
        """Let those whose turn it is choose; before the last weeks look ahead first."""
        number = (week.monday - self.begun.monday).days // 7
        if number == max(self.weeks - WEEKS, self.weeks // 2):
            closed = min(max(number - 1, 1), WEEKS)
            self.looked_ahead = week
            self.told = rehearse_game(self.town.open_reading, self.game, now, weeks=closed)
        for place, person in enumerate(self.people):
            if (place + number) % TAKE_ONE_IN == 0:
                turn = place // TAKE_ONE_IN + number
                self._choose(person, (place, turn, tries(place, number)), week, now)

    def tried(self, day: date, /) -> Iterable[Sent]:
        """Give the trips that people make on a day for the challenge they chose."""
        week = IsoWeek.of(day)
        for one in self.taken[week]:
            if one.tries and one.proposal.challenge.kind is not Kind.NO_CAR_WEEK:
                sent = tried_trip(one.place, one.run_id, one.proposal, week)
                if sent.day == day:
                    self.done["trips more"] += 1
                    yield sent

    def end(self, week: IsoWeek, now: datetime) -> None:
        """Say days without a car on the week's Sunday, then pay."""
        sunday = datetime.combine(week.sunday, now.timetz())
        for one in self.taken[week]:
            if one.proposal.challenge.kind is Kind.NO_CAR_WEEK:
                self._declare(one, sunday)
        settled = settle_challenges(
            self.town.open_uow, now=now.astimezone(ZONE), new_token=self.town.dice
        )
        self.done["rewards"] += settled.given
        self.done["rewards taken back"] += settled.back

    def shares(self) -> Shares:
        """Tell what came of it; the cost is that of the last weeks."""
        with self.town.open_reading() as uow:
            every = uow.challenge_figures.by_week(self.begun.monday)
            players = uow.connection.exec_driver_sql(
                "SELECT run_id FROM challenge_player WHERE reached"
            )
            reached = {int(row[0]) for row in players}
        ahead = self.looked_ahead
        late = [one for one in every if ahead and one.monday >= ahead.monday]
        everybody = [one for taken in self.taken.values() for one in taken]
        last = [one for one in everybody if ahead and one.week >= ahead]
        return Shares(
            as_ever=_summed((one for one in everybody if not one.tries), reached),
            trying=_summed((one for one in everybody if one.tries), reached),
            paid_points=sum(one.points for one in late),
            forecast_points=round(sum(self._foreseen(at).points for at in PERSONAL)),
            details=[*self._did(), *self._ahead(_summed(last, reached)), *self._each(reached)],
        )

    def _choose(
        self, person: Person, about: tuple[int, int, bool], week: IsoWeek, now: datetime
    ) -> None:
        place, turn, tries_ = about
        mine = this_week(self.town.open_reading, person.id, now)
        free = [one for one in mine.proposed if not one.already] if mine else []
        if not free:
            self.done["nothing proposed"] += 1
            return
        one = free[turn % len(free)]
        wish = Choosing(person.id, one.challenge.name, one.difficulty)
        attempt = wish.attempt(Actor("participant", person.id), self.town.key())
        answer = choose_challenge(
            self.town.open_uow, wish, attempt=attempt, now=now, new_token=self.town.dice
        )
        self.taken[week].append(_Taken(place, int(answer.value["run"]), one, week, tries_))

    def _declare(self, one: _Taken, now: datetime) -> None:
        person = self.people[one.place]
        hand, more = Actor("participant", person.id), int(one.tries)
        for number in range(7):
            if (person.id * 7 + number * 3) % 10 >= DAYS_OF_TEN_WITHOUT_A_CAR:
                more -= 1
                if more < 0:
                    continue
            day = one.week.monday + timedelta(days=number)
            said = CarFree(person.id, one.run_id, day, without=True)
            attempt = said.attempt(hand, self.town.key())
            try:
                say_car_free(self.town.open_uow, said, attempt=attempt, now=now)
            except MuvError as refusal:
                self.done[f"day refused ({refusal.code})"] += 1

    def _foreseen(self, at: Difficulty) -> Expected:
        """Give what the rehearsal leads to expect of the last weeks at a difficulty."""
        if self.told is None or self.looked_ahead is None:
            return Expected(0, 0, 0)
        expected = self.told.expected.get(at, Expected(0, 0, 0))
        ahead = self.weeks - (self.looked_ahead.monday - self.begun.monday).days // 7
        return Expected(*(one * ahead / self.told.draft.span.weeks for one in expected))

    def _did(self) -> list[str]:
        return [f"  challenges, {what}: {times}" for what, times in sorted(self.done.items())]

    def _ahead(self, last: dict[str, Chosen]) -> list[str]:
        """Set what was foreseen beside what was played, item by item."""
        if self.told is None:
            return []
        asked = self.told.draft.challenges
        lines = [
            f"  nobody moving more: {asked.points} points for {asked.takers} weeks of people",
            f"  looked back from {self.told.draft.span.first} to {self.told.draft.span.end}",
        ]
        for at in PERSONAL:
            due, came, then = self._foreseen(at), last.get(at, Chosen(0, 0)), asked.offered[at]
            lines.append(
                f"  last weeks {at}: {came.chosen} chosen, foreseen {due.chosen:.0f}; "
                f"{came.reached} reached, foreseen {due.reached:.0f}; "
                f"looking back {then.share:.0%} of {then.taken:.0f} were met anyway, "
                f"of today's {asked.today[at].share:.0%} of {asked.today[at].taken:.0f}"
            )
        return lines

    def _each(self, reached: set[int]) -> list[str]:
        told = {}
        if self.told is not None:
            rows = self.told.draft.challenges.rows
            told = {f"{row.challenge.name} {row.difficulty}": row.share for row in rows}
        chosen: defaultdict[str, list[int]] = defaultdict(list)
        for taken in self.taken.values():
            for one in taken:
                key = f"{one.proposal.challenge.name} {one.proposal.difficulty}"
                chosen[key].append(one.run_id)
        return [
            f"    {key}: {len(runs)} chosen, {len(reached & set(runs)) / len(runs):.0%} reached, "
            f"met anyway {_percent(told.get(key))}"
            for key, runs in sorted(chosen.items())
        ]


def _summed(taken: Iterable[_Taken], reached: set[int]) -> dict[str, Chosen]:
    chosen: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for one in taken:
        chosen[one.proposal.difficulty] += 1
        done[one.proposal.difficulty] += one.run_id in reached
    return {str(at): Chosen(chosen[at], done[at]) for at in PERSONAL if chosen[at]}


def _percent(share: float | None) -> str:
    return "nothing" if share is None else f"{share:.0%}"
