"""People of the simulated season who take challenges up, and what their rehearsal had foreseen.

One in three looks at what is proposed each Monday and takes one, in turn the first, the second
and the third.  Nobody moves more for it: what is reached is what people do anyway.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from muvengine.core.errors import MuvError
from muvengine.core.game.challenges.challenge import Kind
from muvengine.core.game.challenges.foreseen import ToldChallenges
from muvengine.core.game.game import Game
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.reads.challenges import this_week
from muvengine.reads.game_rehearsal import rehearse_game
from muvengine.services.choose_challenge import Choosing, choose_challenge
from muvengine.services.leave_challenge import CarFree, say_car_free
from muvengine.services.settle_challenges import settle_challenges
from muvengine.store.challenge_figures import ChosenInWeek
from tests.long.season_challenges import Chosen, Shares
from tests.town import ZONE, Town

TAKE_ONE_IN: Final = 3
DAYS_OF_TEN_WITHOUT_A_CAR: Final = 7


@dataclass
class PlayedChallenges:
    """The hand of the season at its challenges; half of its weeks foresee the other half."""

    town: Town
    people: list[Person]
    game: Game
    begun: IsoWeek
    weeks: int
    foreseen: ToldChallenges = field(default_factory=ToldChallenges)
    half: IsoWeek | None = None
    done: Counter[str] = field(default_factory=Counter)
    declaring: dict[IsoWeek, list[tuple[Person, int]]] = field(default_factory=dict)

    def begin(self, week: IsoWeek, now: datetime) -> None:
        """Let those whose turn it is choose; in the middle of the season look ahead first."""
        number = (week.monday - self.begun.monday).days // 7
        if number == self.weeks // 2:
            closed = max(number - 1, 1)
            told = rehearse_game(self.town.open_reading, self.game, now, weeks=closed)
            self.half, self.foreseen = week, told.draft.challenges if told else self.foreseen
        for place, person in enumerate(self.people):
            if (place + number) % TAKE_ONE_IN == 0:
                self._choose(person, (place // TAKE_ONE_IN + number) % 3, now)

    def end(self, week: IsoWeek, now: datetime) -> None:
        """Say days without a car on the week's Sunday, then pay."""
        sunday = datetime.combine(week.sunday, now.timetz())
        for person, run_id in self.declaring.pop(week, ()):
            self._declare(person, run_id, week, sunday)
        settled = settle_challenges(
            self.town.open_uow, now=now.astimezone(ZONE), new_token=self.town.dice
        )
        self.done["rewards"] += settled.given
        self.done["rewards taken back"] += settled.back

    def shares(self) -> Shares:
        """Tell what came of it; the cost is that of the second half."""
        with self.town.open_reading() as uow:
            every = uow.challenge_figures.by_week(self.begun.monday)
        late = [one for one in every if self.half and one.monday >= self.half.monday]
        return Shares(
            by_difficulty=_summed(every, lambda one: one.difficulty),
            paid_points=sum(one.points for one in late),
            forecast_points=round(sum(map(self._foresee, late))),
            details=self._details(every, late),
        )

    def _choose(self, person: Person, turn: int, now: datetime) -> None:
        mine = this_week(self.town.open_reading, person.id, now)
        free = [one for one in mine.proposed if not one.already] if mine else []
        if not free:
            self.done["nothing proposed"] += 1
            return
        one = free[turn % len(free)]
        hand = Actor("participant", person.id)
        wish = Choosing(person.id, one.challenge.name, one.difficulty)
        attempt = wish.attempt(hand, self.town.key())
        answer = choose_challenge(
            self.town.open_uow, wish, attempt=attempt, now=now, new_token=self.town.dice
        )
        if one.challenge.kind is Kind.NO_CAR_WEEK:
            run = person, int(answer.value["run"])
            self.declaring.setdefault(IsoWeek.of(now.date()), []).append(run)

    def _declare(self, person: Person, run_id: int, week: IsoWeek, now: datetime) -> None:
        hand = Actor("participant", person.id)
        for number in range(7):
            if (person.id * 7 + number * 3) % 10 >= DAYS_OF_TEN_WITHOUT_A_CAR:
                continue
            said = CarFree(person.id, run_id, week.monday + timedelta(days=number), without=True)
            attempt = said.attempt(hand, self.town.key())
            try:
                say_car_free(self.town.open_uow, said, attempt=attempt, now=now)
            except MuvError as refusal:
                self.done[f"day refused ({refusal.code})"] += 1

    def _foresee(self, one: ChosenInWeek) -> float:
        """Give what the rehearsal leads to expect of those who chose this."""
        for row in self.foreseen.rows:
            if (row.challenge.name, row.difficulty) == (one.name, one.difficulty):
                share = 1 if row.share is None else row.share
                return one.chosen * share * row.challenge.steps[row.difficulty].points
        return 0

    def _details(self, every: tuple[ChosenInWeek, ...], late: list[ChosenInWeek]) -> list[str]:
        chosen = sum(one.chosen for one in late)
        takers, points = self.foreseen.takers, self.foreseen.points
        plain = round(points * chosen / takers) if takers else 0
        rows = _summed(every, lambda one: f"{one.name} {one.difficulty}")
        told = {f"{row.challenge.name} {row.difficulty}": row for row in self.foreseen.rows}
        return [
            *(f"  challenges, {what}: {times}" for what, times in sorted(self.done.items())),
            f"  by the plain assumption: {points} points for {takers} weeks of people",
            f"  that is {plain} for the {chosen} who chose in the second half",
            *(
                f"    {key}: {one.chosen} chosen, {one.share:.0%} reached, "
                f"foreseen {_percent(told[key].share if key in told else None)}"
                for key, one in sorted(rows.items())
            ),
        ]


def _summed(
    rows: tuple[ChosenInWeek, ...], key: Callable[[ChosenInWeek], str]
) -> dict[str, Chosen]:
    chosen: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    for one in rows:
        chosen[key(one)] += one.chosen
        reached[key(one)] += one.reached
    return {what: Chosen(chosen[what], reached[what]) for what in sorted(chosen)}


def _percent(share: float | None) -> str:
    return "nothing" if share is None else f"{share:.0%}"
